import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { openBrowser } from '../drivers/browser.js';
import { dial } from '../drivers/caller.js';
import { useDatabase } from '../drivers/database.js';
import { openDesigner, type Designer, type DesignerLanguage } from '../drivers/designer-driver.js';
import { findViolations } from '../drivers/find-violations.js';
import { startProgram, type Program } from '../drivers/program.js';
import { until } from '../drivers/until.js';

const database = useDatabase();
let program: Program;
let browser: Browser;
let session: BrowserContext;

beforeAll(async () => {
  program = await startProgram(database().databaseUrl);
  browser = await openBrowser();
  const first = await openDesigner({ browser, origin: program.url, signInLink: program.signInLink! });
  session = first.page.context();
  await first.close();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await program.close();
});

async function open({ language = 'en-US', width = 1280, dark = false, forced = false }: { language?: DesignerLanguage; width?: number; dark?: boolean; forced?: boolean } = {}): Promise<Designer> {
  const context = await browser.newContext({ storageState: await session.storageState(), locale: language, viewport: { width, height: 720 }, colorScheme: dark ? 'dark' : 'light', forcedColors: forced ? 'active' : 'none', reducedMotion: 'reduce' });
  await context.addInitScript(`localStorage.setItem('trunkline-language', '${language}'); localStorage.setItem('trunkline.tour', 'seen')`);
  return openDesigner({ browser, origin: program.url, context, language });
}

/** By Enter, as somebody does who has no mouse. */
async function press(button: Locator): Promise<void> {
  await button.focus();
  await button.press('Enter');
}

const hasFocus = (page: Page, wanted: Locator): Promise<void> => wanted.and(page.locator(':focus')).waitFor();

const dialogs: { path: string; opener(words: ReturnType<Designer['words']>): string | RegExp }[] = [
  { path: '/', opener: ({ flows }) => flows.new },
  { path: '/numbers', opener: ({ numbers }) => numbers.add },
  { path: '/numbers', opener: ({ numbers }) => starting(numbers.edit) },
  { path: '/numbers', opener: ({ numbers }) => starting(numbers.remove) },
  { path: '/settings', opener: ({ users }) => users.add },
  { path: '/settings', opener: ({ tokens }) => tokens.add },
  { path: '/recordings', opener: ({ recordings }) => recordings.add },
  { path: '/switches', opener: ({ switches }) => switches.add },
  { path: '/switches', opener: ({ switches }) => starting(switches.change) },
  { path: '/switches', opener: ({ switches }) => starting(switches.historyOf) },
  { path: '/calendars', opener: ({ calendars }) => calendars.addPropose },
  { path: '/calendars', opener: ({ calendars }) => calendars.add },
  { path: '/calendars/cn-banks', opener: ({ calendars }) => calendars.remove },
  { path: '/products', opener: ({ products }) => products.new },
  { path: '/customers', opener: ({ customers }) => customers.import },
  { path: '/flows/after-hours-line', opener: ({ toolbar }) => toolbar.publish },
  { path: '/flows/after-hours-line', opener: ({ canvas }) => canvas.keys.title },
];

describe.each(['en-US', 'zh-CN'] as const)('in %s', (language) => {
  let designer: Designer;
  let page: Page;
  beforeAll(async () => {
    designer = await open({ language });
    page = designer.page;
  });
  afterAll(() => page.context().close());

  test.each(dialogs)('a dialog of $path can be used by everyone, and Escape leads back to what opened it: %#', async ({ path, opener }) => {
    await page.goto(`${program.url}${path}`);
    const button = page.getByRole('button', { name: opener(designer.words()), exact: true }).first();
    await press(button);
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await dialog.locator(':focus').first().waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await hasFocus(page, button);
  }, 60_000);

  test.each([
    { path: '/', width: 1280, opener: ({ shell }: ReturnType<Designer['words']>) => shell.library },
    { path: '/', width: 1280, opener: ({ shell }: ReturnType<Designer['words']>) => shell.operations },
    { path: '/', width: 1280, opener: ({ shell }: ReturnType<Designer['words']>) => shell.language },
    { path: '/', width: 1280, opener: ({ shell }: ReturnType<Designer['words']>) => shell.account },
    { path: '/', width: 390, opener: ({ shell }: ReturnType<Designer['words']>) => starting(shell.pages) },
    { path: '/knowledge', width: 1280, opener: ({ knowledge }: ReturnType<Designer['words']>) => knowledge.more },
  ])('a menu of $path can be used by everyone, begins at its first item, and Escape leads back to its button: %#', async ({ path, width, opener }) => {
    await page.setViewportSize({ width, height: 720 });
    await page.goto(`${program.url}${path}`);
    const button = page.getByRole('button', { name: opener(designer.words()), exact: true }).first();
    await press(button);
    const menu = page.getByRole('menu');
    await menu.waitFor();
    await menu.locator(':is([role=menuitem], [role=menuitemradio]):focus').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
    await hasFocus(page, button);
    await page.setViewportSize({ width: 1280, height: 720 });
  }, 60_000);
});

describe('the focus', () => {
  let designer: Designer;
  let page: Page;
  beforeAll(async () => {
    designer = await open();
    page = designer.page;
  });
  afterAll(() => page.context().close());
  const tool = (name: string): Locator => page.getByRole('toolbar').getByRole('button', { name: new RegExp(`^${name}`) });

  test.each(['flow', 'problems', 'json', 'history', 'find'] as const)('comes back from the %s panel to the button that opened it, by Escape and by Close', async (panel) => {
    await designer.opens('after-hours-line');
    const { toolbar, common } = designer.words();
    const button = tool(toolbar[panel].replace(/[()+]/g, '.'));
    const aside = page.locator('[data-side-panel]');
    for (const close of [() => page.keyboard.press('Escape'), () => press(aside.getByRole('button', { name: common.close, exact: true }).first())]) {
      await press(button);
      await aside.locator(':focus').waitFor();
      await close();
      await aside.waitFor({ state: 'detached' });
      await hasFocus(page, button);
    }
  }, 60_000);

  test('comes back from the phone, and stays near after hanging up', async () => {
    await designer.opens('after-hours-line');
    const { phone, toolbar } = designer.words();
    await press(tool(toolbar.try));
    await page.getByRole('complementary', { name: phone.title }).locator('[data-busy="false"]').waitFor();
    await press(page.getByRole('button', { name: phone.hangUp }));
    await page.getByRole('complementary', { name: phone.title }).locator(':focus').waitFor();
    await press(page.getByRole('button', { name: phone.close }));
    await hasFocus(page, tool(toolbar.try));
  }, 60_000);

  test('comes back to the card from its menu, whatever was chosen', async () => {
    await designer.opens('after-hours-line');
    await designer.entersTheCanvas();
    const card = page.locator('.react-flow__node[data-id="find_customer"]');
    await hasFocus(page, card);
    const menu = page.getByRole('menu');
    await page.keyboard.press('Shift+F10');
    await menu.locator('[role=menuitem]:focus').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
    await hasFocus(page, card);
    await page.keyboard.press('Shift+F10');
    await press(page.getByRole('menuitem', { name: designer.words().canvas.menu.arrangeAnew }));
    await menu.waitFor({ state: 'detached' });
    await hasFocus(page, card);
    await designer.undoes();
    await designer.selects('find_customer');
    const button = page.getByRole('button', { name: designer.words().step.menu });
    await press(button);
    await menu.locator('[role=menuitem]:focus').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await hasFocus(page, button);
  }, 60_000);

  test('goes to the next row after one is taken away, and to the heading of a page that a link led to', async () => {
    await page.goto(`${program.url}/calendars`);
    await press(page.locator('main a[href="/calendars/cn-banks"]').first());
    await page.waitForURL('**/calendars/*');
    await hasFocus(page, page.getByRole('heading', { level: 1 }));
    const buttons = page.getByRole('button', { name: starting(designer.words().calendars.removeDay) });
    const next = (await buttons.nth(1).getAttribute('aria-label'))!;
    await press(buttons.first());
    await hasFocus(page, page.getByRole('button', { name: next }));

    await page.goto(`${program.url}/products`);
    await press(page.locator('main a[href^="/products/"]').first());
    await page.waitForURL('**/products/*');
    await hasFocus(page, page.getByRole('heading', { level: 1 }));
    await press(page.getByRole('navigation').getByRole('link', { name: designer.words().shell.numbers }));
    await hasFocus(page, page.getByRole('heading', { level: 1, name: designer.words().numbers.title }));
  }, 60_000);

  test('is seen on a card, in both colours', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await designer.opens('after-hours-line');
      await designer.entersTheCanvas();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowLeft');
      const outline = await styleOf(page.locator('.react-flow__node:focus'), 'outline');
      expect(outline).toMatch(/ solid 3px$/);
    }
    await page.emulateMedia({ colorScheme: 'light' });
  }, 60_000);
});

describe('the editor by keys', () => {
  test('Tab leads out of the JSON, and what was written there is kept while its panel is closed', async () => {
    const designer = await open();
    const { page } = designer;
    await designer.opens('after-hours-line');
    const { json, toolbar } = designer.words();
    const text = page.getByRole('textbox', { name: json.title });
    const panel = page.getByRole('complementary', { name: json.title });
    await press(page.getByRole('toolbar').getByRole('button', { name: toolbar.json }));
    await text.focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('kept');
    await page.keyboard.press('Tab');
    await panel.locator('button:focus').waitFor();
    await page.keyboard.press('Shift+Tab');
    await hasFocus(page, text);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await press(page.getByRole('toolbar').getByRole('button', { name: toolbar.json }));
    await panel.getByText(json.kept).waitFor();
    expect(await text.innerText()).toMatch(/^kept/);
    await press(panel.getByRole('button', { name: json.reset }));
    await panel.getByText(json.kept).waitFor({ state: 'detached' });
    await page.context().close();
  }, 60_000);

  test('a letter is a command on the canvas, and nothing beside it', async () => {
    const designer = await open();
    const { page } = designer;
    await designer.opens('after-hours-line');
    const { shell, toolbar } = designer.words();
    const notes = page.locator('[data-note]');
    await page.getByRole('link', { name: shell.report }).focus();
    await page.keyboard.press('n');
    await page.getByRole('toolbar').getByRole('button', { name: toolbar.history }).focus();
    await page.keyboard.press('n');
    await page.keyboard.press('Shift+?');
    expect(await notes.count()).toBe(0);
    await designer.entersTheCanvas();
    await page.keyboard.press('n');
    await notes.waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Delete');
    await notes.waitFor({ state: 'detached' });
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.locator('.react-flow__pane').click({ position: { x: 20, y: 20 } });
    await page.keyboard.press('n');
    await notes.waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Delete');
    await notes.waitFor({ state: 'detached' });
    await designer.isSaved();
    await page.context().close();
  }, 60_000);
});

describe('what is told', () => {
  test('an address that is none is told at its field, which gets the focus', async () => {
    const { page, ...designer } = await open();
    await page.goto(`${program.url}/settings`);
    const { users } = designer.words();
    await press(page.getByRole('button', { name: users.add }));
    const dialog = page.getByRole('dialog');
    const email = dialog.getByRole('textbox', { name: users.email });
    await dialog.getByRole('textbox', { name: users.name }).fill('Ann');
    for (const wrong of ['notmail', 'admin@localhost']) {
      await email.fill(wrong);
      await press(dialog.getByRole('button', { name: users.add }));
      await hasFocus(page, email);
      expect([await email.getAttribute('aria-invalid'), await email.getAttribute('aria-describedby').then((ids) => Promise.all(ids!.split(' ').map((id) => page.locator(`#${id}`).innerText())))]).toEqual(['true', [users.emailWrong]]);
    }
    await page.context().close();
  }, 60_000);

  test('a number added and removed is told to whoever listens, by its name', async () => {
    const { page, ...designer } = await open();
    await page.goto(`${program.url}/numbers`);
    const { numbers, common } = designer.words();
    const told = page.locator('#announcements');
    await press(page.getByRole('button', { name: numbers.add }));
    await page.getByRole('textbox', { name: numbers.number }).fill('+861055550311');
    await press(page.getByRole('dialog').getByRole('button', { name: common.save }));
    await told.filter({ hasText: numbers.saved }).waitFor({ state: 'attached' });
    await press(page.getByRole('button', { name: numbers.remove.replace('{{number}}', '+861055550311') }));
    await press(page.getByRole('dialog').getByRole('button', { name: numbers.removeDo }));
    await told.filter({ hasText: '+861055550311' }).waitFor({ state: 'attached' });
    await hasFocus(page, page.getByRole('main').getByRole('button'));
    expect(await page.getByRole('button', { name: numbers.remove.replace('{{number}}', numbers.every) }).count()).toBe(1);
    await page.context().close();
  }, 60_000);
});

describe.each([
  { page: 'en-US', tag: 'zh-CN', name: '供水热线', title: '主菜单', prompt: '查水费请按1。', label: '水费', scenario: '按1查水费', number: '+861055550321' },
  { page: 'zh-CN', tag: 'en-US', name: 'Water line', title: 'Main menu', prompt: 'Press 1 for your bill.', label: 'Your bill', scenario: 'Somebody presses 1', number: '+861055550322' },
] as const)('texts in $tag on a page in $page', ({ page: language, tag, name, title, prompt, label, scenario, number }) => {
  test('say so, wherever they stand among others', async () => {
    const designer = await open({ language });
    const { page } = designer;
    const id = `water-${tag.toLowerCase()}`;
    const document = {
      id,
      initial: 'ask',
      meta: { specVersion: '1.0', name: { [tag]: name }, languages: [tag] },
      states: {
        ask: { meta: { step: 'menu', title: { [tag]: title }, prompt: { [tag]: prompt }, choices: [{ id: 'bill', key: '1', label: { [tag]: label } }], attempts: 1 }, on: { bill: 'bye', no_input: 'bye', no_match: 'bye' } },
        bye: { type: 'final', meta: { step: 'hang_up', prompt: { [tag]: prompt } } },
      },
    };
    const send = async (method: 'post' | 'put', path: string, data: object): Promise<void> => expect([path, (await page.request[method](`${program.url}/api${path}`, { data, headers: { origin: program.url } })).ok()]).toEqual([path, true]);
    await send('post', '/flows', { document });
    await send('post', `/flows/${id}/scenarios`, { scenario: { name: scenario, keys: '1', expect: { endState: 'completed' } } });
    await send('post', `/flows/${id}/publish`, { revision: 1, alias: 'live', note: '' });
    await send('put', `/numbers/${encodeURIComponent(number)}`, { flow: id, alias: 'live', basedOn: null });
    await (await dial(program.line, { to: number })).presses('1');
    const marked = (text: string): Promise<void> => page.getByText(text, { exact: true }).and(page.locator(`[lang="${tag}"], [lang="${tag}"] *`)).first().waitFor({ state: 'attached' });

    await page.goto(program.url);
    await marked(name);
    await designer.opens(id);
    for (const text of [name, title, prompt, label]) await marked(text);
    await designer.triesOnThePhone();
    await page.getByRole('tab', { name: designer.words().phone.tabs.scenarios }).click();
    await marked(scenario);
    await page.goto(`${program.url}/calls`);
    await marked(name);
    await page.getByRole('row').filter({ hasText: name }).getByRole('link').click();
    await marked(title);
    await marked(prompt);
    await page.context().close();
  }, 120_000);
});

describe.each(['en-US', 'zh-CN'] as const)('what is told of a change, in %s', (language) => {
  test('users added, given another role and removed, and tokens made and removed', async () => {
    const { page, ...designer } = await open({ language });
    await page.goto(`${program.url}/settings`);
    const { users, tokens, roles, common } = designer.words();
    const name = `Mei ${language}`;
    const told = (text: string, role = ''): Promise<void> => page.locator('#announcements').getByText(text.replace('{{name}}', name).replace('{{role}}', role), { exact: true }).waitFor({ state: 'attached' });
    const dialog = page.getByRole('dialog');
    const leave = async (): Promise<void> => {
      await dialog.getByRole('button', { name: common.close, exact: true }).first().click();
      await dialog.waitFor({ state: 'detached' });
    };
    await press(page.getByRole('button', { name: users.add }));
    await dialog.getByRole('textbox', { name: users.name }).fill(name);
    await dialog.getByRole('textbox', { name: users.email }).fill(`mei.${language.toLowerCase()}@example.com`);
    await press(dialog.getByRole('button', { name: users.add }));
    await told(users.added);
    await leave();
    await page.getByRole('combobox', { name: users.roleOf.replace('{{name}}', name) }).selectOption('operator');
    await told(users.roleNow, roles.operator);
    await press(page.getByRole('button', { name: users.remove.replace('{{name}}', name), exact: true }));
    await press(dialog.getByRole('button', { name: users.removeDo }));
    await told(users.removed);

    await press(page.getByRole('button', { name: tokens.add }));
    await dialog.getByRole('textbox', { name: tokens.name }).fill(name);
    await press(dialog.getByRole('button', { name: tokens.add }));
    await told(tokens.added);
    await leave();
    await press(page.getByRole('button', { name: tokens.remove.replace('{{name}}', name), exact: true }));
    await press(dialog.getByRole('button', { name: tokens.removeDo }));
    await told(tokens.removed);
    await page.context().close();
  }, 120_000);

  test('undo and redo, by the step they were about', async () => {
    const designer = await open({ language });
    const { page } = designer;
    await designer.opens('after-hours-line');
    await designer.entersTheCanvas();
    const { canvas } = designer.words();
    const card = page.locator('.react-flow__node:focus');
    const title = (await card.getAttribute('aria-label'))!.replace(/ \([^(]*\)$/, '');
    const told = (text: string, what: string): Promise<void> => page.locator('#announcements').getByText(text.replace('{{what}}', what.replace('{{steps}}', title)), { exact: true }).waitFor({ state: 'attached' });
    await page.keyboard.press('Control+ArrowDown');
    await page.keyboard.press('Control+z');
    await told(canvas.said.undo, canvas.said.turned.moved);
    await page.keyboard.press('Control+Shift+z');
    await told(canvas.said.redo, canvas.said.turned.moved);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await told(canvas.said.undoNone, '');
    await designer.isSaved();
    await page.context().close();
  }, 60_000);

  test('a product withdrawn, and put on sale again', async () => {
    const { page, ...designer } = await open({ language });
    await page.goto(`${program.url}/products/trade_texts`);
    const { products } = designer.words();
    const told = (text: string): Promise<void> => page.getByRole('alert').filter({ hasText: text }).first().waitFor();
    await press(page.getByRole('button', { name: products.withdraw }));
    await press(page.getByRole('dialog').getByRole('button', { name: products.withdraw }));
    await told(products.withdrawnNow);
    await press(page.getByRole('button', { name: products.save, exact: true }));
    await told(products.saved.split('{{')[0]!.trim());
    await page.context().close();
  }, 60_000);
});

describe.each(['en-US', 'zh-CN'] as const)('what is read, in %s', (language) => {
  test('a call is a list of its turns', async () => {
    await (await dial(program.line)).hangsUp();
    const { page, ...designer } = await open({ language });
    await page.goto(`${program.url}/calls`);
    await page.getByRole('main').getByRole('row').getByRole('link').first().click();
    await page.getByRole('list', { name: designer.words().call.transcript }).getByRole('listitem').first().waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.context().close();
  }, 60_000);

  test('a year tells what its colours mean, and how many days there are of each', async () => {
    const { page, ...designer } = await open({ language });
    await page.goto(`${program.url}/calendars/cn-banks`);
    const { calendars } = designer.words();
    const legend = page.getByRole('list', { name: starting(calendars.legend) });
    await legend.waitFor();
    const words = await legend.getByRole('listitem').allInnerTexts();
    for (const [at, kind] of [calendars.dayClosed, calendars.dayOpen, calendars.dayHours, calendars.weekend].entries()) expect(words[at]).toContain(kind);
    expect(words[0]).toMatch(/[1-9]/);
    await page.context().close();
  }, 60_000);

  test('the name of the page keeps clear of the buttons of the head, on 320 pixels', async () => {
    const { page, ...designer } = await open({ language, width: 320 });
    await page.goto(`${program.url}/calendars`);
    const { shell } = designer.words();
    const [name, next] = [page.getByRole('button', { name: starting(shell.pages) }), page.getByRole('button', { name: shell.language })];
    const [{ x, width }, beside] = [(await name.boundingBox())!, (await next.boundingBox())!];
    expect(x + width).toBeLessThanOrEqual(beside.x);
    expect(await name.evaluate((button: { scrollWidth: number; clientWidth: number }) => button.scrollWidth - button.clientWidth)).toBeLessThanOrEqual(0);
    await page.context().close();
  }, 60_000);

  test.each(['/calendars/cn-banks', '/knowledge', '/products', '/switches', '/recordings'])('no badge of %s is wider than what it stands in, on 320 pixels', async (path) => {
    const { page } = await open({ language, width: 320 });
    await page.goto(`${program.url}${path}`);
    await page.getByRole('main').locator('.mantine-Badge-root').first().waitFor();
    const cut = await page.evaluate<string[]>(`[...document.querySelectorAll('.mantine-Badge-root')].filter((badge) => {
      const label = badge.querySelector('.mantine-Badge-label');
      const around = badge.parentElement.closest('li, td, .mantine-Card-root')?.getBoundingClientRect().right ?? innerWidth;
      return label.scrollWidth > label.clientWidth + 1 || badge.getBoundingClientRect().right > Math.min(around, innerWidth) + 1;
    }).map((badge) => badge.textContent)`);
    expect(cut).toEqual([]);
    await page.context().close();
  }, 60_000);
});

describe.each(['en-US', 'zh-CN'] as const)('the canvas for a screen reader, in %s', (language) => {
  test('says which flow it shows, and each card which keys it takes', async () => {
    const designer = await open({ language });
    const { page } = designer;
    await designer.opens('after-hours-line');
    const { canvas } = designer.words();
    const flow = await page.getByRole('heading', { level: 1 }).innerText();
    await page.getByRole('application', { name: canvas.a11y.canvas.replace('{{flow}}', flow), exact: true }).waitFor();
    const focused = page.locator('.react-flow__node:focus');
    const told = async (): Promise<string | null> => page.locator(`[id="${await focused.getAttribute('aria-describedby')}"]`).textContent();
    await designer.entersTheCanvas();
    expect(await told()).toBe(canvas.a11y.step);
    await page.keyboard.press('g');
    await page.locator('.react-flow__node input:focus').waitFor();
    await page.keyboard.press('Escape');
    await focused.and(page.locator('.react-flow__node-frame')).waitFor();
    expect(await told()).toBe(canvas.a11y.mark);
    await page.keyboard.press('f');
    await page.locator('.react-flow__node-frame:focus [data-frame] button').waitFor();
    await until('the keys of a folded frame', 15, async () => (await told()) === canvas.a11y.folded);
    await page.keyboard.press('f');
    await page.keyboard.press('Delete');
    await page.locator('.react-flow__node-frame').waitFor({ state: 'detached' });
    await designer.isSaved();
    await page.context().close();
  }, 120_000);
});

describe('a note and a frame by keys, in Chinese', () => {
  const language = 'zh-CN';

  test('get another size step by step, down to the smallest; it is told and taken back', async () => {
    const designer = await open({ language });
    const { page } = designer;
    await designer.opens('after-hours-line');
    const { canvas } = designer.words();
    const told = page.locator('[data-canvas]').getByRole('status');
    const says = (words: string, [width, height]: number[]): Promise<void> => told.getByText(words.replace('{{width}}', String(width)).replace('{{height}}', String(height)), { exact: true }).waitFor({ state: 'attached' });
    const node = page.locator('.react-flow__node:focus');
    const size = async (): Promise<number[]> => [Number.parseFloat(await styleOf(node, 'width')), Number.parseFloat(await styleOf(node, 'height'))];
    for (const { key, before, least } of [{ key: 'n', before: [200, 120], least: [120, 70] }, { key: 'g', before: null, least: [160, 120] }]) {
      await designer.entersTheCanvas();
      await page.keyboard.press(key);
      await page.locator('.react-flow__node :is(textarea, input):focus').waitFor();
      await page.keyboard.press('Escape');
      await node.waitFor();
      const [width, height] = before ?? (await size());
      await page.keyboard.press('w');
      await says(canvas.said.size, [width! + 10, height!]);
      await page.keyboard.press('Control+z');
      await until('the size it had', 15, async () => (await size())[0] === width);
      for (const pressed of ['w', 'w', 'Shift+W', 'h', 'h', 'Shift+H']) await page.keyboard.press(pressed);
      await says(canvas.said.size, [width! + 10, height! + 10]);
      await until('the size that is told', 15, async () => (await size()).join() === `${width! + 10},${height! + 10}`);
      const [wide, high] = await size();
      for (let more = wide! - least[0]!; more > -10; more -= 10) await page.keyboard.press('Shift+W');
      for (let more = high! - least[1]!; more > -10; more -= 10) await page.keyboard.press('Shift+H');
      await says(canvas.said.sizeEnd, least);
      await until('the smallest size', 15, async () => (await size()).join() === least.join());
      await page.keyboard.press('Delete');
      await node.and(page.locator('.react-flow__node-step')).waitFor();
    }
    await designer.isSaved();
    await page.keyboard.press('Shift+?');
    await page.getByRole('dialog').getByText(canvas.keys.what.larger).waitFor();
    await page.context().close();
  }, 120_000);

  test('get another size from the menu, which stays for the next step', async () => {
    const designer = await open({ language });
    const { page } = designer;
    await designer.opens('after-hours-line');
    const { canvas } = designer.words();
    await designer.entersTheCanvas();
    await page.keyboard.press('n');
    await page.locator('.react-flow__node textarea:focus').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.react-flow__node-note:focus').waitFor();
    await page.keyboard.press('Shift+F10');
    const wider = page.getByRole('menuitem', { name: starting(canvas.menu.wider) });
    await wider.click();
    await wider.click();
    await page.locator('[data-canvas]').getByRole('status').getByText(canvas.said.size.replace('{{width}}', '220').replace('{{height}}', '120')).waitFor({ state: 'attached' });
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('.react-flow__node-note:focus').waitFor();
    await page.keyboard.press('Delete');
    await page.locator('[data-note]').waitFor({ state: 'detached' });
    await designer.isSaved();
    await page.context().close();
  }, 60_000);
});

describe.each([false, true])('what is seen, dark: %s', (dark) => {
  test('the border of a field stands out three to one from what is around it', async () => {
    const { page } = await open({ dark });
    await page.goto(`${program.url}/calendars`);
    await page.getByRole('main').locator('input').first().waitFor();
    const ratios = await page.evaluate<number[]>(`[...document.querySelectorAll('main .mantine-Input-input')].map(${borderRatio})`);
    expect(Math.min(...ratios)).toBeGreaterThanOrEqual(3);
    await page.context().close();
  }, 60_000);

  test('in the colours of the system a switch, a choice, the page one is on and a card that is selected are told by lines', async () => {
    const designer = await open({ dark, forced: true });
    const { page } = designer;
    await page.goto(`${program.url}/switches`);
    const tracks = page.locator('.mantine-Switch-track');
    await tracks.first().waitFor();
    expect(await styleOf(tracks, 'borderTopWidth')).toBe('1px');
    expect(await styleOf(page.locator('nav [data-here]'), 'outlineStyle')).toBe('solid');
    await designer.opens('after-hours-line');
    await designer.entersTheCanvas();
    await page.keyboard.press('ArrowRight');
    for (const wanted of ['.mantine-SegmentedControl-label[data-active]', '.react-flow__node:focus', '.react-flow__node.selected > [data-step]']) {
      expect([wanted, await styleOf(page.locator(wanted), 'outlineStyle')]).toEqual([wanted, 'solid']);
    }
    await page.context().close();
  }, 60_000);
});

test('no field with the focus lies under the foot of a long page', async () => {
  const { page } = await open({ width: 900 });
  await page.goto(`${program.url}/knowledge/raise_limit`);
  const main = page.getByRole('main');
  await main.getByRole('textbox').first().focus();
  const hidden: string[] = [];
  for (let at = 0; at < 30; at += 1) {
    await page.keyboard.press('Tab');
    hidden.push(...(await page.evaluate<string[]>(`(() => {
      const [focused, foot] = [document.activeElement, document.querySelector('main [data-foot]')];
      if (!foot || foot.contains(focused) || !document.querySelector('main').contains(focused)) return [];
      return focused.getBoundingClientRect().bottom > foot.getBoundingClientRect().top + 1 && focused.getBoundingClientRect().height < 300 ? [focused.outerHTML.slice(0, 200)] : [];
    })()`)));
  }
  expect(hidden).toEqual([]);
  await page.context().close();
}, 60_000);

/** A property of an element as it is drawn. */
function styleOf(element: Locator, property: string): Promise<string> {
  return element.first().evaluate((found, name) => (globalThis as unknown as { getComputedStyle(of: unknown): Record<string, string> }).getComputedStyle(found)[name]!, property);
}

/** Runs in the page: the contrast of a field's border with the nearest ground behind it. */
const borderRatio = `(field) => {
  const rgb = (color) => (color.match(/[0-9.]+/g) ?? []).map(Number);
  const light = (color) => {
    const [red, green, blue] = rgb(color).map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  let ground = field.parentElement;
  while (ground && rgb(getComputedStyle(ground).backgroundColor)[3] === 0) ground = ground.parentElement;
  const [one, other] = [light(getComputedStyle(field).borderTopColor), light(getComputedStyle(ground ?? document.body).backgroundColor)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}`;

/** What a text with a name in it begins with, or ends with where the name comes first. */
function starting(text: string): RegExp {
  return new RegExp(text.split(/\{\{\w+\}\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*'));
}
