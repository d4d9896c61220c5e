import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startDemoCrm, type RunningDemoCrm } from './start-demo-crm.js';

/** Noon in Shanghai on Sunday, 22 November 2026. */
let crm: RunningDemoCrm;

beforeAll(async () => {
  crm = await startDemoCrm({ now: () => new Date('2026-11-22T04:00:00Z'), wait: async () => undefined });
});

afterAll(() => crm.close());

async function ask(path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const sent = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(crm.url + path, sent);
  return { status: response.status, body: await response.json() };
}

describe('a higher limit for a time', () => {
  const wish = { customerId: 'cust-0010', last4: '4321', amountMinor: '3000000', until: '2026-12-20' };
  test.each([
    ['is granted up to fifty thousand yuan', {}, 200, { result: 'granted', limit: { amount: { amountMinor: 3000000 }, until: '2026-12-20' } }],
    ['beyond that is looked at by a person', { amountMinor: 5000001 }, 200, { result: 'review' }],
    ['is not granted to somebody overdue', { customerId: 'cust-0012' }, 200, { result: 'review' }],
    ['lasts sixty days at most', { until: '2027-01-22' }, 400, { code: 'bad_request' }],
    ['needs a card of the customer', { last4: '9999' }, 404, { code: 'not_found' }],
  ])('%s', async (_name, special, status, body) => expect(await ask('/cards/limit', { ...wish, ...special })).toMatchObject({ status, body }));
});

describe('cash made ready', () => {
  const wish = { customerId: 'cust-0001', account: '4312', amountMinor: '10000000', day: '2026-11-26' };
  test.each([
    ['is noted for a working day', {}, 200, { result: 'ok', appointment: { day: '2026-11-26', branch: { id: 'example-road' } } }],
    ['is not had on a weekend', { day: '2026-11-28' }, 200, { result: 'closed_day' }],
    ['is not had today', { day: '2026-11-22' }, 400, { code: 'bad_request' }],
    ['needs an amount', { amountMinor: '0' }, 400, { code: 'bad_request' }],
  ])('%s', async (_name, special, status, body) => expect(await ask('/appointments', { ...wish, ...special })).toMatchObject({ status, body }));
});

test.each([
  ['/staff/10001', 200, { staff: { branch: { 'en-US': 'Example Road branch' } } }],
  ['/staff/99999', 404, { code: 'not_found' }],
  ['/applications/20260002', 200, { result: 'in_review' }],
  ['/applications/1', 404, { code: 'not_found' }],
])('Colleagues ask %s', async (path, status, body) => expect(await ask(path)).toMatchObject({ status, body }));
