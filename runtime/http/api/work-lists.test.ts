import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startApiServer, type ApiServer, type Person } from '../../../tests/drivers/api-server.js';
import { useDatabase } from '../../../tests/drivers/database.js';
import { at, createCommit, createRow } from '../../../tests/store/sample-turns.js';
import { createCallStore } from '../../store/call-store.js';

const database = useDatabase();
let api: ApiServer;
let operator: Person;
let colleague: Person;
let analyst: Person;

beforeAll(async () => {
  api = await startApiServer(database().pool);
  [operator, colleague, analyst] = [await api.signIn('operator'), await api.signIn('operator'), await api.signIn('analyst')];
});
afterAll(() => api.close());
beforeEach(async () => void (await database().pool.query('DELETE FROM callbacks; DELETE FROM leads; DELETE FROM heard_messages')));

const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();

interface Booked {
  id: string;
  from?: string;
  until?: string;
  test?: boolean;
  queue?: string;
}

async function book({ id, from, until, test: isTest = false, queue = 'cards' }: Booked): Promise<string> {
  const row = createRow({ test: isTest });
  const callback = { callbackId: id, phone: '+8613800000001', customerId: null, queue, reason: null, language: 'zh-CN', from: from ?? null, until: until ?? null };
  await createCallStore(database().pool).commitTurn(createCommit(row, { writes: [{ write: 'callback', callback }] }));
  return row.callId;
}

describe('the list of call backs', () => {
  const idsOf = async (query = '') => (await operator.get(`/callbacks${query}`)).body.callbacks.map(({ callbackId, due }: { callbackId: string; due: string }) => [callbackId, due]);

  test('says what may be done now, what is late and what can wait, and keeps tests out', async () => {
    await book({ id: 'now', from: hours(-1), until: hours(1) });
    await book({ id: 'late', from: hours(-3), until: hours(-2) });
    await book({ id: 'later', from: hours(2), until: hours(3) });
    await book({ id: 'any', queue: 'loans' });
    await book({ id: 'test', test: true });
    expect(await idsOf('?due=true')).toEqual([['any', 'now'], ['late', 'overdue'], ['now', 'now']]);
    expect(new Map(await idsOf())).toEqual(new Map([['now', 'now'], ['late', 'overdue'], ['later', 'later'], ['any', 'now']]));
    expect((await operator.get('/callbacks')).body.queues).toEqual([{ queue: 'cards', open: 3, due: 2, overdue: 1 }, { queue: 'loans', open: 1, due: 1, overdue: 0 }]);
    expect((await idsOf('?test=true')).flat()).toContain('test');
  });

  test.each(['', '&due=true'])('comes in pages that neither repeat nor leave out (%s)', async (filter) => {
    for (let each = 0; each < 7; each += 1) await book({ id: `callback-${each}` });
    const found: string[] = [];
    for (let after = ''; ; ) {
      const { body } = await operator.get(`/callbacks?limit=3${filter}${after}`);
      found.push(...body.callbacks.map(({ callId }: { callId: string }) => callId));
      if (body.next === null) break;
      after = `&after=${body.next}`;
    }
    expect([found.length, new Set(found).size]).toEqual([7, 7]);
    expect((await operator.get('/callbacks?after=nonsense')).status).toBe(400);
  });

  test('shows numbers to those who call, stars to those who count, and nothing to designers', async () => {
    await book({ id: 'one' });
    const phone = async (person: Person) => (await person.get('/callbacks')).body.callbacks?.[0]?.phone;
    expect([await phone(operator), await phone(analyst)]).toEqual(['+8613800000001', '+86*********01']);
    expect((await (await api.signIn('designer')).get('/callbacks')).status).toBe(403);
    expect((await analyst.post('/callbacks/CA1/one', { action: 'done' })).status).toBe(403);
  });
});

describe('a call back', () => {
  const act = (person: Person, callId: string, action: string, more: object = {}) => person.post(`/callbacks/${callId}/one`, { action, ...more });

  test('that nobody answers comes up again later, and is done when the customer is reached', async () => {
    const callId = await book({ id: 'one' });
    const again = (await act(operator, callId, 'no_answer', { note: 'Rang for a minute.' })).body.callback;
    expect(again).toMatchObject({ status: 'open', due: 'later', attempts: 1, note: 'Rang for a minute.' });
    expect((await operator.get('/callbacks?due=true')).body.callbacks).toEqual([]);
    expect((await act(operator, callId, 'done')).body.callback).toMatchObject({ status: 'done', due: null, attempts: 2, settledBy: operator.email, note: 'Rang for a minute.' });
    expect((await act(colleague, callId, 'failed')).status).toBe(409);
    expect((await act(colleague, callId, 'reopen')).body.callback).toMatchObject({ status: 'open', settledBy: null });
  });

  test('that somebody has taken is not made by two, and can be taken over only after it was put back', async () => {
    const callId = await book({ id: 'one' });
    expect((await act(operator, callId, 'take')).body.callback.takenBy).toBe(operator.email);
    const refused = await act(colleague, callId, 'done');
    expect([refused.status, refused.body.error.message]).toEqual([409, 'This callback is being made by somebody else. Load the list again.']);
    await act(colleague, callId, 'release');
    expect((await act(colleague, callId, 'done')).status).toBe(200);
  });

  test('leaves a trace of who did what', async () => {
    const callId = await book({ id: 'one' });
    await act(operator, callId, 'failed');
    const { body } = await (await api.signIn('admin')).get('/audit?limit=5');
    expect(body.entries).toContainEqual(expect.objectContaining({ who: operator.email, action: 'callback_changed', subject: `callback:${callId}/one`, details: { action: 'failed' } }));
  });

  test.each(['dance', ''])('cannot be "%s"', async (action) => expect((await act(operator, await book({ id: 'one' }), action)).status).toBe(400));
});

describe('leads', () => {
  const consent = { text: '想了解基金。', language: 'zh-CN', heardAt: at, input: '5', agreedAt: at, flow: 'small-line', flowVersion: 'f'.repeat(64) };

  async function note(branch: string | null, interest = 'funds'): Promise<string> {
    const row = createRow();
    const lead = { ...{ leadId: 'lead-1', phone: '+8613800000001', customerId: null, interest, when: null, language: 'zh-CN', expiresOn: '2099-01-01' }, branch, consent };
    await createCallStore(database().pool).commitTurn(createCommit(row, { writes: [{ write: 'lead', lead }] }));
    return row.callId;
  }

  test('are found by branch and interest, with what proves the consent', async () => {
    await note('riverside');
    await note('riverside', 'bonds');
    await note(null);
    const { body } = await operator.get('/leads?branch=riverside&interest=bonds');
    expect(body.leads).toEqual([expect.objectContaining({ branch: 'riverside', interest: 'bonds', consent, delivery: 'waiting', expiresOn: '2099-01-01' })]);
    expect((await analyst.get('/leads')).body.leads[0].phone).toBe('+86*********01');
  });

  test('move on as they are worked, until the customer withdraws', async () => {
    const callId = await note('riverside');
    const set = (status: string) => operator.patch(`/leads/${callId}/lead-1`, { status, note: 'Called.' });
    expect((await set('contacted')).body.lead).toMatchObject({ status: 'contacted', note: 'Called.', changedBy: operator.email });
    await set('withdrawn');
    expect((await set('won')).status).toBe(409);
    expect((await operator.patch('/leads/CA0/none', { status: 'won' })).status).toBe(404);
  });
});

describe('messages left', () => {
  test('are listed once each until somebody has listened, to those who may', async () => {
    const row = createRow();
    const commit = createCommit(row, {
      events: [
        { type: 'fact', step: 'message', visit: 1, fact: { type: 'message_left', recordingId: 'RE1', url: 'https://example.com/RE1', seconds: 12 } },
        { type: 'fact', step: 'message', visit: 1, fact: { type: 'recording_kept', recordingId: 'RE1', status: 'completed', seconds: 12 } },
        { type: 'fact', step: 'record', visit: 1, fact: { type: 'recording_kept', recordingId: 'RE2', status: 'completed', seconds: 60 } },
      ] as never,
    });
    const now = new Date().toISOString();
    await createCallStore(database().pool).commitTurn({ ...commit, at: now, record: { ...commit.record!, at: now } });
    const list = async (query: string) => (await operator.get(`/call-recordings?${query}`)).body.recordings.map(({ recordingId, kind, seconds }: { recordingId: string; kind: string; seconds: number }) => [recordingId, kind, seconds]);
    expect(await list('')).toEqual([['RE2', 'call', 60], ['RE1', 'message', 12]]);
    expect(await list('kind=message&heard=false')).toEqual([['RE1', 'message', 12]]);
    expect((await operator.put(`/call-recordings/${row.callId}/RE1`, { heard: true, note: 'Called back.' })).status).toBe(200);
    expect(await list('kind=message&heard=false')).toEqual([]);
    expect((await operator.put(`/call-recordings/${row.callId}/RE2`, { heard: true })).status).toBe(404);
    expect((await analyst.get('/call-recordings')).status).toBe(403);
  });
});
