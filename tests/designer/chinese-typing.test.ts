import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser } from '../drivers/browser.js';
import { useDatabase } from '../drivers/database.js';
import { openDesigner, type Designer } from '../drivers/designer-driver.js';
import { startProgram, type Program } from '../drivers/program.js';

const database = useDatabase();
let program: Program;
let browser: Browser;
let designer: Designer;
let page: Page;

/** A water company's line as a service designer would draw it: opening hours, what is owed, and a message. */
const water = {
  id: 'water',
  initial: 'ask',
  meta: { specVersion: '1.0', name: '供水热线', languages: ['zh-CN'] },
  states: {
    times: { meta: { step: 'hours', weekly: [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }] }, on: { open: 'ask', closed: 'leave' } },
    ask: {
      meta: { step: 'http_request', method: 'GET', url: 'https://crm.example.com/fee', save: [{ path: 'fee', from: 'body.fee' }], outcomes: [], example: { status: 200, body: { fee: { amount: { amountMinor: 32_050, currency: 'CNY' }, dueOn: '2026-12-05' } } } },
      on: { ok: 'owes', failed: 'leave' },
    },
    owes: { meta: { step: 'branch', branches: [{ id: 'debt', label: { 'zh-CN': '有欠费' }, all: [{ value: 'fee.amount', is: 'greater', to: 0 }] }] }, on: { debt: 'leave', otherwise: 'bye' } },
    leave: { meta: { step: 'voicemail', prompt: { 'zh-CN': '您有欠费，请留言。' }, saveAs: 'message' }, on: { recorded: 'bye', no_input: 'bye', failed: 'bye' } },
    bye: { type: 'final', meta: { step: 'hang_up', prompt: { 'zh-CN': '再见。' } } },
  },
};

beforeAll(async () => {
  program = await startProgram(database().databaseUrl);
  browser = await openBrowser();
  designer = await openDesigner({ browser, origin: program.url, signInLink: program.signInLink!, language: 'zh-CN' });
  page = designer.page;
  const answer = await page.request.post(`${program.url}/api/flows`, { data: { document: water }, headers: { origin: program.url } });
  expect(await answer.text()).toContain('water');
  await designer.opens('water');
}, 180_000);
afterAll(async () => {
  await browser.close();
  await program.close();
});

const form = (): Locator => page.getByRole('complementary');
const status = (words: string): Promise<void> => page.getByRole('toolbar', { name: designer.words().toolbar.title }).getByRole('status').filter({ hasText: words }).waitFor();

test('the parts of an example answer are offered with their kinds, and a number in words is mended by a button', async () => {
  await designer.selects('owes');
  const value = form().getByRole('combobox', { name: '取值', exact: true });
  await value.fill('fee.');
  await page.getByRole('option', { name: /fee\.dueOn 日期/ }).waitFor();
  await page.getByRole('option', { name: /fee\.amount 金额/ }).click();
  await form().getByText(/写 320\.50，不是 32050/).waitFor();
  await designer.edits('比较值', '三百');
  await form().getByText(/^“三百”不是金额，请用数字填写，例如 300。$/).waitFor();
  await designer.mends(/三百/);
  await designer.selects('owes');
  await form().getByLabel('比较值', { exact: true }).and(page.locator('textarea')).waitFor();
  expect(await form().getByLabel('比较值', { exact: true }).first().inputValue()).toBe('300');
  await designer.seesNoProblem(/三百/);
}, 120_000);

test('a debt of 320.50 is more than 300: the caller is told of it', async () => {
  await designer.triesOnThePhone();
  await designer.hears('您有欠费，请留言。');
}, 120_000);

test('a second call shows no turn of the first one inside, and what the carrier was told is in words', async () => {
  const { phone } = designer.words();
  const inside = page.getByRole('region', { name: phone.tabs.inside });
  const turns = inside.locator('details > summary > b');
  await page.getByRole('tab', { name: phone.tabs.inside, exact: true }).click();
  await inside.getByText('录下留言 record').first().waitFor({ state: 'attached' });
  const first = await turns.allInnerTexts();
  await page.getByRole('button', { name: phone.restart, exact: true }).click();
  await page.getByRole('tab', { name: phone.tabs.call, exact: true }).click();
  await page.locator('[data-busy="false"]').first().waitFor();
  await page.getByRole('tab', { name: phone.tabs.inside, exact: true }).click();
  expect(await turns.allInnerTexts()).toEqual(first);
  expect(new Set(first).size).toBe(first.length);
  await page.getByRole('button', { name: phone.close, exact: true }).click();
}, 120_000);

test('JSON with a Chinese comma stays, is said to be unsaved, and is mended', async () => {
  await designer.selects('ask');
  const body = form().locator('[data-field="/states/ask/meta/example/body"] textarea').first();
  const typed = '{\n  "fee": {"amount": 12}，\n  "overdue": true\n}';
  await body.fill(typed);
  await form().getByText(/第 2 行第 24 个字符“，”是全角标点/).first().waitFor();
  await status('有 1 处未保存');
  await designer.seesProblem(/“内容”还没有保存/);
  await designer.selects('bye');
  await designer.selects('ask');
  expect(await body.inputValue()).toBe(typed);
  await page.reload();
  await page.locator('.react-flow__node').first().waitFor();
  await status('有 1 处未保存');
  await designer.selects('ask');
  expect(await body.inputValue()).toBe(typed);
  await form().locator('[data-field="/states/ask/meta/example/body"]').getByRole('button', { name: '修正标点' }).click();
  await status('已保存');
  await designer.seesNoProblem(/还没有保存/);
  await designer.selects('ask');
  expect(JSON.parse(await body.inputValue())).toEqual({ fee: { amount: 12 }, overdue: true });
}, 120_000);

test('full-width digits and colons are taken as plain ones', async () => {
  await designer.selects('times');
  await designer.edits('到', '１８：３０');
  expect(await form().getByLabel('到', { exact: true }).first().inputValue()).toBe('18:30');
  await designer.selects('ask');
  const seconds = form().getByLabel(/^超时/);
  await seconds.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('５');
  expect(await seconds.inputValue()).toBe('5');
}, 60_000);

test.each([
  ['判断', ['branch', 'hours']],
  ['条件', ['branch']],
  ['语音信箱', ['voicemail']],
  ['欢迎', ['say']],
  ['greeting', ['say']],
  ['condition', ['branch']],
  ['voicemail', ['voicemail']],
  ['if', ['branch']],
  ['wait', ['wait']],
  ['record', ['record_call', 'voicemail']],
])('who looks for %s finds it among the steps', async (sought, types) => {
  await page.getByRole('toolbar').getByRole('button', { name: designer.words().toolbar.addStep }).click();
  const palette = page.getByRole('dialog', { name: designer.words().palette.title });
  await palette.getByRole('textbox').fill(sought);
  for (const type of types) await palette.locator(`button[data-type="${type}"]`).waitFor();
  await page.keyboard.press('Escape');
  await palette.waitFor({ state: 'hidden' });
}, 60_000);

test('Escape closes the list that is open in a form, and then the form', async () => {
  await designer.selects('owes');
  const value = form().getByRole('combobox', { name: '取值', exact: true });
  await value.click();
  await value.fill('fee');
  const offered = page.getByRole('option', { name: /fee\.amount/ });
  await offered.waitFor();
  await page.keyboard.press('Escape');
  await offered.waitFor({ state: 'hidden' });
  await value.waitFor();
  await page.keyboard.press('Escape');
  await value.waitFor({ state: 'hidden' });
}, 60_000);

test('Escape closes the calendars of an hours step and leaves the form', async () => {
  await designer.selects('times');
  const field = form().locator('[data-field="/states/times/meta/calendars"] input:not([type="hidden"])').first();
  await field.click();
  const offered = page.getByRole('listbox').getByRole('option').first();
  await offered.waitFor();
  await page.keyboard.press('Escape');
  await offered.waitFor({ state: 'hidden' });
  await field.waitFor();
}, 60_000);
