import { beforeEach, expect, test } from '@jest/globals';
import { useDatabase } from '../../tests/drivers/database.js';
import { createCommit, createOrder, createRow } from '../../tests/store/sample-turns.js';
import { createCallStore } from '../store/call-store.js';
import { deliverOrders } from './deliver-orders.js';

const database = useDatabase();

beforeEach(async () => {
  await database().pool.query('TRUNCATE orders, calls, turns');
});

async function placeOrders(count: number, { test = false } = {}): Promise<string[]> {
  const store = createCallStore(database().pool);
  const orders = Array.from({ length: count }, (_, index) => createOrder(`cust-${index}`));
  for (const order of orders) await store.commitTurn(createCommit(createRow({ test }), { writes: [order] }));
  return orders.map(({ order }) => order.orderId);
}

async function idsOf(status: string): Promise<string[]> {
  const { rows } = await database().pool.query<{ order_id: string }>('SELECT order_id FROM orders WHERE status = $1', [status]);
  return rows.map((row) => row.order_id);
}

test('the card core is told of an order once, with all of its terms and its evidence', async () => {
  const [orderId] = await placeOrders(1);
  const told: object[] = [];
  const receive = (order: object) => Promise.resolve(void told.push(order));
  await deliverOrders(database().pool, receive);
  await deliverOrders(database().pool, receive);
  expect(told).toEqual([
    {
      orderId,
      body: {
        ...{ orderId, customerId: 'cust-0', product: 'card_protection', productVersion: 'a'.repeat(64), amountMinor: 1200, currency: 'CNY', period: 'quarter' },
        ...{ firstChargeOn: '2026-10-05', endsOn: '2027-09-30', evidence: expect.objectContaining({ sha256: 'b'.repeat(64) }) },
      },
    },
  ]);
  expect(await idsOf('delivered')).toEqual([orderId]);
});

test('a core that is down is told again at the next run', async () => {
  const [orderId] = await placeOrders(1);
  await expect(deliverOrders(database().pool, () => Promise.reject(new Error('The card core is down.')))).rejects.toThrow('1 of 1 orders could not be delivered: Error: The card core is down.');
  expect(await idsOf('placed')).toEqual([orderId]);
  await deliverOrders(database().pool, () => Promise.resolve());
  expect(await idsOf('delivered')).toEqual([orderId]);
});

test('orders that are refused for good do not keep younger ones waiting, however many they are', async () => {
  const ids = await placeOrders(130);
  const bad = new Set(ids.slice(0, 120));
  await expect(deliverOrders(database().pool, ({ orderId }) => (bad.has(orderId) ? Promise.reject(new Error('refused')) : Promise.resolve()))).rejects.toThrow('120 of 130 orders');
  expect((await idsOf('delivered')).sort()).toEqual(ids.slice(120).sort());
});

test('test orders stay here', async () => {
  const [orderId] = await placeOrders(1, { test: true });
  await deliverOrders(database().pool, () => Promise.reject(new Error('A test order left.')));
  expect(await idsOf('placed')).toEqual([orderId]);
});

test('an order that was cancelled while it was on its way stays cancelled', async () => {
  const [orderId] = await placeOrders(1);
  await deliverOrders(database().pool, async () => void (await database().pool.query(`UPDATE orders SET status = 'cancelled'`)));
  expect(await idsOf('cancelled')).toEqual([orderId]);
});
