import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { openBrowser } from '../drivers/browser.js';
import { dial } from '../drivers/caller.js';
import { useDatabase } from '../drivers/database.js';
import { openDesigner } from '../drivers/designer-driver.js';
import { findUntranslated } from '../drivers/find-untranslated.js';
import { findViolations } from '../drivers/find-violations.js';
import { readShifts, watchShifts } from '../drivers/layout-shift.js';
import { startProgram, type Program } from '../drivers/program.js';

const database = useDatabase();
let program: Program;
let browser: Browser;
let session: BrowserContext;
let sold: string;

beforeAll(async () => {
  program = await startProgram(database().databaseUrl);
  browser = await openBrowser();
  const first = await openDesigner({ browser, origin: program.url, signInLink: program.signInLink! });
  session = first.page.context();
  await first.close();
  const caller = await dial(program.line);
  await caller.pressesInTurn('2', '4321', '135790', '1', '5');
  caller.hears(/已经开通/);
  await caller.hangsUp();
  sold = caller.callSid;
});
afterAll(async () => {
  await browser.close();
  await program.close();
});

const pages = ['/', '/?find=账单', '/?find=nobody+says+this', '/flows/card-services', '/report', '/calls', '/calls/sold', '/calls/sold/replay', '/numbers', '/knowledge', '/knowledge/raise_limit', '/knowledge/new', '/recordings', '/callbacks', '/callbacks?list=leads', '/callbacks?list=messages', '/switches', '/calendars', '/calendars/cn-banks', '/products', '/products/card_protection', '/customers', '/settings', '/nowhere'];
const namesLate = /\/api\/(flows|products)$/;
const namesFirst = /\/api\/(?!(flows|products|me)$)/;
const LATE_MILLISECONDS = 300;

// Each language and each width is looked at once, in both colours. Answers come in one order or the other.
const looks = [
  { language: 'en-US' as const, width: 1280, late: namesLate },
  { language: 'zh-CN' as const, width: 390, late: namesFirst },
];

describe.each(looks)('in $language, $width pixels wide', ({ language, width, late }) => {
  let context: BrowserContext;
  let page: Page;
  let errors: string[] = [];

  beforeAll(async () => {
    context = await browser.newContext({ storageState: await session.storageState(), locale: language, reducedMotion: 'reduce', viewport: { width, height: 780 } });
    // The session remembers the language it was made in.
    await context.addInitScript(`localStorage.setItem('trunkline-language', '${language}'); localStorage.setItem('trunkline.tour', 'seen')`);
    await watchShifts(context);
    page = await context.newPage();
    await page.route(late, (route) => new Promise((done) => setTimeout(done, LATE_MILLISECONDS)).then(() => route.continue()));
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  });
  afterAll(() => context.close());

  test.each(pages)('%s can be used by everyone, breaks nothing, and stands still', async (path) => {
    errors = [];
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(`${program.url}${path.replace('sold', sold)}`);
    await page.getByRole('main').waitFor();
    await page.waitForLoadState('networkidle');
    const shifts = (await readShifts(page)).filter(({ value }) => value > NOBODY_SEES);
    const violations = [...(await findViolations(page)), ...(await findDarkViolations(page))];
    const untranslated = language === 'zh-CN' ? await findUntranslated(page) : [];
    const lang = await page.evaluate<string>('document.documentElement.lang');
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect({ lang, violations, shifts, untranslated, errors, overflow: overflow > 1 }).toEqual({ lang: language, violations: [], shifts: [], untranslated: [], errors: [], overflow: false });
  }, 60_000);
});

test('the report shows the sale, and the call is told word by word and shown on its flow', async () => {
  const person = await openDesigner({ browser, origin: program.url, context: session });
  await person.page.goto(`${program.url}/report`);
  await person.page.getByText('card_protection').or(person.page.getByText('Card Cover')).first().waitFor();
  await person.page.goto(`${program.url}/calls/${sold}`);
  await person.page.getByText('确认开通请按5', { exact: false }).first().waitFor();
  await person.page.getByText('Last four digits').waitFor();
  await person.page.getByRole('link', { name: person.words().replay.open }).click();
  await person.page.getByText('Turn 1 of').waitFor();
  await person.page.getByRole('button', { name: /请输入卡号后四位/ }).first().click();
  await person.seesLit('ask_card');
  await person.page.getByRole('button', { name: /确认开通请按5/ }).first().click();
  await person.page.locator('[data-lit]').filter({ hasText: 'Read back' }).waitFor();
  await person.close();
}, 60_000);

describe.each([
  { language: 'en-US' as const, viewport: { width: 1280, height: 720 } },
  { language: 'zh-CN' as const, viewport: { width: 390, height: 844 } },
])('a first visit in $language, $viewport.width pixels wide', ({ language, viewport }) => {
  test('begins a tour that never covers what it talks of, follows the reader and is not shown again', async () => {
    const context = await browser.newContext({ storageState: await session.storageState(), locale: language, viewport });
    await context.addInitScript(`localStorage.setItem('trunkline-language', '${language}')`);
    const newcomer = await openDesigner({ browser, origin: program.url, context, language });
    const { page } = newcomer;
    await page.evaluate(`localStorage.removeItem('trunkline.tour')`);
    await newcomer.opens('after-hours-line');
    const words = newcomer.words();
    const tour = page.getByRole('complementary', { name: words.tour.title });
    const stop = (name: keyof typeof words.tour.stops) => tour.getByRole('heading', { name: words.tour.stops[name].title }).waitFor();
    const next = () => tour.getByRole('button', { name: words.tour.next }).click();

    await stop('cards');
    expect(await readStop(page, tour)).toEqual({ isShown: true, covered: 0 });
    expect(await findViolations(page)).toEqual([]);
    await page.locator('[data-step]').first().click({ position: { x: 60, y: 24 } });
    await stop('words');
    expect(await readStop(page, tour)).toEqual({ isShown: true, covered: 0 });
    await next();
    await stop('exits');
    expect(await readStop(page, tour)).toEqual({ isShown: true, covered: 0 });
    await next();
    await stop('phone');
    expect(await readStop(page, tour)).toEqual({ isShown: true, covered: 0 });
    await newcomer.triesOnThePhone();
    await stop('keys');
    expect(await readStop(page, tour)).toEqual({ isShown: true, covered: 0 });
    await newcomer.presses('1');
    await stop('problems');
    expect(await readStop(page, tour)).toEqual({ isShown: true, covered: 0 });
    await next();
    await stop('publish');
    expect(await readStop(page, tour)).toEqual({ isShown: true, covered: 0 });
    expect(await findViolations(page)).toEqual([]);
    await tour.getByRole('button', { name: words.tour.done }).click();
    await newcomer.opens('card-services');
    expect(await tour.count()).toBe(0);
    await context.close();
  }, 90_000);
});

/** Of the layout shift score: a fiftieth of what is still called good in sum. */
const NOBODY_SEES = 0.002;

/** Whether what the tour points at lies in the window, and how many pixels of it the tour covers. */
async function readStop(page: Page, tour: Locator): Promise<{ isShown: boolean; covered: number }> {
  const [place, card] = await Promise.all([page.locator('[data-tour-lit]').boundingBox(), tour.boundingBox()]);
  const window = page.viewportSize()!;
  if (!place || !card) return { isShown: false, covered: 0 };
  const across = Math.min(place.x + place.width, card.x + card.width) - Math.max(place.x, card.x);
  const down = Math.min(place.y + place.height, card.y + card.height) - Math.max(place.y, card.y);
  return { isShown: place.x + place.width > 0 && place.x < window.width && place.y + place.height > 0 && place.y < window.height, covered: Math.max(0, across) * Math.max(0, down) };
}

/** What cannot be read in the other colours. */
async function findDarkViolations(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
  // Colours may still be on their way: only what stays wrong counts.
  let found = await findViolations(page, ['color-contrast']);
  for (let looks = 1; found.length > 0 && looks < 5; looks += 1) {
    await page.evaluate('new Promise((drawn) => setTimeout(() => requestAnimationFrame(drawn), 200))');
    found = await findViolations(page, ['color-contrast']);
  }
  return found.map((violation) => `dark ${violation}`);
}
