import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser } from '../drivers/browser.js';
import { dial } from '../drivers/caller.js';
import { useDatabase } from '../drivers/database.js';
import { openDesigner, type Designer } from '../drivers/designer-driver.js';
import { findViolations } from '../drivers/find-violations.js';
import { startProgram, type Program } from '../drivers/program.js';

const database = useDatabase();
let program: Program;
let browser: Browser;
let lin: Designer;
let wei: Designer;

beforeAll(async () => {
  program = await startProgram(database().databaseUrl);
  browser = await openBrowser();
  lin = await openDesigner({ browser, origin: program.url, signInLink: program.signInLink! });
  const added = await lin.page.request.post(`${program.url}/api/users`, { data: { email: 'wei@example.com', name: 'Wei Chen', role: 'designer' }, headers: { origin: program.url } });
  wei = await openDesigner({ browser, origin: program.url, signInLink: ((await added.json()) as { link: string }).link });
}, 120_000);
afterAll(async () => {
  await browser.close();
  await program.close();
});

const tool = (page: Page, name: string | RegExp): Locator => page.getByRole('toolbar', { name: 'Flow tools' }).getByRole('button', { name });
const dialog = (page: Page): Locator => page.getByRole('dialog');
const history = (page: Page): Locator => page.getByRole('complementary', { name: 'History' });

async function opensHistory({ page }: Designer): Promise<void> {
  if (!(await history(page).isVisible())) await tool(page, /^History/).click();
  await history(page).getByText('Aliases and numbers').waitFor();
}

/** A line of its own, live, with other last words as the draft. */
async function draftsGoodbye(designer: Designer, words: string): Promise<void> {
  await designer.selects('goodbye');
  await designer.edits('Last words, English', words);
  await designer.isSaved();
}

async function createsLine(designer: Designer, id: string): Promise<void> {
  const flow = {
    id,
    initial: 'welcome',
    meta: { specVersion: '1.0', name: id, languages: ['en-US'] },
    states: {
      welcome: { meta: { step: 'say', prompt: { 'en-US': 'Welcome to the branch line.' } }, on: { next: 'main' } },
      main: { meta: { step: 'menu', prompt: { 'en-US': 'For opening hours press 1, for a person press 0.' }, choices: [{ id: 'hours', key: '1', label: { 'en-US': 'Hours' } }, { id: 'person', key: '0', label: { 'en-US': 'A person' } }], attempts: 2 }, on: { hours: 'told', person: 'desk', no_input: 'goodbye', no_match: 'goodbye' } },
      told: { meta: { step: 'say', prompt: { 'en-US': 'We are open from nine to five.' } }, on: { next: 'goodbye' } },
      desk: { meta: { step: 'transfer', number: '+861012345678' }, on: { answered: 'goodbye', busy: 'goodbye', no_answer: 'goodbye', failed: 'goodbye' } },
      goodbye: { type: 'final', meta: { step: 'hang_up', prompt: { 'en-US': 'Goodbye.' } } },
    },
  };
  const positions = Object.fromEntries(Object.keys(flow.states).map((step, at) => [step, { x: (at % 3) * 340, y: Math.floor(at / 3) * 320 }]));
  const options = { headers: { origin: program.url } };
  const made = await designer.page.request.post(`${program.url}/api/flows`, { data: { document: flow, layout: { flow: id, positions } }, ...options });
  const published = await designer.page.request.post(`${program.url}/api/flows/${id}/publish`, { data: { revision: 1, note: 'The first' }, ...options });
  expect([made.status(), published.status()]).toEqual([201, 200]);
}

describe('what was published', () => {
  beforeAll(() => createsLine(lin, 'unreached-line'), 60_000);

  test('is said to be heard by nobody while no number leads to it, and then by the callers of its number', async () => {
    const { page } = lin;
    await lin.opens('unreached-line');
    await draftsGoodbye(lin, 'Goodbye for now.');
    await tool(page, /^Publish/).click();
    await dialog(page).getByRole('button', { name: 'Publish', exact: true }).click();
    await dialog(page).getByText('No number leads to the alias “live” of this flow yet, so nobody can call it.').waitFor();
    await dialog(page).getByRole('link', { name: 'Choose a number for it' }).click();
    await page.getByRole('button', { name: 'Add number' }).click();
    await dialog(page).getByLabel('Number', { exact: true }).fill('+861055550177');
    await dialog(page).getByLabel('Flow', { exact: true }).selectOption('unreached-line');
    await dialog(page).getByLabel('Alias').fill('Live version');
    await dialog(page).getByText('Use small letters, digits, hyphens and underscores, and begin with a letter, such as live; at most 32 characters').waitFor();
    expect(await dialog(page).getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await dialog(page).getByLabel('Alias').fill('live');
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await page.getByRole('cell', { name: '+861055550177', exact: true }).waitFor();
    await lin.opens('unreached-line');
    await draftsGoodbye(lin, 'Goodbye to you all.');
    await tool(page, /^Publish/).click();
    await dialog(page).getByRole('button', { name: 'Publish', exact: true }).click();
    await dialog(page).getByText('The next call to +861055550177 hears it.').waitFor();
    await dialog(page).getByRole('button', { name: 'Close' }).last().click();
  });
});

describe('a version', () => {
  beforeAll(() => createsLine(lin, 'corner-line'), 60_000);

  test('is published after a list of what changes, first for a part of the callers, and then for all', async () => {
    await lin.opens('corner-line');
    await draftsGoodbye(lin, 'Goodbye, and thank you.');
    await tool(lin.page, /^Publish/).click();
    const publish = dialog(lin.page).getByRole('button', { name: 'Publish', exact: true });
    const stood = await publish.boundingBox();
    const list = dialog(lin.page).getByRole('list', { name: 'Before publishing' });
    await list.getByText(/No problems found|warning/).waitFor();
    await list.getByText('This flow has no scenarios to try').waitFor();
    await list.getByText(/Last words.*"Goodbye, and thank you\."/).waitFor();
    // Nothing moves under the pointer while the list fills.
    expect(await publish.boundingBox()).toEqual(stood);
    await dialog(lin.page).getByLabel(/A part of the callers first/).check();
    await dialog(lin.page).getByLabel('Share of callers', { exact: true }).fill('50');
    await dialog(lin.page).getByLabel('Note').fill('Kinder words');
    await publish.click();
    await dialog(lin.page).getByText(/is tried on 50 % of callers/).waitFor();
    await dialog(lin.page).getByRole('button', { name: 'Show the history' }).click();

    await lin.page.request.put(`${program.url}/api/numbers/${encodeURIComponent('+14005550142')}`, { data: { flow: 'corner-line', alias: 'live' }, headers: { origin: program.url } });
    const heard = new Set<string>();
    for (let caller = 0; caller < 12; caller += 1) {
      const call = await dial(program.line, { to: '+14005550142', from: `+86138000010${String(caller).padStart(2, '0')}` });
      await call.presses('1');
      heard.add(/thank you/.test(call.heard()) ? 'canary' : 'stable');
    }
    expect(heard).toEqual(new Set(['canary', 'stable']));

    const canary = history(lin.page).getByRole('region', { name: /Trial on a part of the callers/ });
    await canary.getByRole('row', { name: /Counted calls/ }).waitFor();
    await history(lin.page).getByRole('listitem').filter({ hasText: 'Kinder words' }).getByText('Trial 50 %').waitFor();
    await history(lin.page).getByRole('listitem').filter({ hasText: 'The first' }).getByText('Live', { exact: true }).waitFor();
    expect(await history(lin.page).getByText('Live', { exact: true }).count()).toBe(1);
    await canary.getByRole('slider', { name: 'Share of callers' }).focus();
    await lin.page.keyboard.press('ArrowRight');
    await history(lin.page).getByText('Share changed to 51 %').waitFor();
    await history(lin.page).getByRole('button', { name: 'Promote to all callers' }).click();
    await history(lin.page).getByText('Promoted to all callers', { exact: true }).waitFor();
    await canary.waitFor({ state: 'detached' });
  }, 120_000);

  test('is compared with another on the canvas, and each change is found from the list', async () => {
    await lin.opens('corner-line');
    await draftsGoodbye(lin, 'See you.');
    await opensHistory(lin);
    await history(lin.page).getByRole('button', { name: 'Compare the draft with what is live' }).click();
    const view = lin.page.getByRole('region', { name: 'Compare versions' });
    await view.locator('[data-compared="goodbye"][data-mark="changed"]').getByText('Changed').waitFor();
    expect(await view.locator('[data-compared][data-mark]').count()).toBe(1);
    await view.getByRole('complementary', { name: 'Changes' }).getByRole('button', { name: /Last words.*"See you\."/ }).click();
    await view.locator('[data-compared="goodbye"]').waitFor();
    await view.getByRole('button', { name: 'Swap the two' }).click();
    await view.getByRole('button', { name: /is now .*thank you.*See you|now says "Goodbye, and thank you/ }).waitFor();
    await view.getByRole('button', { name: 'Back to editing' }).click();
    await view.waitFor({ state: 'detached' });
  }, 90_000);

  test('is rolled back from the history, after telling what that changes', async () => {
    await lin.opens('corner-line');
    await opensHistory(lin);
    const names = history(lin.page).getByRole('region', { name: 'Aliases and numbers' });
    await names.getByText('+14005550142').waitFor();
    await history(lin.page).getByRole('listitem').filter({ hasText: 'The first' }).getByRole('button', { name: /^Roll back to/ }).click();
    await dialog(lin.page).getByRole('region', { name: 'What changes for callers' }).getByText(/"Goodbye\."/).waitFor();
    await dialog(lin.page).getByRole('button', { name: 'Roll back', exact: true }).click();
    await history(lin.page).getByText('Rolled back to').waitFor();
    const call = await dial(program.line, { to: '+14005550142' });
    await call.presses('1');
    call.hears(/Goodbye\.$/);
  }, 90_000);

  test('is rolled back to the version before by one click, never forward by a second, and taken back from the message only', async () => {
    await createsLine(lin, 'back-line');
    await lin.page.request.put(`${program.url}/api/numbers/${encodeURIComponent('+14005550143')}`, { data: { flow: 'back-line', alias: 'live' }, headers: { origin: program.url } });
    await lin.opens('back-line');
    await draftsGoodbye(lin, 'Goodbye, said badly.');
    await lin.publishes('The bad one');
    await opensHistory(lin);
    const hears = async (words: RegExp) => {
      const call = await dial(program.line, { to: '+14005550143' });
      await call.presses('1');
      call.hears(words);
    };
    const rollBack = history(lin.page).getByRole('button', { name: /^Roll back now to [0-9a-f]{8}/ });
    await rollBack.dblclick();
    const takeBack = lin.page.getByRole('button', { name: 'Take it back' });
    await takeBack.waitFor();
    await history(lin.page).getByText('Rolled back to').waitFor();
    expect(await takeBack.evaluate((button) => (button as unknown as { scrollWidth: number; clientWidth: number }).scrollWidth - (button as unknown as { clientWidth: number }).clientWidth)).toBeLessThanOrEqual(0);
    await history(lin.page).getByRole('button', { name: /^Roll back to/ }).first().waitFor();
    expect(await rollBack.count()).toBe(0);
    await hears(/Goodbye\.$/);
    await takeBack.click();
    await history(lin.page).getByText('Rolled back to').nth(1).waitFor();
    await hears(/said badly/);
    await rollBack.waitFor();
  }, 90_000);
});

describe('a share of the callers', () => {
  beforeAll(() => createsLine(lin, 'share-line'), 60_000);

  test.each(['', '0', '100', '150'])('of "%s" percent is refused at its field', async (share) => {
    await lin.opens('share-line');
    await tool(lin.page, /^Publish/).click();
    await dialog(lin.page).getByLabel(/A part of the callers first/).check();
    const field = dialog(lin.page).getByLabel('Share of callers', { exact: true });
    const publish = dialog(lin.page).getByRole('button', { name: 'Publish', exact: true });
    await field.fill('25');
    await field.blur();
    expect(await field.inputValue()).toBe('25 %');
    await publish.click({ trial: true });
    await field.fill('');
    if (share) await field.pressSequentially(share);
    await dialog(lin.page).getByText('A whole number from 1 to 99.').waitFor();
    expect([(await field.inputValue()).replace(' %', ''), await publish.isEnabled()]).toEqual([share, false]);
    await field.blur();
    expect([(await field.inputValue()).replace(' %', ''), await publish.isEnabled()]).toEqual([share, false]);
  }, 60_000);

  test('is moved by keys, keeps the focus, and is saved once it rests', async () => {
    await lin.page.clock.install();
    await lin.opens('share-line');
    await draftsGoodbye(lin, 'Goodbye, kindly.');
    const options = { headers: { origin: program.url } };
    const { revision } = (await (await lin.page.request.get(`${program.url}/api/flows/share-line/draft`)).json()) as { revision: number };
    expect((await lin.page.request.post(`${program.url}/api/flows/share-line/publish`, { data: { revision, canary: 10 }, ...options })).status()).toBe(200);
    await opensHistory(lin);
    const slider = history(lin.page).getByRole('slider', { name: 'Share of callers' });
    await slider.focus();
    const sent: unknown[] = [];
    lin.page.on('request', (request) => request.method() === 'PATCH' || (request.method() === 'POST' && /canary/.test(request.url())) ? sent.push(request.postDataJSON()) : undefined);
    // However slow the machine, no time passes between the keys.
    await lin.page.clock.pauseAt(Date.now() + 5_000);
    for (let press = 0; press < 5; press += 1) await slider.press('ArrowRight');
    await lin.page.clock.resume();
    await history(lin.page).getByText('Share changed to 15 %').waitFor();
    expect(await slider.getAttribute('aria-valuenow')).toBe('15');
    expect(await slider.evaluate((thumb) => thumb === (thumb as unknown as { ownerDocument: { activeElement: unknown } }).ownerDocument.activeElement)).toBe(true);
    expect(sent).toEqual([expect.objectContaining({ sharePercent: 15 })]);
  }, 90_000);
});

const looks = [
  { language: 'en-US' as const, colorScheme: 'light' as const, words: { publish: /^Publish/, history: /^History/, compare: 'Compare the draft with what is live', view: 'Compare versions', changes: 'Changes', cancel: 'Cancel' } },
  { language: 'zh-CN' as const, colorScheme: 'dark' as const, words: { publish: /^发布$/, history: /^发布记录/, compare: '对比草稿与线上版本', view: '版本对比', changes: '变化', cancel: '取消' } },
];

describe.each(looks)('in $language and $colorScheme', ({ language, colorScheme, words }) => {
  test('publishing, history and comparison can be used by everyone', async () => {
    const id = `open-line-${colorScheme}`;
    await createsLine(lin, id);
    const draft = await (await lin.page.request.get(`${program.url}/api/flows/${id}/draft`)).json();
    draft.document.states.goodbye.meta.prompt['en-US'] = 'See you.';
    draft.layout.positions.told.x += 60;
    const options = { headers: { origin: program.url } };
    await lin.page.request.put(`${program.url}/api/flows/${id}/draft`, { data: { document: draft.document, layout: draft.layout, revision: 1 }, ...options });
    await lin.page.request.post(`${program.url}/api/flows/${id}/publish`, { data: { revision: 2, canary: 20, note: 'Try it' }, ...options });

    const context = await browser.newContext({ storageState: { cookies: await lin.page.context().cookies(), origins: [] }, locale: language, colorScheme, viewport: { width: 1280, height: 780 } });
    const reader = await openDesigner({ browser, origin: program.url, context, language });
    const { page } = reader;
    await reader.opens(id);
    await page.getByRole('button', { name: words.publish }).click();
    await page.getByRole('dialog').getByRole('list', { name: words.changes }).waitFor();
    const publishing = await findViolations(page);
    await page.getByRole('dialog').getByRole('button', { name: words.cancel }).click();
    await page.getByRole('button', { name: words.history }).click();
    await page.getByRole('slider').waitFor();
    const history = await findViolations(page);
    await page.getByRole('button', { name: words.compare }).click();
    await page.getByRole('region', { name: words.view }).locator('[data-mark="changed"]').first().waitFor();
    const comparison = await findViolations(page);
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: words.view }).waitFor({ state: 'detached' });
    await context.close();
    expect({ publishing, history, comparison }).toEqual({ publishing: [], history: [], comparison: [] });
  }, 90_000);
});

describe('two people in one flow', () => {
  beforeAll(async () => {
    await createsLine(lin, 'shared-line');
    await Promise.all([lin.opens('shared-line'), wei.opens('shared-line')]);
  }, 60_000);

  test('see each other, and which step the other has selected', async () => {
    await wei.selects('told');
    await lin.page.getByRole('list', { name: 'Who else is here' }).getByRole('button', { name: /Wei Chen is at/ }).waitFor();
    await lin.page.locator('[data-others="told"]').waitFor();
  }, 60_000);

  test('have their changes brought together as they make them, and undo takes back only what is theirs', async () => {
    await lin.selects('welcome');
    await lin.edits('Text, English', 'Welcome from Lin.');
    await wei.selects('told');
    await wei.edits('Text, English', 'Open from Wei.');
    await lin.isSaved();
    await wei.isSaved();
    await lin.page.getByText('wei@example.com changed this flow').first().waitFor();
    await lin.page.locator('[data-step="told"]').getByText('Open from Wei.').waitFor();
    await wei.page.locator('[data-step="welcome"]').getByText('Welcome from Lin.').waitFor();

    await lin.page.locator('.react-flow__pane').click({ position: { x: 5, y: 5 } });
    await lin.undoes();
    await lin.page.locator('[data-step="welcome"]').getByText('Welcome to the branch line.').waitFor();
    await lin.isSaved();
    await wei.page.locator('[data-step="welcome"]').getByText('Welcome to the branch line.').waitFor();
    expect(await lin.page.locator('[data-step="told"]').innerText()).toContain('Open from Wei.');
  }, 90_000);

  const longWords = 'Please listen to all that we can do for you today, since our choices have changed and some are new. '.repeat(2);

  test('who changed the same words are not interrupted, and choose which stand when they are ready', async () => {
    const { page } = lin;
    await Promise.all([lin.selects('main'), wei.selects('main')]);
    await page.context().setOffline(true);
    await lin.edits('Question, English', `${longWords}Hours 1, says Lin`);
    await wei.edits('Question, English', `${longWords}Hours 1, says Wei.`);
    await wei.isSaved();
    await page.getByRole('complementary').getByLabel('Question, English', { exact: true }).first().focus();
    await page.keyboard.press('End');
    await page.context().setOffline(false);
    const notice = page.getByRole('alert').filter({ hasText: 'You both changed the same thing' });
    await notice.waitFor();
    await page.keyboard.type(' and Ann.');
    await page.locator('[data-step="main"]').getByText('says Lin and Ann.').waitFor();

    await notice.getByRole('button', { name: 'Choose' }).click();
    await dialog(page).getByRole('radio', { name: /^Mine: .*says Lin and Ann\./ }).check();
    await dialog(page).getByRole('button', { name: 'Choose later' }).click();
    await notice.getByRole('button', { name: 'Choose' }).click();
    await dialog(page).getByRole('radio', { name: /wei@example\.com: .*says Wei/ }).check();
    await dialog(page).getByRole('button', { name: 'Save this' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    await lin.isSaved();
    await page.locator('[data-step="main"]').getByText('says Wei.').waitFor();
  }, 90_000);

  test('never take back what the other wrote over theirs', async () => {
    const { page } = lin;
    await lin.opens('shared-line');
    await lin.selects('welcome');
    await lin.edits('Text, English', 'Welcome, says Lin.');
    await lin.isSaved();
    await wei.selects('welcome');
    await wei.page.locator('[data-step="welcome"]').getByText('Welcome, says Lin.').waitFor();
    await wei.edits('Text, English', 'Welcome, says Lin, and so does Wei.');
    await wei.isSaved();
    await page.locator('[data-step="welcome"]').getByText('and so does Wei.').waitFor();
    expect(await page.getByRole('toolbar', { name: 'Flow tools' }).getByRole('button', { name: /^Undo/ }).isDisabled()).toBe(true);
  }, 90_000);

  test('who add a step at once have two steps', async () => {
    await Promise.all([lin.page.context().setOffline(true), wei.page.context().setOffline(true)]);
    const [mine, theirs] = [await lin.addsStep('say'), await wei.addsStep('say')];
    expect(mine).toBe(theirs);
    await lin.edits('Text, English', 'Added by Lin.');
    await wei.edits('Text, English', 'Added by Wei.');
    await lin.page.context().setOffline(false);
    await lin.isSaved();
    await wei.page.context().setOffline(false);
    await wei.isSaved();
    for (const designer of [lin, wei]) for (const words of ['Added by Lin.', 'Added by Wei.']) await designer.page.locator('[data-step]').getByText(words).waitFor();
  }, 90_000);

  test('who writes the flow as JSON keeps what the other did meanwhile, and is told where both changed the same', async () => {
    const { page } = lin;
    const draft = (await (await page.request.get(`${program.url}/api/flows/shared-line/draft`)).json()) as { document: { states: Record<string, { meta: { prompt: Record<string, string> } }> } };
    await tool(page, /^JSON/).click();
    const { told, main } = draft.document.states;
    told!.meta.prompt['en-US'] = 'Written as JSON.';
    main!.meta.prompt['en-US'] = 'Hours 1, person 0, as JSON.';
    await page.getByRole('textbox', { name: 'Flow as JSON' }).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(JSON.stringify(draft.document));
    for (const [step, field, words] of [['welcome', 'Text, English', 'Welcome from Wei.'], ['main', 'Question, English', 'Hours 1, person 0, from Wei.']] as const) {
      await wei.selects(step);
      await wei.edits(field, words);
    }
    await wei.isSaved();
    await page.getByText('Applying brings both together').waitFor();
    await page.locator('[data-step="main"]').getByText('from Wei.').waitFor();
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('alert').filter({ hasText: 'as JSON' }).filter({ hasText: 'from Wei' }).waitFor();
    await page.getByRole('button', { name: 'Apply' }).click();
    for (const designer of [lin, wei]) for (const [step, words] of [['welcome', 'Welcome from Wei.'], ['told', 'Written as JSON.'], ['main', 'as JSON.']]) await designer.page.locator(`[data-step="${step}"]`).getByText(words!).waitFor();
  }, 90_000);
});
