import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../drivers/browser.js';
import { useDatabase } from '../drivers/database.js';
import { openDesigner, type Designer } from '../drivers/designer-driver.js';
import { startProgram, type Program } from '../drivers/program.js';

const database = useDatabase();
let program: Program;
let browser: Browser;
let designer: Designer;
let page: Page;

beforeAll(async () => {
  program = await startProgram(database().databaseUrl);
  browser = await openBrowser();
  designer = await openDesigner({ browser, origin: program.url, signInLink: program.signInLink! });
  page = designer.page;
  await designer.creates({ id: 'missing-code', name: 'Missing code' });
});
afterAll(async () => {
  await browser.close();
  await program.close();
});

test('A panel whose code does not arrive says so, leaves all around it as it is, and is loaded anew on demand', async () => {
  const editor = '**/assets/JsonEditor-*.js*';
  await page.route(editor, (route) => route.abort('internetdisconnected'));
  await designer.selects('welcome');
  await designer.edits(/English/, 'Typed meanwhile.');
  await page.getByRole('toolbar').getByRole('button', { name: designer.words().toolbar.json }).click();
  await page.getByRole('alert').getByText(designer.words().part.notLoaded).waitFor();
  expect(await designer.steps()).toContain('welcome');
  await page.unroute(editor);
  await page.getByRole('button', { name: designer.words().common.tryAgain }).click();
  await page.getByRole('textbox', { name: designer.words().json.title }).getByText('"missing-code"').first().waitFor();
  await designer.isSaved();
  await designer.selects('welcome');
  expect(await page.getByRole('complementary').getByLabel(/English/).first().inputValue()).toBe('Typed meanwhile.');
}, 90_000);

test('A page whose code is gone tells of the new version, and reloads', async () => {
  const calls = '**/assets/CallsPage-*.js*';
  await page.goto(program.url);
  await page.route(calls, (route) => route.fulfill({ status: 404, body: '' }));
  await page.getByRole('link', { name: designer.words().shell.calls, exact: true }).click();
  await page.getByRole('alert').getByText(designer.words().part.newVersion).waitFor();
  await page.unroute(calls);
  await page.getByRole('button', { name: designer.words().part.reload }).click();
  await page.getByRole('heading', { level: 1, name: designer.words().calls.title }).waitFor();
}, 90_000);
