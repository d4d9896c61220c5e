import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Flow } from '../../schemas/documents/flow.js';
import { encodeWav } from '../../designer/library/encode-wav.js';
import { openBrowser } from '../drivers/browser.js';
import { dial } from '../drivers/caller.js';
import { useDatabase } from '../drivers/database.js';
import { openDesigner, type Designer } from '../drivers/designer-driver.js';
import { findViolations } from '../drivers/find-violations.js';
import { publish } from '../drivers/line.js';
import { startProgram, type Program } from '../drivers/program.js';

const database = useDatabase();
let program: Program;
let browser: Browser;
let person: Designer;
let page: Page;

beforeAll(async () => {
  program = await startProgram(database().databaseUrl);
  browser = await openBrowser();
  person = await openDesigner({ browser, origin: program.url, signInLink: program.signInLink! });
  page = person.page;
  await page.addInitScript(hum);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await program.close();
});

/** A microphone in front of which somebody hums. */
const hum = `navigator.mediaDevices.getUserMedia = async () => {
  const context = new AudioContext();
  const tone = context.createOscillator();
  const microphone = context.createMediaStreamDestination();
  tone.connect(microphone);
  tone.start();
  return microphone.stream;
};`;

const goodbye: Flow['states'][string] = { type: 'final', meta: { step: 'hang_up', endState: 'completed' } };

const flowOf = (id: string, states: Flow['states']): Flow => ({ id, initial: Object.keys(states)[0]!, meta: { specVersion: '1.0', name: id, languages: ['zh-CN'] }, states: { ...states, goodbye } });

describe('an article', () => {
  const asking = flowOf('asking-line', {
    ask: {
      meta: { step: 'knowledge_answer', prompt: { 'zh-CN': '请说出您的问题。' } },
      on: { answered: 'goodbye', heard: 'goodbye', unanswered: 'sorry', no_input: 'goodbye', no_match: 'goodbye', failed: 'goodbye' },
    },
    sorry: { meta: { step: 'say', prompt: { 'zh-CN': '抱歉，没有找到答案。' } }, on: { next: 'goodbye' } },
  } as unknown as Flow['states']);

  async function ask(question: string): Promise<string> {
    const caller = await dial(program.line);
    await caller.says(question);
    const heard = caller.heard();
    await caller.hangsUp();
    return heard;
  }

  test('that answers what nobody could answer is written from the question, and the next caller hears it', async () => {
    await publish(database().pool, asking);
    expect(await ask('你们门口能停车吗')).toContain('抱歉，没有找到答案');

    await page.goto(`${program.url}/knowledge`);
    await page.getByRole('tab', { name: /Unanswered/ }).click();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Write an article: 你们门口能停车吗' }).click();
    await page.getByLabel('Title, Chinese').fill('停车');
    await page.getByLabel('What the caller hears, Chinese').fill('营业部门口可以免费停车一小时。');
    await page.getByLabel('Title, English', { exact: true }).fill('Parking');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved. Callers hear it from now on.').waitFor();
    await page.waitForURL('**/knowledge/parking');

    for (const givesUpAt = Date.now() + 10_000; !(await ask('请问门口能停车吗')).includes('免费停车一小时'); ) expect(Date.now()).toBeLessThan(givesUpAt);
    await page.goto(`${program.url}/knowledge`);
    await page.getByLabel('Language of the caller').selectOption('zh-CN');
    await page.getByLabel('Ask as a caller would').fill('停车要钱吗');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('营业部门口可以免费停车一小时。').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('tab', { name: /Unanswered/ }).click();
    await page.getByText('Nothing is waiting for an answer').waitFor();
  }, 90_000);

  test('that somebody else saved meanwhile is not overwritten', async () => {
    await page.goto(`${program.url}/knowledge/raise_limit`);
    await page.getByLabel('Owner').fill('Cards');
    await database().pool.query(`UPDATE articles SET revision = revision + 1 WHERE article = 'raise_limit'`);
    await page.getByRole('button', { name: 'Save' }).click();
    const note = page.getByRole('alert').filter({ hasText: 'Somebody else saved this article meanwhile' });
    await note.waitFor();
    const [box, button] = [(await note.boundingBox())!, (await page.getByRole('button', { name: 'Save' }).boundingBox())!];
    expect([box.y >= 0, box.y + box.height <= 720, button.y - (box.y + box.height) < 40]).toEqual([true, true, true]);
    await page.getByRole('button', { name: 'Load theirs' }).click();
    await page.getByText('Somebody else saved this article meanwhile').waitFor({ state: 'hidden' });
    expect(await page.getByLabel('Owner').inputValue()).not.toBe('Cards');
  }, 60_000);
});

describe('a recording', () => {
  const sound = Buffer.from(encodeWav(new Float32Array(8000).fill(0.2), 8000));

  const playing = flowOf('playing-line', { welcome: { meta: { step: 'play_audio', recording: 'spring_greeting', text: { 'zh-CN': '春节快乐。' } }, on: { next: 'goodbye' } } } as unknown as Flow['states']);

  /** What the carrier is told to play, or to say where there is nothing to play. */
  async function callAndListen(): Promise<string> {
    const caller = await dial(program.line);
    const answer = await (await caller.send(`${program.line.url}/voice/incoming`)).text();
    await caller.hangsUp();
    return answer;
  }

  test('is uploaded beside the step that plays it, and callers hear it instead of the voice', async () => {
    await publish(database().pool, playing);
    expect(await callAndListen()).toContain('春节快乐。');

    await page.goto(`${program.url}/recordings`);
    await page.getByRole('button', { name: 'Add: spring_greeting, Chinese' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('input[type="file"]').setInputFiles({ name: 'greeting.wav', mimeType: 'audio/wav', buffer: sound });
    await dialog.getByText('Ready: 0:01').waitFor();
    await dialog.getByLabel('What it says').fill('春节快乐。');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('region', { name: 'spring_greeting' }).getByRole('button', { name: 'spring_greeting, Chinese', exact: true }).waitFor();

    let address: string | undefined;
    for (const givesUpAt = Date.now() + 15_000; !address; ) {
      expect(Date.now()).toBeLessThan(givesUpAt);
      address = /<Play[^>]*>([^<]+)<\/Play>/.exec(await callAndListen())?.[1]?.replaceAll('&amp;', '&');
    }
    const played = await fetch(new URL(address, program.url));
    expect([played.headers.get('content-type'), Buffer.from(await played.arrayBuffer()).equals(sound)]).toEqual(['audio/wav', true]);
  }, 90_000);

  test('that callers reach cannot be removed', async () => {
    await page.getByRole('button', { name: 'Actions: spring_greeting, Chinese' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).waitFor();
    expect(await page.getByRole('menuitem', { name: 'Remove' }).isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    const refused = await page.evaluate<{ status: number; code: string }>(`fetch('/api/recordings/spring_greeting?language=zh-CN', { method: 'DELETE' }).then(async (answer) => ({ status: answer.status, code: (await answer.json()).error.code }))`);
    expect(refused).toEqual({ status: 409, code: 'recording_in_use' });
  }, 60_000);

  test('is recorded in the browser, and is a sound for the telephone', async () => {
    await page.goto(`${program.url}/recordings`);
    await page.getByRole('button', { name: 'Add a recording' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('notice');
    await dialog.getByText('Record now').click();
    await dialog.getByRole('button', { name: 'Start recording' }).click();
    await dialog.getByText('Recording… 0:01').waitFor();
    await dialog.getByRole('button', { name: 'Stop' }).click();
    await dialog.getByText(/^Ready: 0:0/).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('region', { name: 'notice' }).getByText('Not played by any flow').waitFor();
    const { rows } = await database().pool.query<{ content_type: string; seconds: number }>(`SELECT content_type, seconds FROM recordings WHERE recording = 'notice'`);
    expect(rows).toEqual([{ content_type: 'audio/wav', seconds: expect.any(Number) }]);
  }, 60_000);

  test('is chosen in the form of a step, where one that nobody has uploaded stays as it is written', async () => {
    await page.goto(`${program.url}/flows/platinum-line`);
    await page.locator('.react-flow__node').first().waitFor();
    const step = await page.evaluate<string>(`fetch('/api/flows/platinum-line/draft').then((answer) => answer.json()).then(({ document }) => Object.keys(document.states).find((state) => document.states[state].meta.step === 'play_audio'))`);
    await person.selects(step);
    const field = page.getByRole('complementary').getByRole('combobox', { name: 'Recording' }).or(page.getByRole('complementary').getByRole('textbox', { name: 'Recording' })).first();
    await field.click();
    await page.getByRole('option', { name: 'platinum_welcome (nobody has uploaded it)' }).waitFor();
    await page.getByRole('option', { name: 'notice', exact: true }).click();
    await page.getByRole('button', { name: 'Play the recording, Chinese' }).waitFor();
    await page.getByText(/No recording in English/).waitFor();
  }, 60_000);
});

describe('a call back', () => {
  const booking = flowOf('booking-line', { book: { meta: { step: 'callback_request', queue: 'cards', reason: 'a lost card' }, on: { booked: 'goodbye', failed: 'goodbye', no_input: 'goodbye', no_match: 'goodbye' } } } as unknown as Flow['states']);

  const settled = async () => (await database().pool.query<{ status: string; attempts: number; note: string }>('SELECT status, attempts, note FROM callbacks')).rows;

  test('is asked for on the telephone, taken, tried and done by somebody who works the list', async () => {
    await publish(database().pool, booking);
    await dial(program.line, { from: '+8613800000005' });

    await page.goto(`${program.url}/callbacks`);
    const entry = page.getByRole('list', { name: 'Callbacks' }).getByRole('listitem').filter({ hasText: '+8613800000005' });
    await entry.getByText('a lost card').waitFor();
    await entry.getByRole('button', { name: 'Call now: +8613800000005' }).click();
    await entry.getByText('You are at it').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.type('Rang for a minute.');
    await entry.getByRole('button', { name: 'No answer' }).click();
    await page.getByText('Nobody waits for a call right now').waitFor();
    expect(await settled()).toEqual([{ status: 'open', attempts: 1, note: 'Rang for a minute.' }]);

    await page.getByText('All open').click();
    await entry.getByText('tried once').waitFor();
    await entry.getByRole('button', { name: 'Call now: +8613800000005' }).click();
    await entry.getByRole('button', { name: 'Reached' }).click();
    await page.getByText('Nobody waits for a call', { exact: true }).waitFor();
    await page.getByText('Settled', { exact: true }).click();
    await entry.getByText(/^Reached by/).waitFor();
    expect(await settled()).toEqual([{ status: 'done', attempts: 2, note: 'Rang for a minute.' }]);
  }, 90_000);
});

describe.each([
  { language: 'en-US' as const, colorScheme: 'light' as const, width: 1280 },
  { language: 'zh-CN' as const, colorScheme: 'dark' as const, width: 1280 },
  { language: 'zh-CN' as const, colorScheme: 'light' as const, width: 390 },
])('in $language, $colorScheme, $width pixels wide', ({ language, colorScheme, width }) => {
  test.each(['/knowledge', '/knowledge/parking', '/recordings', '/callbacks', '/callbacks?list=leads', '/callbacks?list=messages'])('%s, with something on it, can be used by everyone', async (path) => {
    await fill();
    const { cookies } = await page.context().storageState();
    const context = await browser.newContext({ storageState: { cookies, origins: [] }, locale: language, colorScheme, viewport: { width, height: 780 } });
    const shown = await context.newPage();
    await shown.goto(`${program.url}${path}`);
    await shown.getByRole('main').waitFor();
    await shown.waitForLoadState('networkidle');
    const violations = await findViolations(shown);
    const overflow = await shown.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    await context.close();
    expect({ violations, overflow: overflow > 1 }).toEqual({ violations: [], overflow: false });
  }, 60_000);
});

/** Entries in every state that has a look of its own. */
async function fill(): Promise<void> {
  await database().pool.query(
    `UPDATE callbacks SET status = 'open', settled_at = NULL, settled_by = NULL, next_try_at = NULL, window_from = now() - interval '3 hours', window_until = now() - interval '1 hour';
     UPDATE articles SET document = document || '{"expiresOn": "2020-01-01"}' WHERE article = 'card_abroad';
     UPDATE articles SET document = document || '{"reviewOn": "2020-01-01"}' WHERE article = 'bill_date';
     INSERT INTO leads (call_id, lead_id, phone, interest, language, consent, expires_on, noted_at, delivery_error, next_delivery_at)
       SELECT call_id, 'lead of ' || call_id, '+8613800000006', 'funds', 'zh-CN', '{"text": "同意。", "language": "zh-CN", "heardAt": "2026-01-01T00:00:00Z", "input": "5", "agreedAt": "2026-01-01T00:00:00Z", "flow": "f", "flowVersion": "v"}',
         '2099-01-01', now(), 'The CRM is down.', now() + interval '1 day' FROM calls ON CONFLICT DO NOTHING;
     INSERT INTO turns (call_id, revision, turn, at, events)
       SELECT call_id, 900, 900, now(), '[{"type": "fact", "step": "message", "visit": 1, "fact": {"type": "message_left", "recordingId": "RE1", "url": "https://example.com", "seconds": 12}}]' FROM calls ON CONFLICT DO NOTHING`,
  );
}
