import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { startApiServer } from '../../../tests/drivers/api-server.js';
import type { ApiServer, Person } from '../../../tests/drivers/api-server.js';
import { useDatabase } from '../../../tests/drivers/database.js';
import { changeChannel } from '../../store/queries/announce-change.js';

const database = useDatabase();
let server: ApiServer;
let operator: Person;
let designer: Person;

beforeAll(async () => {
  server = await startApiServer(database().pool);
  operator = await server.signIn('operator');
  designer = await server.signIn('designer');
  const document = { id: 'broker-400', initial: 'bye', meta: { specVersion: '1.0', name: 'Broker', languages: ['zh-CN'] }, states: { bye: { type: 'final', meta: { step: 'hang_up' } } } };
  await designer.post('/flows', { document });
  await designer.post('/flows/broker-400/publish', { revision: 1, alias: 'live', note: '' });
});

afterAll(() => server.close());

describe('a number', () => {
  const numbers = async () => (await operator.get('/numbers')).body.numbers;

  test('is given to a published flow, given to another alias only when that exists, and left to the default again', async () => {
    expect((await operator.put('/numbers/%2B14005550100', { flow: 'broker-400', alias: 'live' })).status).toBe(200);
    expect((await operator.put('/numbers/*', { flow: 'broker-400', alias: 'live' })).status).toBe(200);
    expect(await numbers()).toMatchObject([{ number: '*' }, { number: '+14005550100', flow: 'broker-400', alias: 'live', updatedBy: operator.email }]);

    const unpublished = await operator.put('/numbers/+14005550100', { flow: 'broker-400', alias: 'test' });
    expect([unpublished.status, unpublished.body.error.message]).toEqual([404, '"broker-400@test" does not exist. Publish the flow as "test" first, or correct the name.']);

    expect((await operator.delete('/numbers/%2B14005550100')).status).toBe(200);
    expect((await operator.delete('/numbers/%2B14005550100')).status).toBe(404);
    expect(await numbers()).toMatchObject([{ number: '*' }]);
  });

  test('that was given to a flow after it was looked at is not given to another, and without a look at it is', async () => {
    const set = (basedOn?: string | null) => operator.put('/numbers/%2B14005550177', { flow: 'broker-400', alias: 'live', ...(basedOn !== undefined && { basedOn }) });
    const entry = async () => (await numbers()).find(({ number }: { number: string }) => number === '+14005550177');
    expect((await set(null)).status).toBe(200);
    const seen = (await entry()).updatedAt;
    expect((await set(seen)).status).toBe(200);
    for (const basedOn of [null, seen]) {
      const { status, body } = await set(basedOn);
      expect([status, body.error.code, body.error.messages]).toEqual([409, 'changed_meanwhile', { 'en-US': expect.stringContaining(`${operator.email} changed the number +14005550177`), 'zh-CN': expect.stringContaining('修改了号码 +14005550177') }]);
    }
    expect((await set()).status).toBe(200);
    await operator.delete('/numbers/%2B14005550177');
    expect((await set(seen)).status).toBe(409);
  });

  describe.each(['four', '+', '%2B1400555010012345', '+1 400', '%27%3B drop table numbers'])('"%s"', (number) => {
    test('is no number', async () => expect((await operator.put(`/numbers/${number}`, { flow: 'broker-400', alias: 'live' })).status).toBe(400));
  });
});

describe('a product', () => {
  const product = {
    id: 'card_protection',
    name: { 'zh-CN': '卡片安全保障', 'en-US': 'Card protection' },
    kind: 'insurance',
    quoted: { price: { amountMinor: 400, currency: 'CNY' }, period: 'month' },
    charged: { price: { amountMinor: 1200, currency: 'CNY' }, period: 'quarter' },
    chargeDay: 1, termMonths: 12, renewal: 'ask', coolingOffDays: 15,
    eligibility: { identity: 'verified' },
    confirmationText: { 'zh-CN': '已开通' },
  };
  const priced = (quotedMinor: number, chargedMinor: number) => ({ ...product, quoted: { ...product.quoted, price: { amountMinor: quotedMinor, currency: 'CNY' } }, charged: { ...product.charged, price: { amountMinor: chargedMinor, currency: 'CNY' } } });

  test('saved from an older version than is on sale is refused, and without a version is not', async () => {
    const named = (name: string) => ({ ...product, id: 'twice_opened', name: { 'zh-CN': name } });
    const save = (document: object, basedOn?: string | null) => designer.put('/products/twice_opened', { document, ...(basedOn !== undefined && { basedOn }) });
    const first = (await save(named('一'), null)).body.version as string;
    const second = (await save(named('二'), first)).body.version as string;
    for (const basedOn of [first, null]) {
      const { status, body } = await save(named('三'), basedOn);
      expect([status, body.error.code, body.error.messages]).toEqual([409, 'changed_meanwhile', { 'en-US': expect.stringContaining(`${designer.email} changed the product "twice_opened" after you opened it`), 'zh-CN': expect.stringContaining(`${designer.email} 修改了产品“twice_opened”`) }]);
    }
    expect((await designer.get('/products/twice_opened/versions')).body.versions[0].version).toBe(second);
    expect([(await save(named('二'), first)).status, (await save(named('四'))).status]).toEqual([200, 200]);
    await database().pool.query(`delete from product_sales where product = 'twice_opened'`);
    await database().pool.query(`delete from products where product = 'twice_opened'`);
  });

  test('is on sale as it was saved last, also when older terms come back', async () => {
    const dearer = priced(500, 1500);
    const versions: string[] = [];
    for (const document of [product, dearer, product]) versions.push((await designer.put('/products/card_protection', { document })).body.version);
    expect(versions[2]).toBe(versions[0]);
    await designer.put('/products/card_protection', { document: product });
    const { body } = await designer.get('/products/card_protection/versions');
    expect(body.versions.map(({ version }: { version: string }) => version)).toEqual([versions[2], versions[1], versions[0]]);
    expect(new Set(body.versions.map(({ at }: { at: string }) => at)).size).toBe(3);
    expect((await operator.get('/products')).body.products).toEqual([{ product: 'card_protection', version: versions[0], document: product }]);
  });

  test('withdrawn from sale stays in the list, marked, also where its prices would be refused', async () => {
    const withdrawn = { ...priced(450, 1200), withdrawn: true };
    expect((await designer.put('/products/card_protection', { document: withdrawn })).status).toBe(200);
    expect((await operator.get('/products')).body.products).toMatchObject([{ product: 'card_protection', document: { withdrawn: true } }]);
  });

  describe.each([
    { what: 'another id', document: { ...product, id: 'other' }, says: /Make them equal/ },
    { what: 'a price of parts of a cent', document: { ...product, quoted: { ...product.quoted, price: { amountMinor: 0.5, currency: 'CNY' } } }, says: /quoted.price.amountMinor must be integer/ },
    { what: 'no charge day', document: { ...product, chargeDay: undefined }, says: /chargeDay/ },
    { what: 'a price below nothing', document: priced(-400, -1200), says: /quoted.price.amountMinor must be >= 0/ },
    { what: 'a quote that does not make the charge', document: priced(450, 1200), says: /quoted is CN¥4.50 a month \(CN¥13.50 a quarter\), and charged is CN¥12.00 a quarter. Charge CN¥13.50 a quarter, or quote CN¥4.00 a month/ },
  ])('with $what', ({ document, says }) => {
    test('is refused, and says why', async () => {
      const answer = await designer.put('/products/card_protection', { document });
      expect([answer.status, answer.body.error.message]).toEqual([400, expect.stringMatching(says)]);
    });
  });
});

test('a switch holds any value, and null too', async () => {
  for (const value of [true, 0, 'text', null, { until: '2026-12-01' }, []]) {
    await operator.put('/switches/selling_paused', { value });
    expect((await operator.get('/switches')).body.switches).toMatchObject([{ switch: 'selling_paused', value, updatedBy: operator.email }]);
  }
  expect((await operator.put('/switches/selling_paused', {})).status).toBe(400);
});

test('every node hears of a change, once it is made', async () => {
  const listener = new pg.Client(database().connection);
  await listener.connect();
  await listener.query(`listen ${changeChannel}`);
  const heard = new Promise<string | undefined>((resolve) => listener.once('notification', ({ payload }) => resolve(payload)));
  await operator.put('/switches/selling_paused', { value: true });
  expect(await heard).toBe('switches');
  await listener.end();
});

describe('the calls', () => {
  /** Only its completeness matters here. */
  const evidence = {
    flow: 'card-services', flowVersion: '0'.repeat(64), product: 'card_protection', productVersion: 'v', callerNumber: '+8613800000001', customerId: 'C1', identity: { level: 'verified', how: 'test' }, language: 'zh-CN',
    texts: ['price', 'optional', 'read_back'].map((part) => ({ part })), inputs: ['accept', 'confirm'].map((means) => ({ means })), sha256: 'a'.repeat(64),
  };

  beforeAll(async () => {
    await database().pool.query(`
      insert into calls (call_id, account_sid, flow, version, alias, test, caller, called, language, started_at, ended_at, end_state, ended_by, duration_seconds, revision, turn, state, verbs, touched_at)
      select 'CA' || n, 'AC1', case when n = 4 then 'broker-400' else 'card-services' end, repeat('0', 64), 'live', false, '+8613800000001', '+14005550100', 'zh-CN',
             timestamptz '2026-11-01T00:00:00Z' + least(n, 2) * interval '1 minute', now(), 'completed', 'flow', 60 + n, 1, 1, '{}', '[]', now()
      from generate_series(1, 5) n`);
    await database().pool.query(`update calls set ended_at = null, end_state = null, ended_by = null, duration_seconds = null where call_id = 'CA5'`);
    await database().pool.query(`
      insert into orders (call_id, order_id, customer_id, product, product_version, amount_minor, currency, period, status, first_charge_on, ends_on, evidence, placed_at)
      values ('CA3', 'O1', 'C1', 'card_protection', 'v', 1200, 'CNY', 'quarter', 'placed', '2026-12-01', '2027-11-30', $1, now())`, [JSON.stringify(evidence)]);
  });

  const list = async (query: string) => (await operator.get(`/calls${query}`)).body.calls.map(({ callId }: { callId: string }) => callId);

  test('are listed newest first, with what came of them', async () => {
    const { calls } = (await operator.get('/calls')).body;
    expect(calls.slice(0, 3)).toMatchObject([
      { callId: 'CA5', durationSeconds: null, endState: null, endedBy: null, orders: 0 },
      { callId: 'CA4', flow: 'broker-400' },
      { callId: 'CA3', flow: 'card-services', from: '+8613800000001', startedAt: '2026-11-01T00:02:00.000Z', durationSeconds: 63, endState: 'completed', endedBy: 'flow', test: false, orders: 1 },
    ]);
  });

  describe.each([
    { query: '?limit=2', calls: ['CA5', 'CA4'] },
    { query: '?limit=2&before=CA4', calls: ['CA3', 'CA2'] },
    { query: '?limit=2&before=CA2', calls: ['CA1'] },
    { query: '?before=2026-11-01T00:02:00.000Z', calls: ['CA1'] },
    { query: '?before=CA-unknown', calls: [] },
    { query: '?flow=broker-400', calls: ['CA4'] },
  ])('for $query', ({ query, calls }) => {
    test('none is left out and none comes twice', async () => expect(await list(query)).toEqual(calls));
  });

  const found = async (person: Person, query: string): Promise<string[]> => (await person.get(`/calls?${query}`)).body.calls?.map(({ callId }: { callId: string }) => callId);

  describe('are found', () => {
    beforeAll(async () => {
      await database().pool.query(`
        insert into calls (call_id, account_sid, flow, version, alias, test, caller, called, language, started_at, ended_at, end_state, ended_by, duration_seconds, revision, turn, state, verbs, touched_at)
        select 'CB' || n, 'AC1', 'found-line', repeat('0', 64), 'live', n = 5, case n when 4 then 'anonymous' else '+861390000001' || n end, '+14005550100', 'zh-CN',
               timestamptz '2026-10-31T15:30:00Z' + n * interval '20 minutes', now(), case when n % 2 = 0 then 'abandoned' else 'informed' end, 'flow', n * 4, 1, 1, '{}', '[]', now()
        from generate_series(1, 6) n`);
    });

    // CB2 begins at 16:10 UTC: already the first of November in Shanghai.
    test.each([
      ['from a day on', 'from=2026-11-01', ['CB6', 'CB5', 'CB4', 'CB3', 'CB2']],
      ['to the end of a day', 'to=2026-10-31', ['CB1']],
      ['in a day of another zone', 'from=2026-10-31&to=2026-10-31&timeZone=UTC', ['CB6', 'CB5', 'CB4', 'CB3', 'CB2', 'CB1']],
      ['by how they ended', 'endState=abandoned', ['CB6', 'CB4', 'CB2']],
      ['that the report counts', 'counted=true', ['CB6', 'CB4', 'CB3']],
      ['that count from a length on', 'counted=true&minimumSeconds=20', ['CB6']],
      ['by the end of a number', 'caller=00000 13', ['CB3']],
      ['by the beginning of a number', 'caller=%2B86139', ['CB6', 'CB5', 'CB3', 'CB2', 'CB1']],
      ['without a number', 'caller=anonymous', ['CB4']],
      ['by a number as it is shown to others', 'caller=%2B86*********13', ['CB3']],
      ['by nothing like it', 'caller=%25', []],
      ['the oldest first', 'order=oldest&endState=informed', ['CB1', 'CB3', 'CB5']],
      ['without a sale', 'sold=true', []],
      ['that go on', 'endState=running', []],
    ])('%s', async (_how, query, calls) => expect(await found(operator, `flow=found-line&${query}`)).toEqual(calls));

    test('with a sale', async () => expect(await found(operator, 'sold=true&flow=card-services')).toEqual(['CA3']));

    test.each(['newest', 'oldest'])('in pages that neither repeat nor leave out, the %s first', async (order) => {
      const calls: string[] = [];
      for (let after = ''; ; ) {
        const { body } = await operator.get(`/calls?flow=found-line&limit=2&order=${order}${after}`);
        calls.push(...body.calls.map(({ callId }: { callId: string }) => callId));
        if (body.next === null) break;
        after = `&after=${body.next}`;
      }
      const all = ['CB1', 'CB2', 'CB3', 'CB4', 'CB5', 'CB6'];
      expect(calls).toEqual(order === 'oldest' ? all : all.reverse());
    });

    test('by those who see masked numbers by what they see, and by nothing that the stars hide', async () => {
      const analyst = await server.signIn('analyst');
      expect(await found(analyst, 'flow=found-line&caller=13')).toEqual(['CB3']);
      expect(await found(analyst, 'flow=found-line&caller=%2B86*********13')).toEqual(['CB3']);
      expect(await found(analyst, 'flow=found-line&caller=anonymous')).toEqual(['CB4']);
      for (const caller of ['013', '%2B8613', '%2B8613900000013', '8613900000013', '%2B861********13']) expect([caller, await found(analyst, `caller=${caller}`) ?? []]).toEqual([caller, []]);
      expect((await analyst.get('/calls?caller=013')).body.error.message).toContain('last two digits');
    });

    test.each(['from=yesterday', 'from=2026-11-02&to=2026-11-01', 'endState=lost', 'order=any', 'after=nonsense', 'timeZone=Mars'])('not by %s', async (query) => expect((await operator.get(`/calls?${query}`)).status).toBe(400));
  });

  describe.each(['?limit=0', '?limit=501', '?limit=many', '?limit=1&limit=2', '?flow=Robert%27)', '?page=2'])('for %s', (query) => {
    test('the request is refused', async () => expect((await operator.get(`/calls${query}`)).status).toBe(400));
  });

  test('one is told whole, or not found', async () => {
    expect((await operator.get('/calls/CA1')).body).toEqual({ callId: 'CA1' });
    expect((await operator.get('/calls/CA404')).status).toBe(404);
  });
});

test('the report is asked for with what was given', async () => {
  const { body } = await operator.get('/report?from=2026-11-01&to=2026-11-30&timeZone=Asia/Shanghai&flow=card-services&minimumSeconds=10');
  expect(body).toEqual({ request: { from: '2026-11-01', to: '2026-11-30', timeZone: 'Asia/Shanghai', flow: 'card-services', minimumSeconds: 10 } });
});

test('a flow is checked and tried without being stored', async () => {
  expect((await designer.post('/check', { document: { id: 'tried', states: {} } })).body).toMatchObject({ flow: 'tried', problems: [{ rule: 'no_ending' }] });
  expect((await designer.post('/check', { document: 'no flow at all' })).body).toMatchObject({ flow: null });
  const request = { document: { id: 'tried', states: {} }, tokens: '1 6225# -', at: '2026-11-01T09:00:00+08:00', dials: ['busy', 'answered'] };
  expect((await designer.post('/simulate', request)).body).toEqual({ request: { ...request, flows: {} } });
  expect((await designer.get('/flows/tried/draft')).status).toBe(404);
});
