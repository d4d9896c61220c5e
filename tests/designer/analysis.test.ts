import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { enUS as words } from '../../designer/text/en-us.js';
import { openBrowser } from '../drivers/browser.js';
import { useDatabase } from '../drivers/database.js';
import { openDesigner } from '../drivers/designer-driver.js';
import { startProgram, type Program } from '../drivers/program.js';

const database = useDatabase();
let program: Program;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  program = await startProgram(database().databaseUrl);
  browser = await openBrowser();
  const first = await openDesigner({ browser, origin: program.url, signInLink: program.signInLink! });
  context = first.page.context();
  // What changes on a page without anybody's doing is not what these tests are about.
  await context.addInitScript('window.setInterval = () => 0');
  await database().pool.query(`
    insert into calls (call_id, account_sid, flow, version, alias, test, caller, called, language, started_at, ended_at, end_state, ended_by, duration_seconds, revision, turn, state, verbs, touched_at)
    select 'CA' || n, 'AC1', 'card-services', (select version from publications where flow = 'card-services' order by id desc limit 1), 'live', false, '+86138000000' || (n + 10), '+14005550100', 'zh-CN',
           timestamptz '2026-11-01T16:00:00Z' + n * interval '1 minute', now(), case when n <= 3 then 'abandoned' else 'informed' end, 'caller', 60, 1, 1, '{}', '[]', now()
    from generate_series(1, 60) n`);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await program.close();
});
beforeEach(async () => {
  page = await context.newPage();
});
afterEach(() => page.close());

const row = (text: string) => page.getByRole('row').filter({ hasText: text });

describe('the list of calls', () => {
  const goes = (address: string) => page.goto(`${program.url}${address}`);

  test('keeps in its address which calls are listed, so that a reload, Back and a link find them again', async () => {
    await goes('/calls');
    await row('+8613800000070').waitFor();
    await page.getByLabel(words.calls.endState, { exact: true }).selectOption('abandoned');
    await row('+8613800000013').waitFor();
    await row('+8613800000070').waitFor({ state: 'detached' });
    await page.getByLabel(words.calls.caller, { exact: true }).fill('12');
    await page.getByRole('button', { name: words.calls.apply }).click();
    await row('+8613800000013').waitFor({ state: 'detached' });
    await page.reload();
    await row('+8613800000012').waitFor();
    expect(await page.getByRole('row').count()).toBe(2);
    await page.goBack();
    await row('+8613800000013').waitFor();
    expect(new URL(page.url()).search).toBe('?endState=abandoned');
    await row('+8613800000013').getByRole('link').click();
    await page.getByRole('link', { name: words.call.back }).click();
    await row('+8613800000013').waitFor();
    expect(new URL(page.url()).search).toBe('?endState=abandoned');
  }, 60_000);

  test('comes a page at a time, in either order, and each page has an address', async () => {
    await goes('/calls?order=oldest');
    await row('+8613800000011').waitFor();
    await page.getByRole('link', { name: words.calls.newer }).click();
    await row('+8613800000070').waitFor();
    await row('+8613800000011').waitFor({ state: 'detached' });
    await page.reload();
    await row('+8613800000070').waitFor();
    await page.getByRole('link', { name: words.calls.first }).click();
    await row('+8613800000011').waitFor();
  }, 60_000);

  test('says what time zone its times are told in, whatever the clock of the reader', async () => {
    await goes('/calls?order=oldest');
    await page.getByText('Asia/Shanghai').waitFor();
    expect(await row('+8613800000011').innerText()).toMatch(/Nov 2, 2026, 12:01/);
  }, 60_000);

  test('shows nothing of a period that ends before it begins, and says what to do', async () => {
    await goes('/calls?from=2026-11-03&to=2026-11-02');
    await page.getByText('Choose a first day that is not after the last.', { exact: false }).waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
  }, 60_000);
});

describe('the report', () => {
  const november = '/report?from=2026-11-01&to=2026-11-02&flow=card-services';

  test('keeps its period and flow in its address, names its time zone, and leads to the calls behind its figures', async () => {
    await page.goto(`${program.url}${november}`);
    await page.getByText('Asia/Shanghai').waitFor();
    await page.getByRole('link', { name: 'Abandoned (3)' }).click();
    await row('+8613800000013').waitFor();
    expect(await page.getByRole('row').count()).toBe(4);
    await page.goBack();
    await page.getByRole('link', { name: words.report.seeCalls }).click();
    await row('+8613800000070').waitFor();
    await page.goBack();
    await page.getByLabel(words.report.from, { exact: true }).fill('2026-11-02');
    await page.waitForURL(/from=2026-11-02/);
    await page.reload();
    await page.getByRole('link', { name: 'Abandoned (3)' }).waitFor();
    expect(await page.getByLabel(words.report.from, { exact: true }).inputValue()).toBe('2026-11-02');
  }, 60_000);

  test('can be kept as CSV with the names of its definitions', async () => {
    await page.goto(`${program.url}${november}`);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: words.report.download }).click()]);
    const text = await readFile(await download.path(), 'utf8');
    expect(download.suggestedFilename()).toBe('report-2026-11-01-2026-11-02-card-services.csv');
    expect(text.split('\r\n')).toEqual(
      expect.arrayContaining([
        '\ufeffmeasure,name,item,item_name,flow,day,currency,value',
        'time_zone,Time zone,,,,,,Asia/Shanghai',
        'counted,Counted calls,,,,,,60',
        'end_state,Counted calls by how they ended,abandoned,Abandoned,,,,3',
        'counted,Counted calls,,,card-services,2026-11-02,,60',
      ]),
    );
  }, 60_000);

  test('takes its figures away when the period ends before it begins, and says what to do', async () => {
    await page.goto(`${program.url}${november}`);
    await page.getByRole('link', { name: words.report.seeCalls }).waitFor();
    await page.getByLabel(words.report.from, { exact: true }).fill('2026-11-09');
    await page.getByText('Choose a first day that is not after the last.', { exact: false }).waitFor();
    expect(await page.getByRole('link', { name: words.report.seeCalls }).count()).toBe(0);
    await page.getByLabel(words.report.to, { exact: true }).fill('2026-11-10');
    await page.getByText(words.report.empty).waitFor();
  }, 60_000);
});

describe('the call backs', () => {
  test('count what is left as soon as one is done, and name the step that took it, or the queue as it is', async () => {
    const book = (id: string, queue: string) =>
      database().pool.query(
        `insert into callbacks (call_id, callback_id, phone, queue, language, requested_at) values ('CA1', $1, '+8613800000011', $2, 'zh-CN', now())`,
        [id, queue],
      );
    await book('CA1.call_back.1.1', 'cards');
    await page.goto(`${program.url}/callbacks`);
    const card = page.getByRole('listitem').filter({ hasText: '+8613800000011' });
    await card.getByText('Book the call back').waitFor();
    await page.getByRole('tab').getByText('1', { exact: true }).waitFor();
    await card.getByRole('button', { name: words.callbacks.takeFor.replace('{{phone}}', '+8613800000011') }).click();
    await card.getByRole('button', { name: words.callbacks.done }).click();
    await card.waitFor({ state: 'detached' });
    await page.getByRole('tab').getByText('1', { exact: true }).waitFor({ state: 'detached' });
    await page.getByText('1 now').waitFor({ state: 'detached' });
  }, 60_000);
});

test('what the program itself did is told in words', async () => {
  await page.goto(`${program.url}/`);
  await page.getByText('Sample flows').first().waitFor();
  expect(await page.getByText(/\bgallery\b/).count()).toBe(0);
}, 60_000);
