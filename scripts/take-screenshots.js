/**
 * Takes the pictures of the docs: `npm run build && node scripts/take-screenshots.js`. A server of its own in a temporary folder, callers of
 * every kind, and a browser that goes through the pages as a newcomer would, in both languages. Takes three minutes, since one sale is made
 * in real time.
 */
import './load-typescript.js';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const { readConfig } = await import('../runtime/config.ts');
const { startServer } = await import('../runtime/start-server.ts');
const { openDatabase } = await import('../runtime/store/open-database.ts');
const { startDemoCrm } = await import('../runtime/demo/crm/start-demo-crm.ts');
const { createDemoCustomer, createDemoDataset } = await import('../runtime/demo/crm/dataset.ts');
const { dialServer } = await import('../runtime/phone/dial-server.ts');
const { createPhoneCaller } = await import('../runtime/phone/phone-caller.ts');
const { openBrowser } = await import('../tests/drivers/browser.ts');
const { openDesigner } = await import('../tests/drivers/designer-driver.ts');

const pictures = fileURLToPath(new URL('../docs/pictures', import.meta.url));
const authToken = 'only for the pictures';
const called = '+14005550100';
const window = { width: 1360, height: 800 };
/** Pages that scroll are shown whole, up to here. */
const tallest = 2400;

/** What callers do, and how many of them; each is a customer of their own. */
const callers = [
  { keys: '2 4321 135790# 1 5', count: 9 },
  { keys: '9 2 4321 135790# 1 5', count: 3 },
  { keys: '2 4321 135790# 2', count: 14 },
  { keys: '2 4321 135790# - -', count: 6 },
  { keys: '2 4321 135790# 3 1 5', count: 2 },
  { keys: '2 4321 135790# 1 2', count: 2 },
  { keys: '2 4321 135790# 1 hangup@3', count: 2 },
  { keys: '3 4321 135790# 1 5', count: 7 },
  { keys: '1', count: 5 },
  { keys: '0', count: 8 },
  { keys: '0 hangup@20', count: 2, dials: ['no_answer'] },
  { keys: '7 7 7', count: 2 },
  { keys: 'hangup@12', count: 3 },
  { keys: 'hangup@3', count: 2 },
];
const firstOrdinal = 101;

const folder = await mkdtemp(join(tmpdir(), 'trunkline-pictures-'));
// As root the database runs as another user, who has to get in.
await chmod(folder, 0o755);
const crm = await startDemoCrm({ now: () => new Date(), dataset: (today) => [...createDemoDataset(today), ...createCustomers()] });
const server = await startServer(readConfig({ PORT: '0', DATA_DIR: join(folder, 'data'), CRM_URL: crm.url, TWILIO_AUTH_TOKEN: authToken, LOG_LEVEL: 'silent' }));
const browser = await openBrowser();
try {
  await mkdir(pictures, { recursive: true });
  await makeCalls();
  const sale = placeCall({ keys: '9 2 4321 135790# 1 5', realTime: true });
  const context = await browser.newContext({ viewport: window, deviceScaleFactor: 1, locale: 'en-US', timezoneId: 'Asia/Shanghai', colorScheme: 'light' });
  await context.addInitScript(`localStorage.setItem('trunkline.tour', 'seen')`);
  const designer = await openDesigner({ browser, context, origin: server.url, signInLink: server.signInLink });
  await makeWork(designer.page.request);
  for (const language of ['en-US', 'zh-CN']) await takePages(designer, language);
  for (const language of ['en-US', 'zh-CN']) await takeVersions(designer, language);
  const { callId } = (await sale).view;
  for (const language of ['en-US', 'zh-CN']) await takeCall(designer, language, callId);
} finally {
  await browser.close();
  await server.close();
  await crm.close();
  await rm(folder, { recursive: true, force: true });
}

function createCustomers() {
  const count = callers.reduce((sum, { count: some }) => sum + some, 0) + 1;
  return Array.from({ length: count }, (_, index) => createDemoCustomer(firstOrdinal + index));
}

async function makeCalls() {
  let ordinal = firstOrdinal + 1;
  for (const { count, ...script } of callers) {
    for (let made = 0; made < count; made += 1) await placeCall({ ...script, from: createDemoCustomer(ordinal++).phone });
  }
  await spreadOverTheWeek();
}

/** Callers of the night line who want to be called back or leave a message, and customers from a file. */
async function makeWork(request) {
  const headers = { origin: server.url };
  const night = '+14005550150';
  await request.put(`${server.url}/api/numbers/${encodeURIComponent(night)}`, { headers, data: { flow: 'after-hours-line', alias: 'live' } });
  for (const [ordinal, keys] of ['5 1 1 1', '5 1 1 1', '4 2 2 5', '5 1 1 1'].entries()) await placeCall({ keys, to: night, from: createDemoCustomer(ordinal + 1).phone });
  const rows = Array.from({ length: 12 }, (_, index) => `C${String(index + 1).padStart(4, '0')},1380000${String(1000 + index * 37)},${index % 3 === 0 ? 'en-US' : 'zh-CN'},${index % 4 === 0 ? 'gold' : 'standard'},${index === 5 ? 'yes' : 'no'}`);
  const file = ['customer id,phone,language,segment,opted out', ...rows].join('\n');
  await request.post(`${server.url}/api/customers/imports?country=CN&dryRun=false&fileName=customers.csv`, { headers: { ...headers, 'content-type': 'text/csv' }, data: file });
}

function placeCall({ to = called, keys, dials, from = createDemoCustomer(firstOrdinal).phone, realTime = false }) {
  return dialServer({ url: server.url, to, from, authToken, dials, realTime, caller: createPhoneCaller({ tokens: keys }) });
}

/** The calls were made within a minute; a report of a week says more. */
async function spreadOverTheWeek() {
  const database = await openDatabase({ dataDir: join(folder, 'data'), log: { info() {}, warn() {} } });
  await database.pool.query(`WITH numbered AS (SELECT call_id, row_number() OVER (ORDER BY started_at) AS number FROM calls)
    UPDATE calls SET started_at = started_at - make_interval(days => (number * 5 % 7)::int, mins => (number * 37 % 280)::int) FROM numbered WHERE numbered.call_id = calls.call_id`);
  await database.close();
}

async function takePages(designer, language) {
  const { page } = designer;
  const suffix = suffixOf(language);
  await designer.speaks(language);
  for (const [path, name] of [['/', 'flows'], ['/report', 'report'], ['/calls', 'calls'], ['/callbacks', 'callbacks'], ['/knowledge', 'knowledge'], ['/knowledge/annual_fee_waiver', 'article'], ['/recordings', 'recordings'], ['/switches', 'switches'], ['/calendars', 'calendars'], ['/calendars/cn-banks', 'calendar'], ['/products', 'products'], ['/products/card_protection', 'product'], ['/customers', 'customers'], ['/numbers', 'numbers'], ['/settings', 'settings']]) {
    await open(page, path);
    // Who is called back tomorrow is not due today.
    if (name === 'callbacks') await page.getByText(designer.words().callbacks.filters.open, { exact: true }).click();
    await take(page, `${name}${suffix}`);
  }
  await designer.opens('card-services');
  await designer.selects('offer_card_protection');
  await take(page, `step${suffix}`);
  await designer.opens('card-services');
  await designer.triesOnThePhone(language === 'en-US' ? '+8613800000006' : undefined);
  for (const keys of ['2', '4321', '135790#']) await designer.presses(keys);
  await designer.seesLit('offer_card_protection');
  await take(page, `designer${suffix}`);
}

/** A subflow in place with a call in it, what no scenario passes, two versions side by side, and the way to publish. */
async function takeVersions(designer, language) {
  const { page } = designer;
  await designer.speaks(language);
  const words = designer.words();
  const suffix = suffixOf(language);
  await page.goto(`${server.url}/flows/platinum-line?step=identify`);
  await page.locator('[data-step="identify"]').waitFor();
  await designer.triesOnThePhone('+8613800000001');
  await designer.presses('2');
  await designer.seesLit('identify');
  await page.locator('.react-flow__node[data-id="identify"]').focus();
  await page.keyboard.press('o');
  await page.locator('[data-opened] [data-step="ask_card"][data-lit]').waitFor();
  await take(page, `subflow${suffix}`);
  await designer.opens('identify-caller');
  await designer.triesOnThePhone();
  await page.getByRole('tab', { name: words.phone.tabs.scenarios }).click();
  await page.getByRole('button', { name: new RegExp(`^${words.phone.runAll.split('{{')[0].trim()}`) }).click();
  await page.getByText(words.phone.allGood).waitFor();
  await take(page, `scenarios${suffix}`);
  await designer.opens('renewal-line');
  await designer.deletes((await designer.steps())[2]);
  await designer.addsStep('say');
  await designer.isSaved();
  await page.getByRole('toolbar').getByRole('button', { name: words.toolbar.history, exact: true }).click();
  await page.getByRole('button', { name: words.history.compareDraft }).click();
  await page.locator('[data-compared][data-mark]').first().waitFor();
  await take(page, `compare${suffix}`);
  await page.getByRole('button', { name: words.compare.close }).click();
  await page.getByRole('toolbar').getByRole('button', { name: words.toolbar.publish, exact: true }).click();
  await page.getByRole('dialog').waitFor();
  await take(page, `publish${suffix}`);
  await page.keyboard.press('Escape');
  await designer.undoes();
  await designer.undoes();
  await designer.isSaved();
}

async function takeCall(designer, language, callId) {
  await designer.speaks(language);
  await open(designer.page, `/calls/${callId}`);
  await take(designer.page, `call${suffixOf(language)}`);
  await designer.page.getByRole('link', { name: designer.words().replay.open }).click();
  await designer.page.getByRole('button', { name: /135790|\*/ }).first().click();
  await designer.page.locator('[data-lit]').waitFor();
  await take(designer.page, `replay${suffixOf(language)}`);
}

async function open(page, path) {
  await page.goto(server.url + path);
  await page.waitForLoadState('networkidle');
}

/** English is what the docs show first. */
function suffixOf(language) {
  return language === 'en-US' ? '' : `.${language}`;
}

/** Waits for fonts and for what moves. A list may be long: its first rows tell enough. */
async function take(page, name) {
  await page.evaluate(() => document.fonts.ready);
  const height = await page.evaluate(() => document.querySelector('#content').getBoundingClientRect().top + document.querySelector('#content').scrollHeight);
  const isLong = name.startsWith('report') || name.startsWith('call.') || name === 'call';
  await page.setViewportSize({ ...window, height: isLong ? Math.min(tallest, Math.max(window.height, Math.ceil(height))) : window.height });
  await page.mouse.move(0, 0);
  await page.waitForTimeout(1200);
  await page.screenshot({ path: join(pictures, `${name}.png`) });
  await page.setViewportSize(window);
  console.log(`took ${name}`);
}
