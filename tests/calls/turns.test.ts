import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Flow } from '../../schemas/documents/flow.js';
import { dial } from '../drivers/caller.js';
import { forEachBackend } from '../drivers/database.js';
import { openLine, publish, type TestLine } from '../drivers/line.js';

const both = (zh: string, en: string) => ({ 'zh-CN': zh, 'en-US': en });

/** A line with a question, a slow look-up, a loop nobody hears, and a person. */
function smallFlow(crmUrl: string): Flow {
  return {
    id: 'small-line',
    initial: 'welcome',
    meta: { specVersion: '1.0', name: 'Small line', languages: ['en-US', 'zh-CN'], keys: { '0': 'person' } },
    on: { person: '.to_person' },
    states: {
      welcome: {
        meta: {
          step: 'menu', prompt: both('查账单请按1，循环请按2。', 'For your bill, press 1. To go round in circles, 2.'), attempts: 2,
          choices: [{ id: 'bill', key: '1', label: both('账单', 'Bill') }, { id: 'circle', key: '2', label: both('循环', 'Circle') }],
        },
        on: { bill: 'get_bill', circle: 'circle', no_input: 'goodbye', no_match: 'goodbye' },
      },
      get_bill: { meta: { step: 'http_request', method: 'GET', url: `${crmUrl}/bill`, timeoutSeconds: 8, holdAfterSeconds: 1, outcomes: [], save: [{ path: 'bill', from: 'body' }] }, on: { ok: 'bill', failed: 'to_person' } },
      bill: { meta: { step: 'say', prompt: both('账单{{ bill.amount | number }}元。', 'Your bill is {{ bill.amount | number }} yuan.'), answer: true }, on: { next: 'welcome' } },
      circle: { meta: { step: 'set_values', assignments: [{ path: 'round', to: 'again' }] }, on: { next: 'circle' } },
      to_person: { meta: { step: 'transfer', number: '+861055550101' }, on: { answered: 'goodbye', busy: 'goodbye', no_answer: 'goodbye', failed: 'goodbye' } },
      goodbye: { type: 'final', meta: { step: 'hang_up', prompt: both('再见。', 'Goodbye.') } },
    },
  };
}

/** A CRM whose answer can be held back. */
async function openCrm() {
  let asked = 0;
  let release: () => void = () => undefined;
  let gate: Promise<void> = Promise.resolve();
  const server = createServer((_request, response) => {
    asked += 1;
    void gate.then(() => response.writeHead(200, { 'content-type': 'application/json' }).end('{"amount":42}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: () => asked,
    holdsBack: () => {
      gate = new Promise((resolve) => (release = resolve));
    },
    answers: () => release(),
    close: async () => {
      release();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

forEachBackend((database) => {
  let line: TestLine;
  let crm: Awaited<ReturnType<typeof openCrm>>;

  beforeAll(async () => {
    crm = await openCrm();
    line = await openLine({ pool: database().pool, crmUrl: crm.url });
  });
  afterAll(async () => {
    await line.close();
    await crm.close();
  });
  beforeEach(async () => {
    await publish(database().pool, smallFlow(crm.url));
  });
  afterEach(() => crm.answers());

  const count = async (sql: string, values: unknown[] = []) => Number((await database().pool.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`, values)).rows[0]!.n);
  const callRow = async (callId: string) => (await database().pool.query<{ end_state: string; ended_by: string; duration_seconds: number }>('SELECT end_state, ended_by, duration_seconds FROM calls WHERE call_id = $1', [callId])).rows[0]!;

  test('a caller asks for the bill, hears it to the end and hangs up informed', async () => {
    const caller = await dial(line);
    await caller.presses('1');
    caller.hears(/Your bill is forty-two yuan/);
    await caller.hangsUp();
    expect(await callRow(caller.callSid)).toEqual({ end_state: 'informed', ended_by: 'caller', duration_seconds: 60 });
  });

  test('a webhook that comes ten times is taken once and always answered the same', async () => {
    const caller = await dial(line);
    const before = crm.asked();
    const url = caller.actionUrl();
    const bodies = await Promise.all(Array.from({ length: 10 }, async () => (await caller.send(url, { Digits: '1' })).text()));
    expect(new Set(bodies).size).toBe(1);
    expect(bodies[0]).toContain('forty-two');
    expect(await count('turns WHERE call_id = $1', [caller.callSid])).toBe(2);
    expect(crm.asked() - before).toBeGreaterThanOrEqual(1);
  });

  test('of two different keys for one question the first counts', async () => {
    const caller = await dial(line);
    const url = caller.actionUrl();
    const first = await (await caller.send(url, { Digits: '1' })).text();
    const second = await (await caller.send(url, { Digits: '0' })).text();
    expect(second).toBe(first);
  });

  test('a webhook of long ago is answered with what holds now', async () => {
    const caller = await dial(line);
    const old = caller.actionUrl();
    await caller.presses('1');
    const now = await (await caller.send(caller.actionUrl().replace(/\d+$/, '1'), { Digits: '0' })).text();
    expect(now).toContain(new URL(caller.actionUrl()).pathname);
    expect(await (await caller.send(old, { Digits: '0' })).text()).toBe(now);
  });

  test('a call that comes in twice is one call', async () => {
    const caller = await dial(line);
    const again = await dial(line, { callSid: caller.callSid });
    expect(again.actionUrl()).toBe(caller.actionUrl());
    expect(await count('calls WHERE call_id = $1', [caller.callSid])).toBe(1);
  });

  describe.each([
    { what: 'forged', signature: 'Zm9yZ2VkZm9yZ2VkZm9yZ2VkZm8=' },
    { what: 'missing', signature: undefined },
  ])('a webhook whose signature is $what', ({ signature }) => {
    test.each(['/voice/incoming', '/voice/turn/1', '/voice/status', '/voice/fallback', '/voice/leg'])('is refused by %s and leaves no row', async (path) => {
      const before = await count('calls');
      const body = new URLSearchParams({ CallSid: `CA${'f'.repeat(32)}`, AccountSid: `AC${'0'.repeat(32)}`, From: '+8613800000001', To: '+14005550100', CallStatus: 'ringing' });
      const response = await fetch(`${line.url}${path}`, { method: 'POST', body, headers: signature ? { 'x-twilio-signature': signature } : {} });
      expect(response.status).toBe(403);
      expect(await count('calls')).toBe(before);
      expect(await count('turns WHERE call_id = $1', [`CA${'f'.repeat(32)}`])).toBe(0);
    });
  });

  test('a call stays on the version it began on; the next call hears the new one', async () => {
    const early = await dial(line);
    const changed = smallFlow(crm.url);
    changed.states['bill']!.meta['prompt'] = both('新', 'This is the new version.');
    await publish(database().pool, changed);
    const late = await dial(line);
    await early.presses('1');
    early.hears(/forty-two/);
    await late.presses('1');
    late.hears(/new version/);
  });

  test('a caller is held while the CRM is slow, and another node can answer', async () => {
    const other = await openLine({ pool: database().pool, crmUrl: crm.url });
    const caller = await dial(line);
    crm.holdsBack();
    const reply = await (await caller.send(caller.actionUrl(), { Digits: '1' })).text();
    expect(reply).toContain('One moment, please.');
    expect(reply).toContain('reached=held');
    const looks = caller.send(`${other.url}/voice/turn/2?reached=held`);
    crm.answers();
    expect(await (await looks).text()).toContain('forty-two');
    await other.close();
  });

  test('a key that was pressed before the caller hung up still counts, though `completed` came first', async () => {
    const caller = await dial(line);
    crm.holdsBack();
    const pending = caller.send(caller.actionUrl(), { Digits: '1' });
    while (crm.asked() === 0 || (await count('calls WHERE call_id = $1', [caller.callSid])) === 0) await new Promise((resolve) => setImmediate(resolve));
    await caller.hangsUp();
    crm.answers();
    expect(await (await pending).text()).toContain('<Hangup/>');
    expect(await callRow(caller.callSid)).toMatchObject({ end_state: 'abandoned', ended_by: 'caller' });
    expect(await count('turns WHERE call_id = $1', [caller.callSid])).toBe(3);
  });

  test('a flow that goes round without asking ends in an apology and a person', async () => {
    const caller = await dial(line);
    await caller.presses('2');
    caller.hears(/something went wrong/);
    expect(caller.isDialing()).toBe('+861055550101');
    expect(line.failures.join()).toContain('too_many_steps');
    await caller.isConnected();
    expect(await callRow(caller.callSid)).toMatchObject({ end_state: 'failed_to_agent', ended_by: 'flow' });
  });

  test('a silent caller is asked again once, then the line says goodbye', async () => {
    const caller = await dial(line);
    await caller.staysSilent();
    caller.hears(/I didn't hear a key/);
    await caller.staysSilent();
    caller.hears(/Goodbye/);
    expect(caller.hasEnded()).toBe(true);
  });

  test('a caller who presses 0 reaches a person who answers', async () => {
    const caller = await dial(line);
    await caller.presses('0');
    await caller.isConnected();
    expect(await callRow(caller.callSid)).toMatchObject({ end_state: 'agent_requested' });
  });

  test('a reply the carrier could not use is spoken again, and the second time a person is reached', async () => {
    const caller = await dial(line);
    const question = caller.actionUrl();
    const first = await (await caller.send(`${line.url}/voice/fallback`, { ErrorCode: '11200', ErrorUrl: question })).text();
    expect(first).toContain('For your bill');
    const second = await (await caller.send(`${line.url}/voice/fallback`, { ErrorCode: '11200', ErrorUrl: `${question}?again=1` })).text();
    expect(second).toContain('+861055550101');
  });

  test('a call whose records are gone begins again', async () => {
    const caller = await dial(line);
    await database().pool.query('DELETE FROM turns');
    await database().pool.query('DELETE FROM calls');
    const fresh = await openLine({ pool: database().pool, crmUrl: crm.url });
    expect(await (await caller.send(`${fresh.url}/voice/turn/1`, { Digits: '1' })).text()).toContain('For your bill');
    await fresh.close();
  });

  test('without the database a caller hears an apology and reaches the person of the flow', async () => {
    const { openTestDatabase } = await import('../drivers/database.js');
    const doomed = await openTestDatabase();
    await publish(doomed.pool, smallFlow(crm.url));
    const alone = await openLine({ pool: doomed.pool, crmUrl: crm.url });
    const caller = await dial(alone);
    await doomed.close();
    const response = await caller.send(caller.actionUrl(), { Digits: '1' });
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(text).toContain('put you through to a person');
    expect(text).toContain('+861055550101');
    await alone.close();
  });
});
