import { beforeEach, expect, test } from '@jest/globals';
import { useDatabase } from '../../tests/drivers/database.js';
import { createCommit, createOrder, createRow } from '../../tests/store/sample-turns.js';
import { createCallStore } from '../store/call-store.js';
import { deliverOrders } from './deliver-orders.js';

const database = useDatabase();

beforeEach(async () => {
  // Orders are never deleted: those of the test before are out of the way once they are delivered.
  await deliverOrders(database().pool, () => Promise.resolve());
});

let customers = 0;

async function placeOrders(count: number, { test = false } = {}): Promise<string[]> {
  const store = createCallStore(database().pool);
  const orders = Array.from({ length: count }, () => createOrder(`cust-${(customers += 1)}`));
  for (const order of orders) await store.commitTurn(createCommit(createRow({ test }), { writes: [order] }));
  return orders.map(({ order }) => order.orderId);
}

/** Those of `ids` that have the status, in the same order. */
async function having(status: string, ids: string[]): Promise<string[]> {
  const { rows } = await database().pool.query<{ order_id: string }>('SELECT order_id FROM orders WHERE status = $1', [status]);
  const found = new Set(rows.map((row) => row.order_id));
  return ids.filter((id) => found.has(id));
}

test('the card core is told of an order once, with all of its terms and its evidence', async () => {
  const ids = await placeOrders(1);
  const told: object[] = [];
  const receive = (order: object) => Promise.resolve(void told.push(order));
  await deliverOrders(database().pool, receive);
  await deliverOrders(database().pool, receive);
  expect(told).toEqual([
    {
      orderId: ids[0],
      body: {
        ...{ orderId: ids[0], customerId: `cust-${customers}`, product: 'card_protection', productVersion: 'a'.repeat(64), amountMinor: 1200, currency: 'CNY', period: 'quarter' },
        ...{ firstChargeOn: '2026-10-05', endsOn: '2027-09-30', evidence: expect.objectContaining({ sha256: 'b'.repeat(64) }) },
      },
    },
  ]);
  expect(await having('delivered', ids)).toEqual(ids);
});

test('a core that is down is told again at the next run', async () => {
  const ids = await placeOrders(1);
  await expect(deliverOrders(database().pool, () => Promise.reject(new Error('The card core is down.')))).rejects.toThrow('1 of 1 orders could not be delivered: Error: The card core is down.');
  expect(await having('placed', ids)).toEqual(ids);
  await deliverOrders(database().pool, () => Promise.resolve());
  expect(await having('delivered', ids)).toEqual(ids);
});

test('orders that are refused for good do not keep younger ones waiting, however many they are', async () => {
  const ids = await placeOrders(130);
  const bad = new Set(ids.slice(0, 120));
  await expect(deliverOrders(database().pool, ({ orderId }) => (bad.has(orderId) ? Promise.reject(new Error('refused')) : Promise.resolve()))).rejects.toThrow('120 of 130 orders');
  expect(await having('delivered', ids)).toEqual(ids.slice(120));
});

test('test orders stay here', async () => {
  const ids = await placeOrders(1, { test: true });
  await deliverOrders(database().pool, () => Promise.reject(new Error('A test order left.')));
  expect(await having('placed', ids)).toEqual(ids);
});

test('an order that was cancelled while it was on its way stays cancelled', async () => {
  const ids = await placeOrders(1);
  await deliverOrders(database().pool, async () => void (await database().pool.query(`UPDATE orders SET status = 'cancelled'`)));
  expect(await having('cancelled', ids)).toEqual(ids);
});
