import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { useDatabase } from '../../tests/drivers/database.js';
import { createCommit, createMessage, createOrder, createRow } from '../../tests/store/sample-turns.js';
import { createCallStore } from '../store/call-store.js';
import { startJobs, type Jobs } from './start-jobs.js';

const database = useDatabase();
const told: string[] = [];
let jobs: Jobs[] = [];

const start = () =>
  startJobs({
    pool: database().pool,
    connection: database().connection,
    sendMessage: ({ idempotencyKey }) => Promise.resolve(`SM${told.push(idempotencyKey)}`),
    receiveOrder: ({ orderId }) => Promise.resolve(void told.push(orderId)),
    log: { failed: ({ job, message }) => void told.push(`${job} failed: ${message}`) },
  });

async function sell(name: string): Promise<void> {
  const order = createOrder(`customer of ${name}`, { orderId: `order ${name}` });
  await createCallStore(database().pool).commitTurn(createCommit(createRow(), { writes: [order, createMessage(`text ${name}`)] }));
}

async function areTold(...names: string[]): Promise<void> {
  for (const givesUpAt = Date.now() + 15_000; Date.now() < givesUpAt && names.some((name) => !told.includes(name)); ) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(told).toEqual(expect.arrayContaining(names));
}

beforeAll(async () => {
  await sell('of a killed node');
  jobs = await Promise.all([start(), start()]);
});
afterAll(() => Promise.all(jobs.map((job) => job.stop())));

test('what a killed node left undone is done when a node starts, before any minute is over', () => areTold('order of a killed node', 'text of a killed node'));

test('after a nudge a sale is told of at once', async () => {
  await sell('now');
  jobs[0]!.nudge();
  await areTold('order now', 'text now');
});

test('however many calls sell, no job piles up behind another', async () => {
  for (let sale = 0; sale < 10; sale += 1) {
    for (const job of jobs) job.nudge();
    await new Promise((resolve) => setTimeout(resolve, 220));
  }
  const { rows } = await database().pool.query<{ waiting: number }>(`SELECT count(*)::int AS waiting FROM pgboss.job WHERE state = 'created' AND name LIKE 'deliver%' GROUP BY name`);
  for (const { waiting } of rows) expect(waiting).toBe(1);
  expect(told.filter((entry) => entry.includes('failed'))).toEqual([]);
});
