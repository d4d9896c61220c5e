import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readConfig } from '../../runtime/config.js';
import { startServer, type RunningServer } from '../../runtime/start-server.js';
import { createCallStore } from '../../runtime/store/call-store.js';
import { migrate } from '../../runtime/store/migrate.js';
import { migrations } from '../../runtime/store/migrations/index.js';
import { useDatabase } from '../drivers/database.js';
import { at, createCommit, createRow } from '../store/sample-turns.js';
import { trunkline, withFolder, type Finished } from './run-trunkline.js';

const database = useDatabase();
let server: RunningServer;
let environment: Record<string, string>;
let callId: string;

const callback = { callbackId: 'CA1.book.1.1', phone: '+8613800000005', customerId: null, queue: 'cards', from: null, until: null, reason: '=cmd, "quoted"', language: 'zh-CN' };
const lead = { ...{ leadId: 'lead-1', phone: '+8613800000006', customerId: null, interest: 'funds', when: 'afternoon', branch: 'riverside', language: 'zh-CN', expiresOn: '2099-01-31' }, consent: { text: '想了解基金。', language: 'zh-CN', heardAt: at, input: '5', agreedAt: at, flow: 'small-line', flowVersion: 'f'.repeat(64) } };

beforeAll(async () => {
  await migrate(database().pool, migrations);
  const store = createCallStore(database().pool);
  const row = createRow();
  callId = row.callId;
  await store.commitTurn(createCommit(row, { writes: [{ write: 'callback', callback }, { write: 'lead', lead }] }));
  await store.commitTurn(createCommit(createRow({ test: true }), { writes: [{ write: 'lead', lead: { ...lead, leadId: 'lead-of-a-test' } }] }));
  environment = { DATABASE_URL: database().databaseUrl, TWILIO_AUTH_TOKEN: 'a token for tests', LOG_LEVEL: 'silent', PORT: '0' };
  server = await startServer(readConfig(environment));
}, 60_000);
afterAll(() => server.close());

async function run(...words: string[]): Promise<Finished> {
  const finished = await trunkline(words, { environment });
  if (finished.exitCode !== 0) throw new Error(`${words.join(' ')} ended with ${finished.exitCode}: ${finished.errors}`);
  return finished;
}

test('the demo CRM is told of a lead when a node starts, and of none of a test call', async () => {
  let leads: { leadId: string }[] = [];
  for (const givesUpAt = Date.now() + 20_000; leads.length === 0; ) {
    expect(Date.now()).toBeLessThan(givesUpAt);
    leads = ((await (await fetch(`${server.url}/demo/crm/leads`)).json()) as { leads: { leadId: string }[] }).leads;
  }
  expect(leads).toEqual([expect.objectContaining({ leadId: 'lead-1', branch: 'riverside', consentText: '想了解基金。' })]);
}, 60_000);

test('leads are listed for a branch, as JSON and as CSV, and move on', async () => {
  expect((await run('leads', '--branch', 'riverside', '--json')).json().leads).toEqual([expect.objectContaining({ leadId: 'lead-1', interest: 'funds', branch: 'riverside', status: 'open' })]);
  const [heading, row, ...rest] = (await run('leads', '--csv')).out.trim().split('\n');
  expect(heading).toMatch(/^callId,leadId,status,phone,/);
  expect([row, rest]).toEqual([expect.stringMatching(/,lead-1,open,\+8613800000006,,funds,afternoon,riverside,/), []]);
  expect((await run('leads', 'set', callId, 'lead-1', 'contacted', '--note', 'Called.')).out).toContain('It is contacted.');
  expect((await run('leads', '--status', 'contacted')).out).toContain('funds');
});

test('call backs are listed, tried and done; what a spreadsheet would run is text', async () => {
  expect((await run('callbacks', '--due', '--json')).json().callbacks).toEqual([expect.objectContaining({ callbackId: callback.callbackId, due: 'now' })]);
  expect((await run('callbacks', '--csv')).out).toContain(`"'=cmd, ""quoted"""`);
  expect((await run('callbacks', 'no-answer', callId, callback.callbackId)).out).toMatch(/open and comes up again at/);
  expect((await run('callbacks', '--due', '--json')).json().callbacks).toEqual([]);
  expect((await run('callbacks', 'done', callId, callback.callbackId, '--note', 'Reached.')).out).toContain('It is done.');
  const again = await trunkline(['callbacks', 'done', callId, callback.callbackId], { environment });
  expect([again.exitCode, again.errors]).toEqual([1, expect.stringContaining('was settled by somebody else')]);
});

test.each([
  [['callbacks', '--since', 'yesterday'], /is no moment/],
  [['leads', '--limit', 'many'], /is no count/],
])('%j is wrong usage', async (words, says) => {
  const { exitCode, errors } = await trunkline(words, { environment });
  expect([exitCode, errors]).toEqual([2, expect.stringMatching(says)]);
});

test('the call tells of its call back and its lead', async () => {
  const token = (await run('token', 'create', 'tests', '--role', 'operator')).out.trim();
  const call = (await (await fetch(`${server.url}/api/calls/${callId}`, { headers: { authorization: `Bearer ${token}` } })).json()) as Record<string, unknown>;
  expect([call['callbacks'], call['leads']]).toEqual([[expect.objectContaining({ phone: '+8613800000005', queue: 'cards' })], [expect.objectContaining({ interest: 'funds', branch: 'riverside' })]]);
});

test('articles leave as a file and come back changed', () =>
  withFolder(async (folder) => {
    const file = join(folder, 'articles.json');
    await run('knowledge', 'export', file);
    const exported = JSON.parse(await readFile(file, 'utf8'));
    exported.articles[0].owner = 'Cards';
    await writeFile(file, JSON.stringify(exported));
    expect((await run('knowledge', 'import', file, '--dry-run')).out.trim()).toBe(`changed ${exported.articles[0].id}`);
    await run('knowledge', 'import', file);
    expect((await run('knowledge', 'list')).out).toContain('Cards');
    expect((await run('knowledge', 'search', '年费可以免吗')).out).toContain('annual_fee_waiver');
  }));
