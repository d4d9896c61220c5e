import { beforeAll, describe, expect, test } from '@jest/globals';
import type { CallStore, TurnCommit } from '../../runtime/ports.js';
import { createCallStore } from '../../runtime/store/call-store.js';
import { createMemoryCallStore } from '../../runtime/store/memory-call-store.js';
import { forEachBackend, type TestDatabase } from '../drivers/database.js';
import { at, createCommit, createMessage, createOrder, createRow, nextRow } from './sample-turns.js';

/** What every store of calls must do. `node` opens the same store once more, as another node of the program does. */
function describeCallStore(open: () => { store: CallStore; node: CallStore }): void {
  let store: CallStore;
  let node: CallStore;
  beforeAll(() => {
    ({ store, node } = open());
  });

  const storedCall = async (...given: Parameters<typeof createRow>) => {
    const row = createRow(...given);
    expect(await store.commitTurn(createCommit(row))).toBe('stored');
    return row;
  };

  describe('a call', () => {
    test('that never came is unknown', async () => {
      expect(await store.findCall('CA-unknown')).toBeNull();
      expect(await store.listTurns('CA-unknown')).toEqual([]);
    });

    test('is read as its last turn left it, its revision raised by one', async () => {
      const row = await storedCall();
      expect(await store.findCall(row.callId)).toEqual({ ...row, revision: 1 });
      const next = nextRow(row, { verbs: [{ verb: 'hang_up' }], durationSeconds: 42 });
      expect(await store.commitTurn(createCommit(next))).toBe('stored');
      expect(await node.findCall(row.callId)).toEqual({ ...next, revision: 2 });
    });

    test('keeps a record of each turn, in the order they were stored', async () => {
      const row = await storedCall();
      await store.commitTurn(createCommit(nextRow(row)));
      const turns = await node.listTurns(row.callId);
      expect(turns).toEqual([
        { turn: 0, at, input: null, events: [{ type: 'spoken', step: 'welcome', text: '您好。', language: 'zh-CN' }] },
        { turn: 1, at, input: { kind: 'keys', value: '2' }, events: [{ type: 'spoken', step: 'welcome', text: '您好。', language: 'zh-CN' }] },
      ]);
    });

    test('can change without a turn', async () => {
      const row = await storedCall();
      expect(await store.commitTurn({ row: nextRow(row, { turn: 1, durationSeconds: 9 }), record: null, writes: [], at })).toBe('stored');
      expect(await store.findCall(row.callId)).toMatchObject({ revision: 2, turn: 1, durationSeconds: 9 });
      expect(await store.listTurns(row.callId)).toHaveLength(1);
    });
  });

  describe('the guard', () => {
    test('lets no call begin twice', async () => {
      const row = await storedCall();
      expect(await store.commitTurn(createCommit({ ...row, from: '+8613900000000' }))).toBe('conflict');
      expect((await store.findCall(row.callId))!.from).toBe(row.from);
    });

    test('refuses a turn of a revision that is gone, or that never was, and writes none of it', async () => {
      const row = await storedCall();
      await store.commitTurn(createCommit(nextRow(row)));
      expect(await store.commitTurn(createCommit(nextRow(row, { turn: 7 })))).toBe('conflict');
      expect(await store.commitTurn(createCommit({ ...nextRow(row), revision: 9 }))).toBe('conflict');
      expect(await store.commitTurn(createCommit({ ...createRow(), revision: 1 }))).toBe('conflict');
      expect(await store.findCall(row.callId)).toMatchObject({ turn: 2, revision: 2 });
      expect(await store.listTurns(row.callId)).toHaveLength(2);
    });

    test('lets one of two turns through that come at once, at one node or at two', async () => {
      for (const other of [store, node]) {
        const row = await storedCall();
        const results = await Promise.all([store, other].map((each, index) => each.commitTurn(createCommit(nextRow(row, { durationSeconds: index })))));
        expect(results.sort()).toEqual(['conflict', 'stored']);
        expect(await store.listTurns(row.callId)).toHaveLength(2);
      }
    });

    test('lets one of two turns through for each of a hundred calls, whatever order two nodes take them in', async () => {
      const rows = await Promise.all(Array.from({ length: 100 }, () => storedCall()));
      const commits = rows.map((row) => createCommit(nextRow(row)));
      const [here, there] = await Promise.all([
        Promise.all(commits.map((commit) => store.commitTurn(commit))),
        Promise.all(commits.toReversed().map((commit) => node.commitTurn(commit))).then((results) => results.reverse()),
      ]);
      expect(here!.map((result, index) => [result, there![index]].sort())).toEqual(rows.map(() => ['conflict', 'stored']));
    });

    test('stores five hundred turns of different calls at once', async () => {
      const rows = Array.from({ length: 500 }, () => createRow());
      expect(new Set(await Promise.all(rows.map((row) => store.commitTurn(createCommit(row)))))).toEqual(new Set(['stored']));
      const found = await Promise.all(rows.map(({ callId }) => node.findCall(callId)));
      expect(found.map((row) => row?.revision)).toEqual(rows.map(() => 1));
    });
  });

  describe('an order', () => {
    test('of a turn that met a newer revision is not placed', async () => {
      const row = await storedCall();
      await store.commitTurn(createCommit(nextRow(row)));
      const order = createOrder('cust-late');
      expect(await store.commitTurn(createCommit(nextRow(row), { writes: [order] }))).toBe('conflict');
      expect(await store.commitTurn(createCommit(createRow(), { writes: [order] }))).toBe('stored');
    });

    test('that a customer has already leaves nothing of the second turn', async () => {
      await store.commitTurn(createCommit(createRow(), { writes: [createOrder('cust-twice')] }));
      const row = createRow();
      expect(await node.commitTurn(createCommit(row, { writes: [createOrder('cust-twice'), createMessage('text-twice')] }))).toBe('duplicate_order');
      expect(await store.findCall(row.callId)).toBeNull();
      expect(await store.commitTurn(createCommit(row, { writes: [createOrder('cust-twice', { product: 'credit_protection' })] }))).toBe('stored');
    });

    test('may begin the day after the one before has ended, and not on its last day', async () => {
      const renew = (beginsOn: string) => store.commitTurn(createCommit(createRow(), { writes: [createOrder('cust-renewing', { beginsOn, endsOn: '2028-09-30' })] }));
      await store.commitTurn(createCommit(createRow(), { writes: [createOrder('cust-renewing')] }));
      expect(await renew('2027-09-30')).toBe('duplicate_order');
      expect(await renew('2027-10-01')).toBe('stored');
    });

    test('is placed by one of two calls that confirm at once', async () => {
      const results = await Promise.all([store, node].map((each) => each.commitTurn(createCommit(createRow(), { writes: [createOrder('cust-at-once')] }))));
      expect(results.sort()).toEqual(['duplicate_order', 'stored']);
    });

    test('of a test call keeps nobody from a real one', async () => {
      expect(await store.commitTurn(createCommit(createRow({ test: true }), { writes: [createOrder('cust-tester')] }))).toBe('stored');
    });
  });

  describe('a slow effect', () => {
    test('has one holder, until its result is there for everybody', async () => {
      expect(await store.leaseEffect('CA-held', 'bill.1', 60)).toBe('taken');
      expect(await node.leaseEffect('CA-held', 'bill.1', 60)).toBe('busy');
      expect(await node.leaseEffect('CA-held', 'bill.2', 60)).toBe('taken');
      await store.completeEffect('CA-held', 'bill.1', { exit: 'ok', values: { 'bill.amount': 42 } });
      expect(await node.leaseEffect('CA-held', 'bill.1', 60)).toEqual({ result: { exit: 'ok', values: { 'bill.amount': 42 } } });
    });

    test('is taken by one of many who ask at once', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 ? store : node).leaseEffect('CA-held', 'asked.at.once', 60)));
      expect(answers.filter((answer) => answer === 'taken')).toHaveLength(1);
    });

    test('is taken over when its lease has run out, and the first result stays', async () => {
      expect(await store.leaseEffect('CA-held', 'died.1', 0.05)).toBe('taken');
      expect(await node.leaseEffect('CA-held', 'died.1', 60)).toBe('busy');
      await new Promise((resolve) => setTimeout(resolve, 80));
      expect(await node.leaseEffect('CA-held', 'died.1', 60)).toBe('taken');
      await node.completeEffect('CA-held', 'died.1', { exit: 'second' });
      await store.completeEffect('CA-held', 'died.1', { exit: 'first, but too late' });
      expect(await store.leaseEffect('CA-held', 'died.1', 60)).toEqual({ result: { exit: 'second' } });
    });

    test('that nobody took has no result', async () => {
      await store.completeEffect('CA-held', 'never.taken', { exit: 'ok' });
      expect(await store.leaseEffect('CA-held', 'never.taken', 60)).toBe('taken');
    });
  });
}

describe('in memory', () =>
  describeCallStore(() => {
    const store = createMemoryCallStore();
    return { store, node: store };
  }));

forEachBackend((database) => {
  describeCallStore(() => ({ store: createCallStore(database().pool), node: createCallStore(database().pool) }));
  describeOrdersAndRows(database);
});

/** What only a database can promise. */
function describeOrdersAndRows(database: () => TestDatabase): void {
  const query = async (sql: string, values: unknown[] = []) => (await database().pool.query<Record<string, unknown>>(sql, values)).rows;
  const count = async (table: string, callId: string) => Number((await query(`SELECT count(*) AS n FROM ${table} WHERE call_id = $1`, [callId]))[0]!['n']);
  const everything = ['calls', 'turns', 'orders', 'messages', 'decisions'];

  test.each([
    { what: 'an order without evidence', write: createOrder('cust-a', { evidence: {} as never }) },
    { what: 'an order whose evidence has no whole hash', write: createOrder('cust-b', { evidence: { ...proof('cust-b'), sha256: 'abc' } }) },
    { what: 'an order that was not confirmed', write: createOrder('cust-b', { evidence: { ...proof('cust-b'), inputs: proof('cust-b').inputs.slice(0, 1) } }) },
    { what: 'an order whose price was not heard', write: createOrder('cust-b', { evidence: { ...proof('cust-b'), texts: proof('cust-b').texts.slice(1) } }) },
    { what: 'an order with the evidence of another customer', write: createOrder('cust-b', { evidence: proof('cust-c') }) },
    { what: 'an order with the evidence of other terms', write: createOrder('cust-b', { productVersion: 'c'.repeat(64) }) },
    { what: 'an order without terms', write: createOrder('cust-c', { productVersion: null as never }) },
    { what: 'an order on a day that does not exist', write: createOrder('cust-d', { firstChargeOn: '2026-02-30' }) },
    { what: 'a text with a character that PostgreSQL does not take', write: createMessage('text-nul', 'a\0b') },
  ])('$what fails its whole turn', async ({ write }) => {
    const store = createCallStore(database().pool);
    const row = createRow();
    await expect(store.commitTurn(createCommit(row, { writes: [createOrder(`cust-${row.callId}`), createMessage(`text-${row.callId}`), write] }))).rejects.toThrow();
    expect(await Promise.all(everything.map((table) => count(table, row.callId)))).toEqual([0, 0, 0, 0, 0]);
  });

  test('an order, its text and its decision stand or fall with the turn that placed it', async () => {
    const row = createRow();
    const decision = { decisionId: 'd1', customerId: 'cust-e', product: 'card_protection', productVersion: 'a'.repeat(64), action: 'offer' as const, reason: null, policy: 'rules', propensity: 1, context: {} };
    const placed = { type: 'fact' as const, step: 'place', visit: 3, fact: { type: 'order_placed', product: 'card_protection' } };
    await createCallStore(database().pool).commitTurn(createCommit(row, { writes: [{ write: 'decision', decision }, createOrder('cust-e'), createMessage('text-e')], events: [placed] }));
    expect(await Promise.all(everything.map((table) => count(table, row.callId)))).toEqual([1, 1, 1, 1, 1]);
    expect(await query('SELECT enrolled_at IS NOT NULL AS enrolled, declined_at FROM decisions WHERE call_id = $1', [row.callId])).toEqual([{ enrolled: true, declined_at: null }]);
  });

  describe('an order in the books', () => {
    let callId: string;
    beforeAll(async () => {
      const row = createRow();
      callId = row.callId;
      await createCallStore(database().pool).commitTurn(createCommit(row, { writes: [createOrder('cust-proof')] }));
    });

    test.each([
      `UPDATE orders SET evidence = evidence || '{"language":"en-US"}' WHERE call_id = $1`,
      `UPDATE orders SET evidence = jsonb_set(evidence, '{sha256}', to_jsonb(repeat('c', 64))) WHERE call_id = $1`,
      `UPDATE orders SET customer_id = 'cust-other' WHERE call_id = $1`,
      `UPDATE orders SET product = 'credit_protection' WHERE call_id = $1`,
      `UPDATE orders SET product_version = repeat('c', 64) WHERE call_id = $1`,
      `UPDATE orders SET amount_minor = 1 WHERE call_id = $1`,
      `UPDATE orders SET currency = 'USD' WHERE call_id = $1`,
      `UPDATE orders SET placed_at = now() WHERE call_id = $1`,
      `UPDATE orders SET test = true WHERE call_id = $1`,
      `UPDATE orders SET status = 'delivered', ends_on = '2099-01-01' WHERE call_id = $1`,
      `DELETE FROM orders WHERE call_id = $1`,
      `TRUNCATE orders`,
    ])('is not changed by %s', async (sql) => {
      const before = await query('SELECT * FROM orders WHERE call_id = $1', [callId]);
      await expect(query(sql, sql.includes('$1') ? [callId] : [])).rejects.toThrow('orders and their evidence never change');
      expect(await query('SELECT * FROM orders WHERE call_id = $1', [callId])).toEqual(before);
    });

    test('changes by its status alone', async () => {
      await query(`UPDATE orders SET status = 'delivered' WHERE call_id = $1`, [callId]);
      expect(await query('SELECT status FROM orders WHERE call_id = $1', [callId])).toEqual([{ status: 'delivered' }]);
    });
  });

  test('of turns that are written together only the bad ones fail', async () => {
    const store = createCallStore(database().pool);
    const withNul: TurnCommit = createCommit(createRow({ from: 'sip:a\0b@example.com' }));
    const withNulInState = createCommit(createRow({}, { frames: [{ version: 'v', visit: null, values: { said: 'a\0b' } }] }));
    const tooLarge = createCommit(createRow({ turn: 2 ** 40 }));
    const bad = [withNul, withNulInState, tooLarge];
    const good = Array.from({ length: 60 }, () => createCommit(createRow()));
    const results = await Promise.allSettled([...bad, ...good].map((commit) => store.commitTurn(commit)));
    expect(results.map((result) => (result.status === 'fulfilled' ? result.value : 'failed'))).toEqual([...bad.map(() => 'failed'), ...good.map(() => 'stored')]);
    for (const { row } of bad) expect(await store.findCall(row.callId)).toBeNull();
  });
}

function proof(customerId: string) {
  return createOrder(customerId).order.evidence;
}
