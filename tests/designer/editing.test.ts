import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from '../drivers/browser.js';
import { useDatabase } from '../drivers/database.js';
import { openDesigner, type Designer } from '../drivers/designer-driver.js';
import { startProgram, type Program } from '../drivers/program.js';
import { until } from '../drivers/until.js';

const database = useDatabase();
let program: Program;
let browser: Browser;
let session: BrowserContext;
let designer: Designer;

beforeAll(async () => {
  program = await startProgram(database().databaseUrl);
  browser = await openBrowser();
  const first = await openDesigner({ browser, origin: program.url, signInLink: program.signInLink! });
  session = first.page.context();
  await first.close();
});
afterAll(async () => {
  await browser.close();
  await program.close();
});
beforeEach(async () => {
  designer = await openDesigner({ browser, origin: program.url, context: session });
});
afterEach(() => designer.close());

test('a prompt completes what it may say, says how long it takes, and takes signs from a menu', async () => {
  const { page } = designer;
  await designer.opens('identify-caller');
  await designer.selects('identity_wrong');
  const field = page.getByRole('combobox', { name: 'Text, English' });
  await field.fill('Dear caller of ');
  await field.press('End');
  await page.keyboard.type('{{ call.fr');
  await page.getByRole('option', { name: 'call.from' }).waitFor();
  await page.keyboard.press('Enter');
  expect(await field.inputValue()).toBe('Dear caller of {{ call.from }}');
  await field.press('End');
  await page.getByRole('button', { name: 'How it is said, English' }).click();
  await page.getByRole('menuitem', { name: 'Pause of half a second' }).click();
  await until('The pause is written', 30, async () => (await field.inputValue()) === 'Dear caller of {{ call.from }}<break time="500ms"/>');
  await page.getByTitle('Estimated time to speak').last().filter({ hasText: /^\d+ s$/ }).waitFor();
  await page.getByRole('button', { name: /^Listen, English/ }).click();
  await page.getByRole('button', { name: /^(Stop|This browser has no voice for|Listen).*English/ }).waitFor();
}, 90_000);

test('the file of a flow is completed by its schema, tells its problems, and becomes the draft', async () => {
  const { page } = designer;
  await designer.opens('identify-caller');
  await page.getByRole('button', { name: 'JSON', exact: true }).click();
  const editor = page.getByRole('textbox', { name: 'Flow as JSON' });
  const apply = page.getByRole('button', { name: 'Apply' });
  const write = async (text: string) => {
    await editor.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(text);
  };
  const text = JSON.stringify({ id: 'identify-caller', initial: 'ask', meta: { specVersion: '1.0', name: 'Identify', languages: ['en-US'] }, states: { ask: { meta: { step: 'say', prompt: { 'en-US': 'Hello.' } }, on: { next: 'nowhere' } }, done: { type: 'final', meta: { step: 'hang_up' } } } }, null, 2);

  await write('{ "id": ');
  await page.getByRole('alert').filter({ hasText: 'Cannot be applied yet' }).waitFor();
  expect(await apply.isDisabled()).toBe(true);
  await write(text);
  await page.locator('.cm-lint-marker-error').first().waitFor();
  await page.locator('.cm-line', { hasText: '"next": "nowhere"' }).getByText('"nowhere"').dblclick();
  await page.keyboard.type('do');
  await page.getByRole('option', { name: '"done"' }).click();
  await page.locator('.cm-line', { hasText: '"next": "done"' }).waitFor();
  await apply.click();
  await page.locator('[data-step="ask"]').waitFor();
  expect((await designer.steps()).toSorted()).toEqual(['ask', 'done']);
  await page.getByRole('toolbar').getByRole('button', { name: 'Undo' }).click();
  await page.locator('[data-step="identity_wrong"]').waitFor();
}, 90_000);

test('a subflow opens over its step by a key, is edited and undone there, and closes to the card it came from', async () => {
  const { page } = designer;
  await page.goto(`${program.url}/flows/platinum-line?step=identify`);
  const card = page.locator('.react-flow__node[data-id="identify"]');
  await card.waitFor();
  await card.focus();
  await page.keyboard.press('o');
  const inside = page.getByRole('region', { name: /, opened in Platinum line$/ });
  await inside.locator('[data-step="ask_pin"]').waitFor();
  await page.locator('[data-id="ask_card"]:focus').waitFor();
  expect(new URL(page.url()).searchParams.get('inside')).toBe('identify');
  await inside.getByText('Verified → Which limit').waitFor();
  expect(await findLooseEnds(page)).toEqual([]);

  await inside.locator('[data-step="identity_wrong"]').click({ position: { x: 60, y: 24 } });
  const words = inside.getByLabel('Text, English');
  const before = await words.inputValue();
  await words.fill('Said inside.');
  await inside.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
  await page.keyboard.press('Control+z');
  await until('It is undone', 30, async () => (await words.inputValue()) === before);
  await inside.getByRole('status').filter({ hasText: 'Saved' }).waitFor();

  await page.keyboard.press('Escape');
  await page.locator('[data-id="identity_wrong"]:focus').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await inside.waitFor({ state: 'detached' });
  await page.locator('[data-id="identify"]:focus').waitFor();
  expect(new URL(page.url()).searchParams.get('inside')).toBeNull();
  expect(await page.getByRole('toolbar').getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true);
  await page.goBack();
  await inside.waitFor();
}, 90_000);

test('a field stands still while what is typed into it becomes wrong and right again', async () => {
  const { page } = designer;
  await designer.opens('identify-caller');
  await designer.selects('identity_wrong');
  const field = page.getByRole('combobox', { name: 'Text, English' });
  const before = (await field.boundingBox())!;
  const words = await field.inputValue();
  await field.fill('Broken {{ call.from');
  await page.getByRole('button', { name: /^1 problem/ }).waitFor();
  expect((await field.boundingBox())!.y).toBe(before.y);
  await page.getByRole('button', { name: /^1 problem/ }).click();
  await page.locator('[aria-label="Problems"]:focus').waitFor();
  await field.fill(words);
  await page.getByText('No problems', { exact: true }).waitFor();
}, 90_000);

test('the call that is tried is shown on its way through the subflow, opened by its card', async () => {
  const { page } = designer;
  await designer.opens('platinum-line');
  await designer.triesOnThePhone('+8613800000001');
  await designer.presses('2');
  await designer.seesLit('identify');
  await page.locator('[data-step="identify"]').getByRole('button', { name: 'Open' }).click();
  const inside = page.getByRole('region', { name: /, opened in Platinum line$/ });
  await inside.locator('[data-step="ask_card"][data-lit]').waitFor();
  await designer.presses('4321');
  await inside.locator('[data-step="ask_pin"][data-lit]').waitFor();
  await page.getByRole('button', { name: 'Back to Platinum line (Esc)' }).click();
  await inside.waitFor({ state: 'detached' });
  await designer.seesLit('identify');
}, 90_000);

test('a subflow opens on a page of its own from the menu, and leads back to its step', async () => {
  const { page } = designer;
  await page.goto(`${program.url}/flows/platinum-line?step=identify`);
  const card = page.locator('.react-flow__node[data-id="identify"]');
  await card.waitFor();
  await designer.choosesFromMenu('identify', 'Go to the flow Identify the caller');
  await page.getByRole('heading', { name: /^Identify/, level: 1 }).waitFor();
  await page.getByRole('link', { name: 'Back to Platinum line' }).click();
  await page.getByRole('heading', { name: 'Platinum line', level: 1 }).waitFor();
  await card.waitFor();
  await until('The card is in sight', 30, async () => {
    const box = await card.boundingBox();
    return box !== null && box.x > 0 && box.x + box.width < page.viewportSize()!.width && box.y > 0;
  });
}, 90_000);

test('another language of the reader leaves the flow, the place, the step and the words just written as they are', async () => {
  const { page } = designer;
  await designer.opens('card-services');
  await page.goto(`${program.url}/flows/card-services?step=lost_card`);
  await designer.selects('lost_card');
  await designer.edits('Text, English', 'Words of a moment ago.');
  const stood = (await page.locator('[data-step="lost_card"]').boundingBox())!;
  await designer.speaks('zh-CN');
  expect(await page.getByLabel('内容，英文').inputValue()).toBe('Words of a moment ago.');
  const stands = (await page.locator('[data-step="lost_card"]').boundingBox())!;
  expect([Math.round(stands.x - stood.x), Math.round(stands.y - stood.y)]).toEqual([0, 0]);
  await designer.speaks('en-US');
  await designer.undoes();
}, 90_000);

test('a step that becomes a menu offers the one way it had, and nothing of an example', async () => {
  const { page } = designer;
  await designer.creates({ id: 'parking-line', name: 'Parking line' });
  const step = await designer.addsStep('say');
  await designer.edits('Text, English', 'Welcome to the car park.');
  await designer.connects(step, 'next', 'goodbye');
  await designer.choosesFromMenu(step, 'Make it another type');
  await page.getByRole('dialog').getByRole('textbox').fill('menu');
  await page.locator('button[data-type="menu"]').click();
  await page.getByText(/Now of the type “Menu”\. “Next” is now “Goodbye”, on key \d\./).waitFor();
  await page.locator(`[data-step="${step}"]`).getByText('Goodbye').first().waitFor();
  expect(await page.getByRole('combobox', { name: 'Question, English' }).inputValue()).toBe('Welcome to the car park.');
  expect(await page.getByText('Lost card').count()).toBe(0);
}, 90_000);

test('the flow that a subflow step runs brings its exits and parameters, taken back in one step', async () => {
  const { page } = designer;
  await designer.creates({ id: 'permit-line', name: 'Permit line' });
  const step = await designer.addsStep('subflow');
  const card = page.locator(`[data-step="${step}"]`);
  expect(await card.getByRole('listitem').allInnerTexts()).toEqual(['Failed']);
  const flow = page.getByRole('complementary').getByLabel('Flow', { exact: true }).and(page.locator('input'));
  await flow.fill('identify');
  await page.getByRole('option', { name: /\(identify-caller\)/ }).click();
  await card.getByRole('listitem').nth(1).waitFor();
  await page.getByRole('button', { name: 'Take exits and parameters from the flow' }).click();
  await page.getByText(/Exits, parameters and results are now those of/).waitFor();
  const exits = await card.getByRole('listitem').count();
  expect(exits).toBeGreaterThan(1);
  await page.getByRole('toolbar').getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('toolbar').getByRole('button', { name: 'Undo' }).click();
  await card.getByRole('listitem').nth(1).waitFor({ state: 'detached' });
}, 90_000);

test('a fresh condition asks for its value in plain words', async () => {
  const { page } = designer;
  await designer.creates({ id: 'branch-words', name: 'Branch words' });
  await designer.addsStep('branch');
  await page.getByRole('button', { name: 'Add condition' }).first().click();
  await page.getByText('Choose what to compare, such as customer.segment.', { exact: true }).first().waitFor();
  expect(await page.getByRole('complementary').getByText(/\^\[A-Z|branches\.0/).count()).toBe(0);
}, 90_000);

test('a value that no step before sets comes last, and says so', async () => {
  const { page } = designer;
  await designer.opens('identify-caller');
  await designer.selects('identity_wrong');
  const field = page.getByRole('combobox', { name: 'Text, English' });
  await field.fill('');
  await page.keyboard.type('{{ c');
  const options = page.getByRole('option');
  await options.filter({ hasText: 'call.from' }).waitFor();
  const texts = await options.allInnerTexts();
  const marks = texts.map((text) => (text.includes('no step before sets it') ? 2 : text.includes('not on every way here') ? 1 : 0));
  expect(marks).toEqual([...marks].sort());
  await page.keyboard.press('Escape');
  await designer.undoes();
}, 90_000);

test('others are told of a selected step, and of a selected note nothing', async () => {
  const { page } = designer;
  const refused: string[] = [];
  page.on('response', (response) => void (response.status() === 400 && refused.push(response.url())));
  await designer.creates({ id: 'noted-line', name: 'Noted line' });
  await designer.selects('welcome');
  await page.waitForRequest((request) => request.url().includes('/presence') && (request.postData() ?? '').includes('"welcome"'));
  await page.locator('.react-flow__pane').click({ button: 'right', position: { x: 300, y: 60 } });
  const told = page.waitForRequest((request) => request.url().includes('/presence') && !(request.postData() ?? '').includes('"welcome"'));
  await page.getByRole('menuitem', { name: /^Add a note/ }).click();
  await page.locator('.react-flow__node-note').waitFor();
  expect((await (await told).response())?.status()).toBe(200);
  expect(refused).toEqual([]);
}, 90_000);

/** Lines of the canvas on top that do not begin at the handle of their exit, with how far off they are. */
async function findLooseEnds(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const canvas = [...document.querySelectorAll('.react-flow')].at(-1);
    return [...canvas.querySelectorAll('.react-flow__edge path.react-flow__edge-path')].flatMap((path) => {
      const id = path.closest('.react-flow__edge').getAttribute('data-id');
      const handle = canvas.querySelector('[data-exit="' + id + '"]')?.getBoundingClientRect();
      const start = path.getPointAtLength(0).matrixTransform(path.getScreenCTM());
      const off = handle ? Math.hypot(start.x - handle.x - handle.width / 2, start.y - handle.y - handle.height / 2) : 0;
      return off > 12 ? [id + ' by ' + Math.round(off)] : [];
    });
  })()`);
}

describe('a flow saved as a file', () => {
  const fileField = (page: Page) => page.getByRole('dialog').locator('input[type="file"]');

  test('becomes a flow of its own, with an id that is free and all that it says', async () => {
    const { page } = designer;
    await designer.opens('platinum-line');
    await page.getByRole('button', { name: 'JSON' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as a file' }).click()]);
    expect(download.suggestedFilename()).toBe('platinum-line.flow.json');
    const saved = JSON.parse(await readFile(await download.path(), 'utf8'));

    await page.goto(program.url);
    await page.getByRole('button', { name: 'New flow' }).click();
    const dialog = page.getByRole('dialog');
    await fileField(page).setInputFiles(await download.path());
    await dialog.getByText(/Languages/).waitFor({ state: 'detached' });
    expect([await dialog.getByLabel('Name').inputValue(), await dialog.getByLabel('Id', { exact: true }).inputValue()]).toEqual(['Platinum line', 'platinum-line-2']);
    await dialog.getByRole('button', { name: 'Create flow' }).click();
    await page.locator('.react-flow__node').first().waitFor();
    const { document } = (await (await page.request.get(`${program.url}/api/flows/platinum-line-2/draft`)).json()) as { document: unknown };
    expect(document).toEqual({ ...saved, id: 'platinum-line-2' });
  }, 90_000);

  test('that holds none says what is wrong, and without it the dialog goes on', async () => {
    const { page } = designer;
    await page.goto(program.url);
    await page.getByRole('button', { name: 'New flow' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Ferry line');
    await fileField(page).setInputFiles({ name: 'orders.json', mimeType: 'application/json', buffer: Buffer.from('[]') });
    await dialog.getByText('A flow is an object with "states", at least one.').waitFor();
    expect(await dialog.getByRole('button', { name: 'Create flow' }).isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: 'Without the file' }).click();
    await dialog.getByRole('button', { name: 'Create flow' }).click();
    await page.getByRole('heading', { name: 'Ferry line', level: 1 }).waitFor();
  }, 90_000);
});
