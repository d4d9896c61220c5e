import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../drivers/browser.js';
import { dial } from '../drivers/caller.js';
import { useDatabase } from '../drivers/database.js';
import { openDesigner, type Designer } from '../drivers/designer-driver.js';
import { startProgram, type Program } from '../drivers/program.js';

const database = useDatabase();
let program: Program;
let browser: Browser;
let designer: Designer;
let page: Page;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trunkline-operations-'));
  program = await startProgram(database().databaseUrl);
  browser = await openBrowser();
  designer = await openDesigner({ browser, origin: program.url, signInLink: program.signInLink! });
  page = designer.page;
});
afterAll(async () => {
  await browser.close();
  await program.close();
  await rm(folder, { recursive: true, force: true });
});

const goTo = (path: string) => page.goto(`${program.url}${path}`);
const button = (name: string | RegExp) => page.getByRole('button', { name });

test('an announcement is written, heard by the next caller, and told in the history', async () => {
  await goTo('/switches');
  const card = page.locator('[data-switch="emergency_announcement"]');
  await card.getByText('Default: ').waitFor();
  await card.getByRole('link', { name: 'Card services' }).waitFor();
  expect(await card.getByRole('link', { name: 'Announcement on?' }).first().getAttribute('href')).toBe('/flows/card-services?step=announcement_on');
  await button('Change “emergency_announcement”').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radiogroup').getByText('Announcement').click();
  await dialog.getByLabel('Announcement, Chinese').fill('台风天气，网点暂停营业。');
  await dialog.getByRole('status').getByText('台风天气').waitFor();
  await dialog.getByRole('button', { name: '2 hours', exact: true }).click();
  await dialog.getByLabel('Why').fill('typhoon');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await card.getByText(/^Announcement on(?!\?)/).waitFor();
  await card.getByText(/Until/).waitFor();
  (await dial(program.line)).hears(/台风天气，网点暂停营业/);

  await card.getByRole('switch').press('Space');
  await card.getByText('Announcement off').waitFor();
  expect((await dial(program.line)).heard()).not.toContain('台风');
  await button('History of “emergency_announcement”').click();
  const history = page.getByRole('dialog');
  await history.getByText('was Announcement on').waitFor();
  await history.getByText('typhoon').waitFor();
  await page.keyboard.press('Escape');
}, 120_000);

test('a moment is chosen, and the page says what would happen to a call, and why', async () => {
  await goTo('/calendars');
  await page.getByLabel('Moment, on your clock').fill('2026-02-16T10:00');
  const answers = page.getByRole('region', { name: 'What happens to a call at a moment?' });
  await answers.getByText('Spring Festival').first().waitFor();
  await answers.getByText(/opens 2026-02-2\d/).first().waitFor();
  await page.getByLabel('Moment, on your clock').fill('');
  await answers.getByText('Choose a date and a time to see what happens to a call then.').waitFor();
  await answers.getByRole('button', { name: 'Now' }).click();
  await answers.getByRole('link').first().waitFor();
}, 60_000);

test('a calendar is uploaded: faults are told by line, what changes is shown, and a day is added by hand', async () => {
  await goTo('/calendars');
  await button('Upload').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Or paste it here').fill('date,kind,title\n2026-02-30,closed,Nothing\n');
  await dialog.getByLabel('Id', { exact: true }).fill('branch-days');
  await dialog.getByLabel('Name', { exact: true }).fill('Branch days');
  await dialog.getByLabel('Country').fill('CN');
  await dialog.getByRole('alert').getByText('Line 2: "2026-02-30" is no date').waitFor();
  expect(await dialog.getByRole('button', { name: 'Save calendar' }).isEnabled()).toBe(false);
  await dialog.getByLabel('Or paste it here').fill('date,kind,title\n2026-12-24,closed,Stocktaking\n');
  await dialog.getByRole('status').getByText('1 days added').waitFor();
  await dialog.getByRole('button', { name: 'Save calendar' }).click();
  await page.getByRole('link', { name: 'Branch days' }).click();
  await page.getByRole('heading', { name: 'Branch days' }).waitFor();
  await page.getByLabel('Date', { exact: true }).fill('2026-12-26');
  await page.getByLabel('Kind of day').selectOption('open');
  await button('Add a day').press('Enter');
  await page.getByLabel('Note for the history').fill('make-up day');
  await button('Save calendar').click();
  await page.getByText('make-up day').waitFor();
  await page.getByRole('region', { name: 'History' }).getByText('2026-12-26').waitFor();
}, 60_000);

test('a calendar that somebody saved while it was uploaded is compared again before it is replaced', async () => {
  const options = { headers: { origin: program.url } };
  await goTo('/calendars');
  await button('Upload').click();
  const dialog = page.getByRole('dialog');
  const textOf = (date: string) => JSON.stringify({ id: 'lunar', title: { 'en-US': 'Lunar' }, country: 'CN', days: [{ date, kind: 'closed' }] });
  await dialog.getByLabel('Or paste it here').fill(textOf('2026-05-01'));
  await dialog.getByRole('status').getByText('1 days added').waitFor();
  await page.request.post(`${program.url}/api/calendars/import`, { data: { text: textOf('2026-05-02'), dryRun: false }, ...options });
  await dialog.getByRole('button', { name: 'Save calendar' }).click();
  await dialog.getByText(/changed the calendar "lunar" after you opened it/).waitFor();
  await dialog.getByText('No longer in it: 2026-05-02').waitFor();
  await dialog.getByText('Saving replaces the calendar “Lunar”.').waitFor();
  await dialog.getByRole('button', { name: 'Save calendar' }).click();
  await dialog.waitFor({ state: 'detached' });
}, 60_000);

test('a calendar file of a spreadsheet in China is read, a workbook is told how to become one, and history tells days', async () => {
  const calendar = { id: 'cn-stock', title: { 'en-US': 'Stock days' }, country: 'CN', days: [{ date: '2026-12-23', kind: 'closed' }, { date: '2026-12-24', kind: 'closed', title: { 'zh-CN': '盘点' } }] };
  await page.request.put(`${program.url}/api/calendars/cn-stock`, { data: { document: calendar }, headers: { origin: program.url } });
  await goTo('/calendars');
  await button('Upload').click();
  const dialog = page.getByRole('dialog');
  const choose = (name: string, hex: string) => dialog.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(hex, 'hex') });
  await choose('cn-stock.xlsx', '504b03041400060008000000');
  await dialog.getByText(/spreadsheet workbook.*File → Save As → CSV UTF-8/).waitFor();
  expect(await dialog.getByLabel('Or paste it here').inputValue()).toBe('');
  // 日期,类型,名称 and 2026-12-24,上班,盘点 in GBK.
  await choose('cn-stock.csv', `c8d5c6da2cc0e0d0cd2cc3fbb3c60a${Buffer.from('2026-12-24,').toString('hex')}c9cfb0e02cc5ccb5e30a`);
  await dialog.getByText('盘点').first().waitFor();
  await dialog.getByText('No longer in it: 2026-12-23').waitFor();
  await dialog.getByRole('button', { name: 'Save calendar' }).click();
  await dialog.waitFor({ state: 'detached' });
  await goTo('/calendars/cn-stock');
  const newest = page.getByRole('region', { name: 'History' }).locator('details').first();
  await newest.getByText('0 days added, 1 changed, 1 removed').waitFor();
  expect(await newest.locator('del, ins').allInnerTexts()).toEqual(['Closed', 'Closed · 盘点', 'Worked all the same · 盘点']);

  await goTo('/calendars');
  await button('Upload').click();
  await dialog.getByLabel('Or paste it here').fill(JSON.stringify({ id: 'cn-banks', title: { 'en-US': 'Banks' }, country: 'CN', days: [{ date: '2026-12-24', kind: 'closed' }] }));
  await dialog.getByText('These go by it, from the next turn on:').waitFor();
  await dialog.getByRole('link', { name: 'After-hours line' }).waitFor();
  await page.keyboard.press('Escape');
}, 90_000);

test('a price is changed: the new version is on sale, and what changed is told', async () => {
  await goTo('/products');
  await page.locator('[data-product="card_protection"]').getByRole('link').click();
  const save = button('Put on sale').first();
  expect(await save.isEnabled()).toBe(false);
  const [quoted, charged] = [page.getByLabel('Price, Amount').first(), page.getByLabel('Price, Amount').nth(1)];
  await quoted.fill('5');
  await quoted.press('Tab');
  await page.getByText('quoted is CN¥5.00 a month (CN¥15.00 a quarter), and charged is CN¥12.00 a quarter. Charge CN¥15.00 a quarter, or quote CN¥4.00 a month.').first().waitFor();
  expect(await save.isEnabled()).toBe(false);
  await charged.fill('15');
  await charged.press('Tab');
  await save.click();
  const versions = page.getByRole('region', { name: 'Versions' });
  await versions.getByText(/^As it is quoted · Price:/).waitFor();
  expect(await versions.locator('del').first().innerText()).toBe('CN¥4.00');
  expect(await versions.locator('ins').first().innerText()).toBe('CN¥5.00');
  const first = versions.getByText(/· Sample flows/);
  await first.waitFor();
  await quoted.fill('6');
  await versions.getByRole('button', { name: 'Put on sale again' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('ins').filter({ hasText: 'CN¥4.00' }).waitFor();
  await dialog.getByText('What you changed on this page and did not save is dropped.').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await quoted.inputValue()).toBe('6.00');
  await versions.getByRole('button', { name: 'Put on sale again' }).click();
  await dialog.getByRole('button', { name: 'Put on sale again' }).click();
  await dialog.waitFor({ state: 'detached' });
  await versions.locator('ins').filter({ hasText: 'CN¥4.00' }).waitFor();
  expect([await first.count(), await quoted.inputValue()]).toEqual([1, '4.00']);
}, 60_000);

test('a product is withdrawn from sale, keeps what was typed, and is put on sale again', async () => {
  const onSale = async () => ((await (await page.request.get(`${program.url}/api/products`)).json()) as { products: { product: string; document: { withdrawn?: boolean } }[] }).products.find(({ product }) => product === 'trade_texts')?.document;
  await goTo('/products/trade_texts');
  const days = page.getByRole('region', { name: 'Terms' }).getByLabel(/^Cooling-off/).first();
  await days.fill('20');
  await button('Withdraw from sale').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw from sale' }).click();
  await page.getByRole('status').getByText(/It is offered to nobody/).waitFor();
  expect([await onSale(), await days.inputValue()]).toEqual([expect.objectContaining({ withdrawn: true }), expect.stringMatching(/^20/)]);
  await goTo('/products');
  await page.locator('[data-product="trade_texts"]').getByText('Withdrawn from sale').waitFor();
  await goTo('/products/trade_texts');
  await button('Put on sale').first().click();
  await button('Withdraw from sale').waitFor();
  expect(await onSale()).not.toHaveProperty('withdrawn');
}, 60_000);

test('a new product with the id of another is refused at the field, with a way to that one', async () => {
  await goTo('/products');
  await page.locator('[data-product="e_statement"]').waitFor();
  await button('New product').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Id', { exact: true }).fill('e_statement');
  await dialog.getByText('There is a product of this id already.').waitFor();
  expect(await dialog.getByRole('button', { name: 'New product' }).isEnabled()).toBe(false);
  await dialog.getByRole('link').click();
  await button('Withdraw from sale').waitFor();
  expect(new URL(page.url()).pathname).toBe('/products/e_statement');
}, 60_000);

test.each([
  ['-5', 'A price cannot be below 0.'],
  ['2，50', 'such as 2.50'],
  ['3.999', 'CNY has 2 decimals. Write 3.99 or 4.00.'],
  ['', 'Fill in an amount'],
])('a price written as "%s" stays as it was written, is told at its field, and is not saved', async (written, says) => {
  await goTo('/products/e_statement');
  const price = page.getByLabel('Price, Amount').first();
  await price.fill(written);
  await price.press('Tab');
  await page.getByRole('group', { name: 'Price' }).first().getByText(says).waitFor();
  expect([await price.inputValue(), await button('Put on sale').first().isEnabled()]).toEqual([written, false]);
}, 60_000);

test('a product saved in another tab meanwhile is not overwritten: the newer one is loaded under what was typed', async () => {
  const onSale = async () => ((await (await page.request.get(`${program.url}/api/products`)).json()) as { products: { product: string; document: object }[] }).products;
  const { product, document } = (await onSale())[0]!;
  await goTo(`/products/${product}`);
  const days = page.getByRole('region', { name: 'Terms' }).getByLabel(/^Cooling-off/).first();
  await days.fill('21');
  await days.press('Tab');
  await page.request.put(`${program.url}/api/products/${product}`, { data: { document: { ...document, chargeDay: 9 } }, headers: { origin: program.url } });
  await button('Put on sale').first().click();
  await page.getByRole('alert').getByText(/changed the product .* after you opened it/).waitFor();
  await button('Load the newer one, and keep my changes').click();
  await page.getByRole('status').getByText('The newer one is loaded').waitFor();
  expect(await days.inputValue()).toMatch(/^21/);
  await button('Put on sale').first().click();
  await page.getByRole('status').getByText('The newer one is loaded').waitFor({ state: 'detached' });
  expect((await onSale()).find((each) => each.product === product)?.document).toMatchObject({ chargeDay: 9, coolingOffDays: 21 });
}, 60_000);

test('a calendar saved in another tab meanwhile keeps the days of both', async () => {
  const save = (dates: string[]) => page.request.put(`${program.url}/api/calendars/two-tabs`, { data: { document: { id: 'two-tabs', title: { 'en-US': 'Two tabs' }, country: 'CN', days: dates.map((date) => ({ date, kind: 'closed' })) } }, headers: { origin: program.url } });
  await save(['2026-03-01']);
  await goTo('/calendars/two-tabs');
  await page.getByLabel('Date', { exact: true }).fill('2026-03-03');
  await button('Add a day').click();
  await save(['2026-03-01', '2026-03-02']);
  await button('Save calendar').click();
  await page.getByRole('alert').getByText(/changed the calendar "two-tabs" after you opened it/).waitFor();
  await button('Load the newer one, and keep my changes').click();
  await page.getByRole('status').getByText('Days of yours that are not saved yet: 2026-03-03').waitFor();
  await button('Save calendar').click();
  await button('Save calendar').waitFor({ state: 'detached' });
  const { calendars } = (await (await page.request.get(`${program.url}/api/calendars`)).json()) as { calendars: { calendar: string; document: { days: { date: string }[] } }[] };
  expect(calendars.find((each) => each.calendar === 'two-tabs')?.document.days.map(({ date }) => date)).toEqual(['2026-03-01', '2026-03-02', '2026-03-03']);
}, 60_000);

test('an announcement that somebody else changed meanwhile is shown before it is replaced, its words stand in the history, and an end that is over is told at its field', async () => {
  const set = (text: string) => page.request.put(`${program.url}/api/switches/branch_news`, { data: { value: { on: true, texts: { 'en-US': text } } }, headers: { origin: program.url } });
  await set('The branch is closed.');
  await goTo('/switches');
  await button('Change “branch_news”').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Announcement, English').fill('The branch is closed, says the first tab.');
  await dialog.getByLabel('Ends at').fill('2020-01-01T10:00');
  await dialog.getByText('This moment is over. Choose a later one, or leave it empty.').waitFor();
  expect(await dialog.getByRole('button', { name: 'Save' }).isEnabled()).toBe(false);
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await set('The branch is open again.');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByRole('alert').getByText('The branch is open again.').waitFor();
  expect(await dialog.getByLabel('Announcement, English').inputValue()).toBe('The branch is closed, says the first tab.');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await button('History of “branch_news”').click();
  const history = page.getByRole('dialog');
  await history.locator('ins').filter({ hasText: 'says the first tab' }).waitFor();
  await history.locator('del').filter({ hasText: 'open again' }).first().waitFor();
  await page.keyboard.press('Escape');
}, 60_000);

test('an announcement keeps its words while another kind is looked at, and says which callers would hear another language', async () => {
  await goTo('/switches');
  await page.locator('[data-switch="emergency_announcement"]').getByRole('link', { name: 'Card services' }).waitFor();
  await button('Change “emergency_announcement”').click();
  const dialog = page.getByRole('dialog');
  const kinds = dialog.getByRole('radiogroup');
  await kinds.getByText('Announcement').click();
  await dialog.getByLabel('Announcement, Chinese').fill('');
  await dialog.getByLabel('Announcement, English').fill('The branches are closed.');
  await dialog.getByRole('alert').getByText(/^Chinese.* is missing: callers of .*Card services/).waitFor();
  await kinds.getByText('Text', { exact: true }).click();
  await dialog.getByRole('alert').waitFor({ state: 'detached' });
  await kinds.getByText('Announcement').click();
  expect(await dialog.getByLabel('Announcement, English').inputValue()).toBe('The branches are closed.');
  await dialog.getByLabel('Announcement, Chinese').fill('网点暂停营业。');
  await dialog.getByRole('alert').waitFor({ state: 'detached' });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
}, 60_000);

test('a number that has an entry is not added again but changed there, one changed meanwhile is shown first, and removing the default tells what callers hear', async () => {
  const number = '+14005550199';
  const set = (flow: string) => page.request.put(`${program.url}/api/numbers/${encodeURIComponent(number)}`, { data: { flow, alias: 'live' }, headers: { origin: program.url } });
  const flowOf = async () => ((await (await page.request.get(`${program.url}/api/numbers`)).json()) as { numbers: { number: string; flow: string }[] }).numbers.find((entry) => entry.number === number)?.flow;
  await set('broker-400');
  await goTo('/numbers');
  await page.getByRole('cell', { name: number, exact: true }).waitFor();
  await button('Add number').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Number', { exact: true }).fill('+1 400 555 0199');
  await dialog.getByText(/This number has an entry already: .* \(live\) answers it/).waitFor();
  expect(await dialog.getByRole('button', { name: 'Save' }).isEnabled()).toBe(false);
  await dialog.getByRole('button', { name: 'Change that entry' }).click();
  await page.getByRole('dialog', { name: `Change ${number}` }).waitFor();
  await dialog.getByLabel('Flow', { exact: true }).selectOption('card-services');
  await set('branch-line');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByRole('alert').getByText(/changed the number \+14005550199 after you opened it/).waitFor();
  expect(await flowOf()).toBe('branch-line');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await flowOf()).toBe('card-services');

  await button('Remove Every other number').click();
  await dialog.getByText(/Calls to every number without an entry of its own will then hear an apology and end/).waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'detached' });
  await button(`Remove ${number}`).click();
  await dialog.getByText('Calls to this number will then be answered by Card services, as every other number.').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
}, 60_000);

test('a list of customers is tried, its wrong rows are kept to be mended, the others imported, and one is erased', async () => {
  const file = join(folder, 'customers.csv');
  await writeFile(file, '客户号,手机号,姓名\nC77,13812345678,王小明\nC78,12,李雷\n');
  await goTo('/customers');
  await button('Import').click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type="file"]').setInputFiles(file);
  await dialog.getByText('2 rows: 1 new, 0 changed, 0 as they were, 1 to mend').waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('link', { name: 'Download the rows to mend' }).click()]);
  expect(await readFile((await download.path())!, 'utf8')).toMatch(/C78,12,李雷,3,"手机号: This is no phone number/);
  await dialog.getByRole('button', { name: 'Import 1 row' }).click();
  await page.getByText('王小明').waitFor();
  await page.getByLabel('Search by id, number or name').fill('138 1234');
  const row = page.locator('[data-customer="C77"]');
  await row.getByText('+8613812345678').waitFor();
  await button('Erase C77?').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Erase', exact: true }).click();
  await row.waitFor({ state: 'detached' });
}, 60_000);

test('the hours step says in its form what would happen, with the calendars chosen there', async () => {
  await designer.creates({ id: 'hours-trial', name: 'Hours trial' });
  await designer.addsStep('hours');
  const form = page.locator('[data-field$="/meta/calendars"]');
  await form.getByLabel('If someone calls at').fill('2026-02-16T10:00');
  await form.getByRole('combobox').press('ArrowDown');
  await page.getByRole('option', { name: 'Banks in China (sample)' }).click();
  await form.getByText('Spring Festival').waitFor();
}, 60_000);

test.each(['/calls', '/numbers', '/calendars', '/settings'])('on a phone the tables of %s are cards with a line a column, and tables still to who hears them', async (path) => {
  await dial(program.line);
  await page.setViewportSize({ width: 390, height: 844 });
  await goTo(path);
  const table = page.getByRole('table').first();
  const cell = table.getByRole('cell').first();
  await cell.waitFor();
  expect(await table.getByRole('columnheader').count()).toBeGreaterThan(2);
  const look = await page.evaluate<{ sideways: number; line: string; label: string | null }>(`(() => {
    const frames = [...document.querySelectorAll('main [role=table]')];
    const cell = document.querySelector('main [role=cell][data-label]');
    return { sideways: Math.max(...frames.flatMap((each) => [each.scrollWidth - each.clientWidth, each.getBoundingClientRect().right - innerWidth])), line: getComputedStyle(cell).display, label: cell.getAttribute('data-label') };
  })()`);
  expect(look).toMatchObject({ line: 'grid', label: (await table.getByRole('columnheader').first().textContent())?.trim() });
  expect(look.sideways).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 720 });
}, 60_000);

test('what the server refuses is told in the language of the reader, also when they change it', async () => {
  const { cookies } = await page.context().storageState();
  const context = await browser.newContext({ storageState: { cookies, origins: [] }, locale: 'zh-CN' });
  const reader = await context.newPage();
  const file = join(folder, 'cards.csv');
  await writeFile(file, '客户号,手机号,银行卡号\nC90,13812345690,6222020200112233445\n');
  await reader.goto(`${program.url}/customers`);
  await reader.getByRole('button', { name: '导入' }).click();
  await reader.getByRole('dialog').locator('input[type="file"]').setInputFiles(file);
  await reader.getByRole('alert').getByText('“银行卡号”列的内容（银行卡号、卡片密码或证件号码）不允许存储。请从文件中删除该列。').waitFor();

  await reader.goto(`${program.url}/calls/CAnone`);
  await reader.getByRole('alert').getByText('通话“CAnone”不存在。请从通话列表中选择。').waitFor();
  await reader.getByRole('button', { name: '语言', exact: true }).click();
  await reader.getByRole('menuitemradio', { name: 'English' }).click();
  await reader.getByRole('alert').getByText('Call "CAnone" does not exist. List the calls to find its id.').waitFor();
  await context.close();
}, 60_000);
