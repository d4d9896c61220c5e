import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startDemoCrm, type RunningDemoCrm } from './start-demo-crm.js';

let crm: RunningDemoCrm;

beforeEach(async () => {
  crm = await startDemoCrm({ now: () => new Date('2026-11-24T02:00:00Z') });
});

afterEach(() => crm.close());

async function get(path: string): Promise<unknown> {
  return (await fetch(crm.url + path)).json();
}

async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<unknown> {
  return (await fetch(crm.url + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })).json();
}

function verify(account: string, pin: string, customerId = 'cust-0001'): Promise<unknown> {
  return post('/accounts/verify', { customerId, account, pin });
}

describe('an account is verified by its number and PIN', () => {
  test('and shows its ending, risk level and adviser, but no PIN', async () => {
    const verified = await verify('60012345', '135790');
    expect(verified).toMatchObject({ result: 'ok', account: { last4: '2345', risk: { status: 'valid', until: '2027-06-12' }, adviserEndsOn: null, adviserDue: false } });
    expect(JSON.stringify(verified)).not.toContain('135790');
  });

  test.each([
    ['a wrong PIN', ['60012345', '000000']],
    ['a wrong number', ['60099999', '135790']],
  ])('and locked by %s entered three times', async (_case, [account, pin]) => {
    const results = [await verify(account!, pin!), await verify(account!, pin!), await verify(account!, pin!), await verify('60012345', '135790')];
    expect(results).toMatchObject([{ result: 'wrong' }, { result: 'wrong' }, { result: 'locked' }, { result: 'locked' }]);
  });

  test.each([
    ['cust-0018', { risk: { status: 'expired', until: '2026-11-21' }, adviserEndsOn: '2026-12-14', adviserDue: true }],
    ['cust-0019', { risk: { status: 'none' } }],
  ])('%s is what it is there for', async (customerId, account) => {
    expect(await verify('60012345', '135790', customerId)).toMatchObject({ account });
  });
});

test.each([
  ['cust-0001', { result: 'arrived', transfer: { amount: { amountMinor: 1020000, currency: 'CNY' }, at: '2026-11-24T09:40:00+08:00' } }],
  ['cust-0017', { result: 'pending' }],
  ['cust-0019', { result: 'returned' }],
])('the latest transfer of %s', async (customerId, transfer) => {
  expect(await get(`/customers/${customerId}/account/transfers/latest`)).toMatchObject(transfer);
});

test.each([
  ['021', 'one', ['riverside']],
  ['010', 'many', ['example-road', 'north-gate']],
  ['0755', 'none', ['head-office']],
])('the branches of area code %s', async (areaCode, result, ids) => {
  expect(await get(`/branches?areaCode=${areaCode}`)).toMatchObject({ result, branches: ids.map((id) => ({ id })) });
});

test('the branch of an account needs no PIN', async () => {
  expect(await get('/customers/cust-0001/account')).toEqual({ branch: { id: 'example-road', name: { 'zh-CN': '示例路营业部', 'en-US': 'Example Road branch' } } });
});

test('Trade Texts belong to the account and not to a card', async () => {
  expect(await get('/customers/cust-0001/account/subscriptions/trade_texts')).toEqual({ result: 'not_held' });
  await post('/orders', { orderId: 'order-1', customerId: 'cust-0001', product: 'trade_texts', amountMinor: 600, currency: 'CNY', period: 'quarter' }, { 'idempotency-key': 'key-1' });
  expect(await get('/customers/cust-0001/account/subscriptions/trade_texts')).toMatchObject({ result: 'held', subscription: { last4: '2345', nextCharge: '2026-12-05' } });
  expect(await get('/customers/cust-0001/subscriptions')).toEqual({ count: 0, subscriptions: [] });
});
