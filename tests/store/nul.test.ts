import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Flow } from '../../schemas/documents/flow.js';
import { dial } from '../drivers/caller.js';
import { useDatabase } from '../drivers/database.js';
import { openLine, publish, type TestLine } from '../drivers/line.js';

const both = (en: string) => ({ 'zh-CN': en, 'en-US': en });

const flow: Flow = {
  id: 'small-line',
  initial: 'ask',
  meta: { specVersion: '1.0', name: 'Small line', languages: ['en-US', 'zh-CN'] },
  states: {
    ask: {
      meta: { step: 'menu', prompt: both('What do you need?'), attempts: 3, saveAs: 'task', choices: [{ id: 'bill', key: '1', label: both('Bill'), words: both('my bill') }] },
      on: { bill: 'get', no_input: 'bye', no_match: 'bye' },
    },
    get: { meta: { step: 'http_request', method: 'GET', url: '{{ settings.crmUrl }}/bill', outcomes: [], save: [{ path: 'bill', from: 'body' }] }, on: { ok: 'tell', failed: 'bye' } },
    tell: { meta: { step: 'say', prompt: both('For {{ bill.name }}.') }, on: { next: 'bye' } },
    bye: { type: 'final', meta: { step: 'hang_up', prompt: both('Goodbye.') } },
  },
};

const database = useDatabase();
const crm = createServer((_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"name":"A\\u0000da\\ud800","a\\u0000b":["\\u0000"]}'));
let line: TestLine;

beforeAll(async () => {
  await new Promise<void>((resolve) => crm.listen(0, '127.0.0.1', resolve));
  line = await openLine({ pool: database().pool, crmUrl: `http://127.0.0.1:${(crm.address() as AddressInfo).port}` });
  await publish(database().pool, flow);
});
afterAll(async () => {
  await line.close();
  await new Promise((resolve) => crm.close(resolve));
});

test('characters that no database keeps break no call, whether a caller or the CRM sends them', async () => {
  const caller = await dial(line, { from: 'sip:a\0da@example.com', to: '+1400555\x000100' });
  await caller.says('some\0thing');
  caller.hears(/What do you need/);
  await caller.says('my\0 bill');
  caller.hears(/For Ada/);
  caller.hears(/Goodbye/);
  const { rows } = await database().pool.query('SELECT caller, called, end_state FROM calls WHERE call_id = $1', [caller.callSid]);
  expect(rows).toEqual([{ caller: 'sip:ada@example.com', called: '+14005550100', end_state: expect.any(String) }]);
  expect(line.failures).toEqual([]);
});

test('a call that begins with them leaves those beside it alone', async () => {
  const callers = await Promise.all(Array.from({ length: 20 }, (_, index) => dial(line, { from: index % 2 ? '+8613800000001' : 'sip:\0@example.com' })));
  for (const caller of callers) caller.hears(/What do you need/);
});
