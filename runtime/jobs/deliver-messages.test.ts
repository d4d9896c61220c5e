import { beforeEach, describe, expect, test } from '@jest/globals';
import { useDatabase } from '../../tests/drivers/database.js';
import { createCommit, createMessage, createRow } from '../../tests/store/sample-turns.js';
import { createCallStore } from '../store/call-store.js';
import { deliverMessages, type MessageSender } from './deliver-messages.js';

const database = useDatabase();

beforeEach(async () => {
  await database().pool.query('TRUNCATE messages, calls, turns');
});

async function queueTexts(...ids: string[]): Promise<void> {
  const store = createCallStore(database().pool);
  for (const id of ids) await store.commitTurn(createCommit(createRow(), { writes: [createMessage(id)] }));
}

async function textRow(id: string) {
  const { rows } = await database().pool.query<{ status: string; attempts: number; carrier_id: string | null; error: string | null; waits: number | null }>(
    'SELECT status, attempts, carrier_id, error, round(extract(epoch FROM next_try_at - now()))::int AS waits FROM messages WHERE message_id = $1',
    [id],
  );
  return rows[0]!;
}

/** The time until the next try goes by. */
const letTimePass = () => database().pool.query('UPDATE messages SET next_try_at = now()');

/** A carrier that notes what it is given, and refuses what it shall. */
function createCarrier(refuses: (id: string) => boolean = () => false) {
  const given: string[] = [];
  const send: MessageSender = ({ idempotencyKey }) => {
    given.push(idempotencyKey);
    return refuses(idempotencyKey) ? Promise.reject(new Error(`Refused ${idempotencyKey}`)) : Promise.resolve(`SM-${idempotencyKey}`);
  };
  return { given, send };
}

test('texts leave in the order they were queued, with the number and words of the turn, and once', async () => {
  await queueTexts('first', 'second');
  const sent: object[] = [];
  const send: MessageSender = (message) => Promise.resolve(`SM${sent.push(message)}`);
  await deliverMessages(database().pool, send);
  await deliverMessages(database().pool, send);
  expect(sent).toEqual(['first', 'second'].map((idempotencyKey) => ({ to: '+8613800000001', text: '【示例银行】已开通。', idempotencyKey })));
  expect(await textRow('second')).toMatchObject({ status: 'sent', attempts: 1, carrier_id: 'SM2', error: null });
});

test('more texts than anybody counted on leave in one run', async () => {
  const { given, send } = createCarrier();
  await queueTexts(...Array.from({ length: 120 }, (_, index) => `text-${index}`));
  await deliverMessages(database().pool, send);
  expect(new Set(given).size).toBe(120);
});

describe('a carrier that refuses', () => {
  test('is asked again, each time later, and given up after five tries', async () => {
    const { given, send } = createCarrier(() => true);
    await queueTexts('refused');
    const waits: (number | null)[] = [];
    for (let tries = 0; tries < 7; tries += 1) {
      await deliverMessages(database().pool, send);
      waits.push((await textRow('refused')).waits);
      await letTimePass();
    }
    expect(given).toHaveLength(5);
    expect(waits.slice(0, 4)).toEqual([30, 60, 90, 120]);
    expect(await textRow('refused')).toMatchObject({ status: 'failed', attempts: 5, error: 'Refused refused' });
  });

  test('is asked once a run, even for a text that waited an hour for its first try', async () => {
    const { given, send } = createCarrier(() => true);
    await queueTexts('old');
    await database().pool.query(`UPDATE messages SET queued_at = now() - interval '1 hour'`);
    await deliverMessages(database().pool, send);
    await deliverMessages(database().pool, send);
    expect(given).toEqual(['old']);
  });

  test('does not keep other texts waiting', async () => {
    const { send } = createCarrier((id) => id === 'bad');
    await queueTexts('bad', 'good');
    await deliverMessages(database().pool, send);
    expect([(await textRow('bad')).status, (await textRow('good')).status]).toEqual(['queued', 'sent']);
  });
});

test('two workers share the texts and never send the same one', async () => {
  const carriers = [createCarrier(), createCarrier()];
  await queueTexts(...Array.from({ length: 60 }, (_, index) => `shared-${index}`));
  await Promise.all(carriers.map(({ send }) => deliverMessages(database().pool, (message) => new Promise((resolve) => setImmediate(() => resolve(send(message)))))));
  const given = carriers.flatMap((carrier) => carrier.given);
  expect(given).toHaveLength(60);
  expect(new Set(given).size).toBe(60);
  expect(carriers.map((carrier) => carrier.given.length > 0)).toEqual([true, true]);
});

test('a worker that dies while it sends leaves the text to the next one', async () => {
  await queueTexts('interrupted');
  const dying = deliverMessages(database().pool, async () => {
    await database().pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction' AND datname = current_database()`);
    return 'SM-lost';
  });
  await expect(dying).rejects.toThrow();
  const { given, send } = createCarrier();
  await deliverMessages(database().pool, send);
  expect(given).toEqual(['interrupted']);
});

test('texts of test calls are kept and never sent', async () => {
  await createCallStore(database().pool).commitTurn(createCommit(createRow({ test: true }), { writes: [createMessage('of a test')] }));
  const carrier = createCarrier();
  await deliverMessages(database().pool, carrier.send);
  expect(carrier.given).toEqual([]);
  expect(await textRow('of a test')).toMatchObject({ status: 'kept', attempts: 0 });
});
