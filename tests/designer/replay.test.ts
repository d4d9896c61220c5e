import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from '../drivers/browser.js';
import { dial } from '../drivers/caller.js';
import { useDatabase } from '../drivers/database.js';
import { openDesigner } from '../drivers/designer-driver.js';
import { startProgram, type Program } from '../drivers/program.js';

const database = useDatabase();
let program: Program;
let browser: Browser;
let session: BrowserContext;
let call: string;

beforeAll(async () => {
  program = await startProgram(database().databaseUrl);
  browser = await openBrowser();
  const person = await openDesigner({ browser, origin: program.url, signInLink: program.signInLink! });
  session = person.page.context();
  await session.request.put(`${program.url}/api/numbers/${encodeURIComponent(LINE)}`, { data: { flow: 'platinum-line', alias: 'live' }, headers: { origin: program.url } }).then((answer) => expect(answer.status()).toBe(200));
  const caller = await dial(program.line, { from: '+8613800000010', to: LINE });
  await caller.pressesInTurn('2', '4321', '000000', '4321', '135790', '30000', '1220', '5');
  caller.hears(/已经调好/);
  await caller.hangsUp();
  call = caller.callSid;
  await person.close();
});
afterAll(async () => {
  await browser.close();
  await program.close();
});

const LINE = '+14005550177';

describe.each([
  { width: 1280, height: 720, reducedMotion: 'no-preference' as const },
  { width: 390, height: 844, reducedMotion: 'reduce' as const },
])('a replay in a window of $width×$height, motion: $reducedMotion', ({ width, height, reducedMotion }) => {
  let context: BrowserContext;
  let page: Page;
  let turns: { step: string | null }[];

  beforeAll(async () => {
    context = await browser.newContext({ storageState: await session.storageState(), locale: 'en-US', viewport: { width, height }, reducedMotion });
    await context.addInitScript(`localStorage.setItem('trunkline-language', 'en-US'); localStorage.setItem('trunkline.tour', 'seen')`);
    page = await context.newPage();
    await page.goto(`${program.url}/calls/${call}/replay`);
    await page.getByText('Turn 1 of').waitFor();
    ({ turns } = await page.evaluate<{ turns: { step: string | null }[] }>(`fetch('/api/calls/${call}').then((answer) => answer.json())`));
  });
  afterAll(() => context.close());

  /** Where the step of the turn is on the canvas, once the view stands still. */
  const seesStepOf = async (at: number): Promise<void> => {
    await page.getByText(`Turn ${at + 1} of`).waitFor();
    const step = turns[at]!.step;
    if (!step) return;
    await page.locator(`[data-step="${step}"][data-lit]`).waitFor({ state: 'attached' });
    const { card, canvas } = await page.evaluate<Record<'card' | 'canvas', Box>>(standsStill(step));
    const isWithin = card.left >= canvas.left && card.top >= canvas.top && card.right <= canvas.right && card.bottom <= canvas.bottom;
    expect({ turn: at + 1, step, isWithin, ...(!isWithin && { card, canvas }) }).toEqual({ turn: at + 1, step, isWithin: true });
  };

  test('the step of every turn is in sight, one after the other', async () => {
    await seesStepOf(0);
    for (let at = 1; at < turns.length; at += 1) {
      await page.getByRole('button', { name: 'Next turn' }).click();
      await seesStepOf(at);
    }
  }, 60_000);

  test('the step of every turn is in sight, chosen from the list in any order, in the subflow and out of it', async () => {
    const list = page.getByRole('complementary', { name: 'Transcript' }).getByRole('listitem');
    expect(await list.count()).toBe(turns.length);
    const last = turns.length - 1;
    for (const at of [...turns.keys()].flatMap((turn) => [turn, last - turn])) {
      await list.nth(at).getByRole('button').first().click();
      await seesStepOf(at);
    }
  }, 90_000);

  test('whoever turns the pages quickly ends at the step of the last one chosen', async () => {
    for (let at = 1; at < turns.length; at += 1) await page.getByRole('button', { name: 'Next turn' }).click({ noWaitAfter: true, force: true });
    await seesStepOf(turns.length - 1);
    const middle = Math.floor(turns.length / 2);
    for (let at = turns.length - 1; at > middle; at -= 1) await page.getByRole('button', { name: 'Turn before' }).click({ noWaitAfter: true });
    await seesStepOf(middle);
  }, 60_000);
});

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Answers in the page where the lit card is, after it has stood at one place for a good many frames. */
function standsStill(step: string): string {
  return `new Promise((done) => {
    const boxOf = (element) => { const { left, top, right, bottom } = element.getBoundingClientRect(); return { left, top, right, bottom }; };
    let before = '', frames = 0;
    (function look() {
      const card = document.querySelector('[data-step="${step}"][data-lit]');
      const now = card ? JSON.stringify(boxOf(card)) : '';
      frames = now && now === before ? frames + 1 : 0;
      before = now;
      if (frames > 25) done({ card: boxOf(card), canvas: boxOf(card.closest('.react-flow')) });
      else requestAnimationFrame(look);
    })();
  })`;
}
