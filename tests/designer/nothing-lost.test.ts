import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from '../drivers/browser.js';
import { useDatabase } from '../drivers/database.js';
import { openDesigner, type Designer } from '../drivers/designer-driver.js';
import { findViolations } from '../drivers/find-violations.js';
import { startProgram, type Program } from '../drivers/program.js';

const database = useDatabase();
let program: Program;
let browser: Browser;
let context: BrowserContext;
let designer: Designer;
let page: Page;

beforeAll(async () => {
  program = await startProgram(database().databaseUrl);
  browser = await openBrowser();
  designer = await openDesigner({ browser, origin: program.url, signInLink: program.signInLink! });
  page = designer.page;
  context = page.context();
});
afterAll(async () => {
  await browser.close();
  await program.close();
});

describe('A session that ends while one types', () => {
  /** Signs out as an ended session does, and answers how to sign in again. */
  async function losesTheSession(): Promise<() => Promise<void>> {
    const { cookies } = await context.storageState();
    await context.clearCookies();
    return () => context.addCookies(cookies);
  }

  async function typesSignedOut(words: string): Promise<() => Promise<void>> {
    await designer.selects('welcome');
    const signsInAgain = await losesTheSession();
    await designer.edits(/English/, words);
    await page.getByRole('alert').getByText(designer.words().signedOut.title).waitFor();
    return signsInAgain;
  }

  const prompt = () => page.getByRole('complementary').getByLabel(/English/).first();
  const offer = () => page.getByRole('dialog', { name: designer.words().unsaved.title });

  beforeAll(() => designer.creates({ id: 'signed-out', name: 'Signed out' }));

  test('is told at once, with the way back in; trying again saves', async () => {
    const signsInAgain = await typesSignedOut('Typed without a session.');
    expect(await findViolations(page)).toEqual([]);
    expect(await page.getByRole('link', { name: designer.words().signedOut.signIn }).getAttribute('target')).toBe('_blank');
    await signsInAgain();
    await page.getByRole('button', { name: designer.words().signedOut.again }).click();
    await designer.isSaved();
    await page.reload();
    await designer.selects('welcome');
    expect(await prompt().inputValue()).toBe('Typed without a session.');
    expect(await offer().count()).toBe(0);
  }, 90_000);

  test('loses nothing by a reload: what was typed is offered after the next sign-in, and saved', async () => {
    const signsInAgain = await typesSignedOut('Typed and reloaded.');
    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.getByText(designer.words().signIn.title).waitFor();
    await signsInAgain();
    await page.goto(`${program.url}/flows/signed-out`);
    await offer().waitFor();
    expect(await findViolations(page)).toEqual([]);
    await offer().getByRole('button', { name: designer.words().unsaved.takeIn }).click();
    await designer.isSaved();
    await page.reload();
    await designer.selects('welcome');
    expect(await prompt().inputValue()).toBe('Typed and reloaded.');
    expect(await offer().count()).toBe(0);
  }, 90_000);

  test('has what two tabs could not save brought together, one after the other', async () => {
    const other = await context.newPage();
    await other.goto(`${program.url}/flows/signed-out`);
    await other.locator('.react-flow__node').first().waitFor();
    const signsInAgain = await typesSignedOut('Typed in the first tab.');
    await other.locator('.react-flow__node[data-id="goodbye"]').focus();
    await other.keyboard.press('F2');
    await other.locator('textarea:focus, input:focus').fill('Titled in the second');
    await other.keyboard.press('Enter');
    await other.getByRole('alert').getByText(designer.words().signedOut.title).waitFor();
    other.once('dialog', (dialog) => void dialog.accept());
    page.once('dialog', (dialog) => void dialog.accept());
    await other.close();
    await page.reload();
    await page.getByText(designer.words().signIn.title).waitFor();
    await signsInAgain();
    await page.goto(`${program.url}/flows/signed-out`);
    for (const _tab of [1, 2]) await offer().getByRole('button', { name: designer.words().unsaved.takeIn }).click();
    await designer.isSaved();
    await page.reload();
    await page.locator('[data-step="welcome"]').getByText('Typed in the first tab.').waitFor();
    await page.locator('[data-step="goodbye"]').getByText('Titled in the second').waitFor();
    expect(await offer().count()).toBe(0);
    await designer.selects('welcome');
    await designer.edits(/English/, 'Typed and reloaded.');
    await designer.isSaved();
  }, 120_000);

  test('can be let go of', async () => {
    const signsInAgain = await typesSignedOut('Typed in vain.');
    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.getByText(designer.words().signIn.title).waitFor();
    await signsInAgain();
    await page.goto(`${program.url}/flows/signed-out`);
    await offer().getByRole('button', { name: designer.words().unsaved.drop }).click();
    await designer.selects('welcome');
    expect(await prompt().inputValue()).toBe('Typed and reloaded.');
    await page.reload();
    await page.locator('.react-flow__node').first().waitFor();
    expect(await offer().count()).toBe(0);
  }, 90_000);
});

test('a link that leads away from an article with unsaved words asks first', async () => {
  await page.goto(`${program.url}/knowledge/raise_limit`);
  await page.getByRole('textbox').first().fill('Something else');
  const asked = new Promise<string>((told) => page.once('dialog', (dialog) => (told(dialog.message()), void dialog.dismiss())));
  await page.getByRole('navigation').getByRole('link').first().click();
  expect(await asked).toBe(designer.words().common.leaveUnsaved);
  expect(page.url()).toContain('/knowledge/raise_limit');
  page.once('dialog', (dialog) => void dialog.accept());
  await page.goto(program.url);
}, 60_000);

describe('The focus', () => {
  test('is on the first card of a flow that was just made', async () => {
    await designer.creates({ id: 'just-made', name: 'Just made' });
    await page.locator('[data-id="welcome"]:focus').waitFor();
  }, 60_000);

  test('is among the problems for whoever asked to see them while publishing', async () => {
    const step = await designer.addsStep('send_message');
    await designer.isSaved();
    await page.getByRole('button', { name: designer.words().toolbar.publish }).click();
    await page.getByRole('button', { name: designer.words().publish.showProblems }).click();
    await page.locator('[data-side-panel] h2:focus').waitFor();
    await designer.deletes(step);
    await designer.isSaved();
  }, 60_000);
});

describe('In a window of 390 pixels', () => {
  let narrow: Page;
  beforeAll(async () => {
    const small = await browser.newContext({ storageState: await context.storageState(), viewport: { width: 390, height: 780 } });
    await small.addInitScript(`localStorage.setItem('trunkline.tour', 'seen')`);
    narrow = await small.newPage();
  });
  afterAll(() => narrow.context().close());

  test('every tool of a flow is in sight', async () => {
    await narrow.goto(`${program.url}/flows/card-services`);
    await narrow.locator('.react-flow__node').first().waitFor();
    const hidden = await narrow.evaluate<string[]>(`[...document.querySelectorAll('[role=toolbar] button, [role=toolbar] input')].filter((tool) => { const { left, right } = tool.getBoundingClientRect(); return left < 0 || right > innerWidth; }).map((tool) => tool.getAttribute('aria-label') ?? tool.textContent)`);
    expect(hidden).toEqual([]);
    expect(await narrow.evaluate<number>(`Math.max(...[...document.querySelectorAll('[role=toolbar], [role=toolbar] > *')].filter((part) => ['auto', 'scroll'].includes(getComputedStyle(part).overflowX)).map((part) => part.scrollWidth - part.clientWidth), 0)`)).toBeLessThanOrEqual(1);
  }, 60_000);

  test('a comparison lies over the panel that opened it', async () => {
    const words = designer.words();
    await narrow.goto(`${program.url}/flows/card-services`);
    await narrow.getByRole('button', { name: new RegExp(`^${words.toolbar.history}`) }).click();
    await narrow.getByRole('button', { name: words.history.compareDraft }).click();
    const close = narrow.getByRole('button', { name: words.compare.close });
    await close.click({ timeout: 10_000 });
    await close.waitFor({ state: 'detached' });
  }, 60_000);

  test('the days of a calendar are cards, and nothing scrolls sideways', async () => {
    await narrow.goto(`${program.url}/calendars/cn-banks`);
    await narrow.getByRole('cell').first().waitFor();
    const over = await narrow.evaluate<number>(`Math.max(...[...document.querySelectorAll('main *')].filter((part) => ['auto', 'scroll'].includes(getComputedStyle(part).overflowX)).map((part) => part.scrollWidth - part.clientWidth))`);
    expect(over).toBeLessThanOrEqual(1);
  }, 60_000);
});
