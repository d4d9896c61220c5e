import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startDemoCrm, type RunningDemoCrm } from './start-demo-crm.js';

/** Noon in Shanghai on 22 November 2026, so bills are due on 5 December. */
let now = new Date('2026-11-22T04:00:00Z');
let waited: number[] = [];
let crm: RunningDemoCrm;

beforeEach(async () => {
  now = new Date('2026-11-22T04:00:00Z');
  waited = [];
  crm = await startDemoCrm({ now: () => now, wait: async (milliseconds) => void waited.push(milliseconds) });
});

afterEach(() => crm.close());

type Reply = { status: number; body: Record<string, unknown>; headers: Headers };

async function get(path: string, headers: Record<string, string> = {}): Promise<Reply> {
  return read(await fetch(crm.url + path, { headers }));
}

async function post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
  const json = body === undefined ? {} : { body: JSON.stringify(body) };
  return read(await fetch(crm.url + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, ...json }));
}

async function read(response: Response): Promise<Reply> {
  return { status: response.status, body: (await response.json()) as Record<string, unknown>, headers: response.headers };
}

function phoneOf(ending: string): string {
  return `+86138000000${ending}`;
}

function verify(pin: string, last4 = '4321', ending = '01'): Promise<Reply> {
  return post('/cards/verify', { phone: phoneOf(ending), last4, pin });
}

async function customer(ending: string): Promise<unknown> {
  return (await get(`/customers?phone=${encodeURIComponent(phoneOf(ending))}`)).body['customer'];
}

const cover = { customerId: 'cust-0001', product: 'card_protection', amountMinor: 1200, currency: 'CNY', period: 'quarter' };

function order(special: Record<string, unknown> = {}, key = 'key-1'): Promise<Reply> {
  return post('/orders', { orderId: 'order-1', ...cover, ...special }, { 'idempotency-key': key });
}

describe('a customer is found by number', () => {
  test.each([
    ['01', { id: 'cust-0001', language: 'zh-CN', segment: 'standard', age: 35, optedOut: false, caseOpen: false, overdue: false, mainCardholder: true, holdings: [], statement: 'paper' }],
    ['02', { id: 'cust-0002', holdings: ['card_protection'], renewalDue: null }],
    ['03', { id: 'cust-0003', optedOut: true }],
    ['04', { id: 'cust-0004', mainCardholder: false }],
    ['05', { id: 'cust-0005', caseOpen: true }],
    ['06', { id: 'cust-0006', language: 'en-US', optedOut: false, holdings: [] }],
    ['07', { id: 'cust-0007', holdings: ['card_protection'], renewalDue: 'card_protection' }],
    ['10', { segment: 'platinum' }],
    ['11', { age: 68 }],
    ['12', { overdue: true }],
    ['13', { holdings: ['card_protection', 'credit_protection'], renewalDue: null }],
    ['14', { email: null, statement: 'no_address' }],
    ['15', { statement: 'electronic' }],
  ])('the caller ending %s', async (ending, expected) => {
    expect(await customer(ending)).toMatchObject(expected);
  });

  test('with the name in both languages, the address masked, and no PIN', async () => {
    const found = await customer('01');
    expect(found).toMatchObject({ name: { 'zh-CN': '客户一', 'en-US': 'Customer One' }, email: 'cu***@example.com', cards: [{ last4: '4321', status: 'active', nextBillOn: '2026-12-05' }] });
    expect(JSON.stringify(found)).not.toContain('135790');
  });

  test.each([
    ['an unknown number', '?phone=%2B8613900000000', 404, 'not_found'],
    ['a + that was not encoded', '?phone=+8613800000001', 400, 'bad_request'],
    ['no number', '', 400, 'bad_request'],
    ['two numbers', '?phone=%2B8613800000001&phone=%2B8613800000002', 400, 'bad_request'],
  ])('%s', async (_case, query, status, code) => {
    expect(await get(`/customers${query}`)).toMatchObject({ status, body: { code, message: expect.any(String) } });
  });
});

describe('a caller verifies with the last four digits and the PIN', () => {
  test('and is known by name and card', async () => {
    expect(await verify('135790')).toMatchObject({ status: 200, body: { result: 'ok', customer: { id: 'cust-0001' }, card: { last4: '4321' } } });
  });

  test.each([
    ['wrong PINs', ['000000', '000000', '000000', '135790'], ['wrong', 'wrong', 'locked', 'locked']],
    ['a right PIN in time, which clears the count', ['000000', '000000', '135790', '000000'], ['wrong', 'wrong', 'ok', 'wrong']],
    ['PINs of another length', ['13579', '1357900', '135790'], ['wrong', 'wrong', 'ok']],
  ])('%s', async (_case, pins, results) => {
    const heard: unknown[] = [];
    for (const pin of pins) heard.push((await verify(pin)).body['result']);
    expect(heard).toEqual(results);
  });

  test('a wrong entry says how many are left', async () => {
    expect((await verify('000000')).body).toEqual({ result: 'wrong', attemptsLeft: 2 });
    expect((await verify('000000')).body).toEqual({ result: 'wrong', attemptsLeft: 1 });
    expect((await verify('000000')).body).toEqual({ result: 'locked' });
  });

  test('guessing the card counts as well', async () => {
    const heard = [await verify('135790', '0001'), await verify('135790', '0002'), await verify('135790', '0003'), await verify('135790')];
    expect(heard.map((reply) => reply.body['result'])).toEqual(['wrong', 'wrong', 'locked', 'locked']);
  });

  test('one caller’s mistakes do not lock another', async () => {
    for (let attempt = 1; attempt <= 3; attempt++) await verify('000000', '4321', '01');
    expect((await verify('135790', '4321', '06')).body['result']).toBe('ok');
  });

  test('a retry under the same key counts once', async () => {
    const entry = { phone: phoneOf('01'), last4: '4321', pin: '000000' };
    for (let attempt = 1; attempt <= 4; attempt++) {
      expect((await post('/cards/verify', entry, { 'idempotency-key': 'turn-3' })).body).toEqual({ result: 'wrong', attemptsLeft: 2 });
    }
  });

  test.each([
    ['nobody', { last4: '4321', pin: '135790' }, 400, 'bad_request'],
    ['an unknown number', { phone: '+8613900000000', last4: '4321', pin: '135790' }, 404, 'not_found'],
    ['an unknown id', { customerId: 'cust-9999', last4: '4321', pin: '135790' }, 404, 'not_found'],
    ['a number and the id of another', { phone: phoneOf('01'), customerId: 'cust-0002', last4: '4321', pin: '135790' }, 400, 'bad_request'],
    ['a PIN as a number', { phone: phoneOf('01'), last4: '4321', pin: 135790 }, 400, 'bad_request'],
    ['no last four digits', { phone: phoneOf('01'), pin: '135790' }, 400, 'bad_request'],
  ])('%s is refused without repeating the PIN', async (_case, body, status, code) => {
    const reply = await post('/cards/verify', body);
    expect(reply).toMatchObject({ status, body: { code } });
    expect(JSON.stringify(reply.body)).not.toContain('135790');
  });

  test('no PIN is left in the list of requests or in the store', async () => {
    await verify('246802');
    await post('/cards/verify?pin=246802&x=1', { phone: phoneOf('01'), last4: '4321', pin: '246802' });
    expect(crm.requests()).toEqual([
      { method: 'POST', url: '/cards/verify', status: 200 },
      { method: 'POST', url: '/cards/verify?pin=***&x=1', status: 200 },
    ]);
    expect(JSON.stringify([...crm.store.customers.values()])).not.toContain('246802');
  });
});

describe('a lost card', () => {
  test('is frozen, and a second time too', async () => {
    const freeze = () => post('/cards/freeze', { phone: phoneOf('01'), last4: '4321' });
    expect(await freeze()).toMatchObject({ status: 200, body: { result: 'ok', card: { last4: '4321', status: 'frozen' } } });
    expect(await freeze()).toMatchObject({ status: 200, body: { result: 'ok' } });
    expect(await customer('01')).toMatchObject({ cards: [{ status: 'frozen' }] });
  });

  test.each([
    ['of an unknown number', { phone: '+8613900000000', last4: '4321' }],
    ['with digits of no card', { phone: phoneOf('01'), last4: '9999' }],
  ])('%s is not found', async (_case, body) => {
    expect(await post('/cards/freeze', body)).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });
});

describe('a bill', () => {
  test('tells amount, minimum and when it is due', async () => {
    expect((await get('/cards/4321/bill?customerId=cust-0001')).body).toEqual({
      bill: { amount: { amountMinor: 123450, currency: 'CNY' }, minimum: { amountMinor: 12345, currency: 'CNY' }, due: '2026-12-05', daysLeft: 13 },
    });
  });

  test.each([
    ['2026-12-04T04:00:00Z', '2026-12-05', 1],
    ['2026-12-05T04:00:00Z', '2027-01-05', 31],
    ['2026-12-04T16:30:00Z', '2027-01-05', 31],
    ['2028-02-28T04:00:00Z', '2028-03-05', 6],
  ])('asked at %s is due on %s', async (at, due, daysLeft) => {
    now = new Date(at);
    expect((await get('/cards/4321/bill?customerId=cust-0001')).body).toMatchObject({ bill: { due, daysLeft } });
  });

  test.each([
    ['/cards/4321/bill?customerId=cust-0016', 404, 'none'],
    ['/cards/9999/bill?customerId=cust-0001', 404, 'not_found'],
    ['/cards/4321/bill?customerId=cust-9999', 404, 'not_found'],
    ['/cards/4321/bill', 400, 'bad_request'],
  ])('%s answers %i %s', async (path, status, code) => {
    expect(await get(path)).toMatchObject({ status, body: { code } });
  });
});

describe('statements', () => {
  test.each([
    ['cust-0001', { setting: 'paper', address: 'cu***@example.com' }],
    ['cust-0014', { setting: 'no_address', address: null }],
    ['cust-0015', { setting: 'electronic', address: 'cu***@example.com' }],
  ])('of %s', async (id, expected) => {
    expect((await get(`/customers/${id}/statement`)).body).toEqual(expected);
  });

  test('change to electronic, are sent again, and change back', async () => {
    expect((await post('/customers/cust-0001/statement', { setting: 'electronic' })).body).toMatchObject({ result: 'ok', setting: 'electronic' });
    expect(await post('/customers/cust-0001/statement/resend')).toMatchObject({ status: 200, body: { result: 'ok', address: 'cu***@example.com' } });
    expect((await post('/customers/cust-0001/statement', { setting: 'paper' })).body).toMatchObject({ result: 'ok', setting: 'paper' });
  });

  test.each([
    ['/customers/cust-0014/statement', { setting: 'electronic' }, 409, 'no_address'],
    ['/customers/cust-0014/statement/resend', undefined, 409, 'no_address'],
    ['/customers/cust-0001/statement/resend', undefined, 409, 'not_electronic'],
    ['/customers/cust-0001/statement', { setting: 'pigeon' }, 400, 'bad_request'],
    ['/customers/cust-9999/statement', { setting: 'paper' }, 404, 'not_found'],
  ])('%s %j answers %i %s', async (path, body, status, code) => {
    expect(await post(path, body)).toMatchObject({ status, body: { code } });
  });
});

describe('a caller who wants no more recommendations', () => {
  test('is opted out from then on', async () => {
    expect(await post('/customers/cust-0001/opt-outs', { scope: 'all' })).toMatchObject({ status: 200, body: { result: 'ok', optedOut: true, scopes: ['all'] } });
    expect(await customer('01')).toMatchObject({ optedOut: true });
  });

  test('needs a scope that exists', async () => {
    expect(await post('/customers/cust-0001/opt-outs', { scope: 'some' })).toMatchObject({ status: 400, body: { message: 'scope must be one of all, voice, text, agent.' } });
  });
});

describe('an order', () => {
  test('opens a service that is charged with the next bill', async () => {
    expect(await order({ evidence: { sha256: 'ab12', texts: [] } })).toMatchObject({
      status: 201,
      body: {
        order: { orderId: 'order-1', kind: 'purchase', evidenceSha256: 'ab12' },
        subscription: { id: 'sub-order-1', product: 'card_protection', last4: '4321', startedOn: '2026-11-22', nextCharge: '2026-12-05', paidUntil: '2026-12-04', endsOn: '2027-11-21', charge: { amountMinor: 1200, currency: 'CNY' } },
      },
    });
    expect((await get('/customers/cust-0001/subscriptions')).body).toMatchObject({ count: 1, subscriptions: [{ product: 'card_protection' }] });
    expect(await customer('01')).toMatchObject({ holdings: ['card_protection'] });
  });

  test('repeated under its key gets its first answer, even after a cancelling', async () => {
    const first = await order();
    await post('/subscriptions/sub-order-1/cancel');
    const again = await order();
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect((await get('/customers/cust-0001/subscriptions')).body).toMatchObject({ count: 0 });
  });

  test('sent many times at once is placed once', async () => {
    const replies = await Promise.all(Array.from({ length: 20 }, () => order()));
    expect(new Set(replies.map((reply) => JSON.stringify([reply.status, reply.body]))).size).toBe(1);
    expect((await get('/customers/cust-0001/subscriptions')).body).toMatchObject({ count: 1 });
  });

  test('with another body under the same key is a conflict', async () => {
    await order();
    expect(await order({ amountMinor: 9900 })).toMatchObject({ status: 409, body: { code: 'idempotency_conflict' } });
  });

  test('of something held is refused, and the retry hears the same', async () => {
    const refused = await order({ customerId: 'cust-0002' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'already_held' } });
    expect(await order({ customerId: 'cust-0002' })).toMatchObject({ status: 409, body: refused.body });
  });

  test('placed again under another key is refused', async () => {
    await order();
    expect(await order({}, 'key-2')).toMatchObject({ status: 409, body: { code: 'order_exists' } });
  });

  test('of something whose term ends in 20 days renews it for a year', async () => {
    expect((await get('/customers/cust-0007/subscriptions')).body).toMatchObject({ subscriptions: [{ endsOn: '2026-12-12', nextCharge: null, paidUntil: '2026-12-12', renewalDue: true }] });
    expect(await order({ customerId: 'cust-0007' })).toMatchObject({
      status: 201,
      body: { order: { kind: 'renewal' }, subscription: { endsOn: '2027-12-12', nextCharge: '2027-01-05', renewalDue: false } },
    });
    expect(await order({ customerId: 'cust-0007', orderId: 'order-2' }, 'key-2')).toMatchObject({ status: 409, body: { code: 'already_held' } });
    expect(await customer('07')).toMatchObject({ holdings: ['card_protection'], renewalDue: null });
  });

  test.each([
    ['card_protection_renewal', 'quarter', { endsOn: '2027-12-12', nextCharge: '2027-01-05', period: 'quarter' }],
    ['card_protection_year', 'once', { endsOn: '2027-12-12', nextCharge: null, period: 'once' }],
  ])('of %s renews the service it is named after', async (product, period, subscription) => {
    expect(await order({ customerId: 'cust-0007', product, period, endsOn: '2027-12-12' })).toMatchObject({ status: 201, body: { order: { kind: 'renewal' }, subscription } });
    expect(await customer('07')).toMatchObject({ holdings: ['card_protection'], renewalDue: null, renewalEndsOn: null });
  });

  test('of a renewal without a service to renew is refused', async () => {
    expect(await order({ product: 'card_protection_renewal' })).toMatchObject({ status: 409, body: { code: 'nothing_to_renew' } });
  });

  test('of the e-statement changes the setting and is no paid service', async () => {
    expect(await order({ product: 'e_statement', amountMinor: 0 })).toMatchObject({ status: 201, body: { order: { kind: 'setting' }, subscription: null, statement: { setting: 'electronic' } } });
    expect((await get('/customers/cust-0001/subscriptions')).body).toEqual({ count: 0, subscriptions: [] });
  });

  test.each([
    ['of the e-statement by one who has it', { customerId: 'cust-0015', product: 'e_statement' }, 409, 'already_held'],
    ['of the e-statement without an address', { customerId: 'cust-0014', product: 'e_statement' }, 409, 'no_address'],
    ['for an unknown customer', { customerId: 'cust-9999' }, 404, 'not_found'],
    ['for a card of nobody', { last4: '9999' }, 404, 'not_found'],
    ['with a broken amount', { amountMinor: 12.5 }, 400, 'bad_request'],
    ['with a date that does not exist', { endsOn: '2027-02-30' }, 400, 'bad_request'],
    ['that ends before it starts', { endsOn: '2026-11-21' }, 400, 'bad_request'],
  ])('%s is refused', async (_case, special, status, code) => {
    expect(await order(special)).toMatchObject({ status, body: { code } });
  });

  test('without a key is refused', async () => {
    expect(await post('/orders', { orderId: 'order-1', ...cover })).toMatchObject({ status: 400, body: { code: 'idempotency_key_missing' } });
  });
});

describe('cancelling', () => {
  test.each([
    ['on day 3, after a charge, gives it all back', 'sub-0002-1', '2026-11-22', 'refund', { amountMinor: 1200, currency: 'CNY' }],
    ['on day 7 still does', 'sub-0002-1', '2026-11-26', 'refund', { amountMinor: 1200, currency: 'CNY' }],
    ['on day 8 does not', 'sub-0002-1', '2026-11-27', 'ok', null],
    ['in a later quarter does not', 'sub-0013-2', '2026-11-22', 'ok', null],
  ])('%s', async (_case, id, day, result, refund) => {
    now = new Date(`${day}T04:00:00Z`);
    const cancel = () => post(`/subscriptions/${id}/cancel`);
    expect(await cancel()).toMatchObject({ status: 200, body: { result, refund, subscription: { status: 'cancelled', nextCharge: null } } });
    expect((await cancel()).body).toMatchObject({ result, refund });
  });

  test('takes the service off the list and leaves the other', async () => {
    await post('/subscriptions/sub-0013-1/cancel');
    expect((await get('/customers/cust-0013/subscriptions')).body).toMatchObject({ count: 1, subscriptions: [{ product: 'credit_protection' }] });
  });

  test('before the first charge has nothing to give back', async () => {
    await order();
    expect((await post('/subscriptions/sub-order-1/cancel')).body).toMatchObject({ result: 'ok', refund: null, subscription: { paidUntil: '2026-12-04' } });
  });

  test('what nobody has is not found', async () => {
    expect(await post('/subscriptions/sub-none/cancel')).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });
});

test('a call back is kept, for an unknown number too', async () => {
  expect(await post('/callbacks', { phone: '+8613900000000', reason: 'person_busy' })).toMatchObject({
    status: 201,
    body: { result: 'ok', callback: { id: 'callback-1', phone: '+8613900000000', reason: 'person_busy', requestedAt: '2026-11-22T04:00:00.000Z' } },
  });
});

describe('failures on request', () => {
  test('a delay by header or query', async () => {
    expect((await get('/customers?phone=%2B8613800000001', { 'x-demo-delay-milliseconds': '3000' })).status).toBe(200);
    expect((await get('/customers?phone=%2B8613800000001&x-demo-delay-milliseconds=40')).status).toBe(200);
    expect(waited).toEqual([3000, 40]);
  });

  test('a status, with nothing carried out, so that the retry under the same key succeeds', async () => {
    const headers = { 'idempotency-key': 'key-1' };
    expect(await post('/orders', { orderId: 'order-1', ...cover }, { ...headers, 'x-demo-status': '503' })).toMatchObject({ status: 503, body: { code: 'demo_status' } });
    expect((await post('/orders', { orderId: 'order-1', ...cover }, headers)).status).toBe(201);
  });

  test('a number that takes eight seconds', async () => {
    expect(await customer('08')).toMatchObject({ id: 'cust-0008' });
    expect((await verify('135790', '4321', '08')).body['result']).toBe('ok');
    expect(waited).toEqual([8000, 8000]);
  });

  test('a number that always meets an outage', async () => {
    expect(await get(`/customers?phone=${encodeURIComponent(phoneOf('09'))}`)).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect((await verify('135790', '4321', '09')).status).toBe(503);
  });

  test.each([
    ['x-demo-status', '200'],
    ['x-demo-status', 'broken'],
    ['x-demo-delay-milliseconds', '60001'],
    ['x-demo-delay-milliseconds', '-1'],
  ])('%s: %s is refused', async (name, value) => {
    expect(await get('/customers?phone=%2B8613800000001', { [name]: value })).toMatchObject({ status: 400, body: { code: 'bad_request' } });
  });

  test('a client that goes away in the middle leaves the service answering', async () => {
    let release = () => {};
    const held = await startDemoCrm({ now: () => now, wait: () => new Promise((resolve) => (release = resolve)) });
    const leaving = new AbortController();
    const asked = fetch(`${held.url}/customers?phone=%2B8613800000008`, { signal: leaving.signal });
    while (held.requests().length === 0) await new Promise(setImmediate);
    leaving.abort();
    await expect(asked).rejects.toThrow();
    release();
    expect((await fetch(`${held.url}/customers?phone=%2B8613800000001`)).status).toBe(200);
    await held.close();
  });
});

describe('requests that make no sense', () => {
  test.each([
    ['broken JSON', { method: 'POST', path: '/cards/verify', type: 'application/json', body: '{"pin":"135790"' }, 400, 'bad_json'],
    ['a form', { method: 'POST', path: '/cards/verify', type: 'application/x-www-form-urlencoded', body: 'pin=135790' }, 400, 'bad_request'],
    ['a list', { method: 'POST', path: '/callbacks', type: 'application/json', body: '[]' }, 400, 'bad_request'],
    ['a huge body', { method: 'POST', path: '/callbacks', type: 'application/json', body: JSON.stringify({ reason: 'x'.repeat(70_000) }) }, 413, 'too_large'],
    ['an endpoint that does not exist', { method: 'POST', path: '/customers', type: 'application/json', body: '{}' }, 404, 'no_such_endpoint'],
    ['a broken URL', { method: 'POST', path: '/customers/%zz/opt-outs', type: 'application/json', body: '{}' }, 400, 'bad_request'],
  ])('%s', async (_case, { method, path, type, body }, status, code) => {
    const reply = await read(await fetch(crm.url + path, { method, headers: { 'content-type': type }, body }));
    expect(reply).toMatchObject({ status, body: { code, message: expect.any(String) } });
    expect(JSON.stringify(reply.body)).not.toContain('135790');
  });
});

test('two services with one clock give the same answers, and a reset goes back to the start', async () => {
  const before = await customer('01');
  await order();
  await post('/customers/cust-0001/opt-outs', { scope: 'all' });
  for (let attempt = 1; attempt <= 3; attempt++) await verify('000000');
  expect((await post('/reset')).body).toEqual({ result: 'ok' });
  expect(await customer('01')).toEqual(before);
  expect((await verify('135790')).body['result']).toBe('ok');
  expect((await order()).headers.get('idempotency-replayed')).toBeNull();
});
