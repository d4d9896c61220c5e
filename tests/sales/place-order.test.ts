import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Flow } from '../../schemas/documents/flow.js';
import type { Product } from '../../schemas/documents/product.js';
import { createDemoCustomer } from '../../runtime/demo/crm/dataset.js';
import { startDemoCrm, type RunningDemoCrm } from '../../runtime/demo/crm/start-demo-crm.js';
import { isUnchanged } from '../../runtime/sales/consent-evidence.js';
import { dial, type CallerOnTheLine } from '../drivers/caller.js';
import { useDatabase } from '../drivers/database.js';
import { openLine, publish, type TestLine } from '../drivers/line.js';
import { product as cardProtection } from './sample-sale.js';

const both = (en: string) => ({ 'zh-CN': `${en}{{ product.charge | money }}`, 'en-US': en });

/** Sold to whoever calls from a number on file. */
const product: Product = { ...cardProtection, eligibility: { identity: 'number_match' } };
const products = [product, { ...product, id: 'credit_protection' }];

type States = Flow['states'];

const steps: States = {
  find: { meta: { step: 'lookup_customer', useLanguage: false }, on: { found: 'decide', not_found: 'decide', failed: 'decide' } },
  decide: { meta: { step: 'decide_offer', products: ['card_protection'] }, on: { card_protection: 'offer', none: 'place' } },
  offer: {
    meta: { step: 'offer', product: 'card_protection', price: both('{{ product.charge | money }} a quarter.'), optional: both('It is your choice.'), ask: both('To get it, press 1. No, 2.') },
    on: { accepted: 'read_back', declined: 'place', no_input: 'place', no_match: 'place', not_eligible: 'place' },
  },
  read_back: {
    meta: { step: 'read_back', product: 'card_protection', what: both('Please check: {{ product.charge | money }} a quarter.'), ask: both('To confirm, press 5. No, 2.') },
    on: { confirmed: 'place', declined: 'place', no_input: 'place', no_match: 'place' },
  },
  place: { meta: { step: 'place_order', product: 'card_protection' }, on: { placed: 'placed', already_held: 'held', pending: 'held', failed: 'failed' } },
  placed: { type: 'final', meta: { step: 'hang_up', prompt: both('It is open.') } },
  held: { type: 'final', meta: { step: 'hang_up', prompt: both('You have it already.') } },
  failed: { type: 'final', meta: { step: 'hang_up', prompt: both('That did not work. Nothing is charged.') } },
};

/** The shop as it should be, but for where some steps lead and what some of them are. */
function shop({ initial = 'find', leads = {}, meta = {} }: { initial?: string; leads?: Record<string, Record<string, string>>; meta?: Record<string, object> } = {}): Flow {
  const states = Object.fromEntries(
    Object.entries(structuredClone(steps)).map(([id, state]) => [id, { ...state, meta: { ...state.meta, ...meta[id] }, ...(state.on && { on: { ...state.on, ...leads[id] } }) }]),
  );
  return { id: 'small-shop', initial, meta: { specVersion: '1.0', name: 'Small shop', languages: ['en-US', 'zh-CN'] }, states };
}

const database = useDatabase();
let crm: RunningDemoCrm;
let line: TestLine;

beforeAll(async () => {
  crm = await startDemoCrm({ now: () => new Date(), dataset: () => Array.from({ length: 60 }, (_, index) => createDemoCustomer(101 + index)) });
  line = await openLine({ pool: database().pool, crmUrl: crm.url });
});
afterAll(async () => {
  await line.close();
  await crm.close();
});

let customers = 0;
const newCustomer = () => createDemoCustomer(101 + (customers += 1)).phone;

async function rowsOf(table: 'orders' | 'messages' | 'decisions', { callSid }: CallerOnTheLine) {
  return (await database().pool.query<Record<string, unknown>>(`SELECT * FROM ${table} WHERE call_id = $1`, [callSid])).rows;
}

async function refusals({ callSid }: CallerOnTheLine): Promise<string[][]> {
  const { rows } = await database().pool.query<{ missing: string[] }>(
    `SELECT event -> 'fact' -> 'missing' AS missing FROM turns, jsonb_array_elements(events) event WHERE call_id = $1 AND event -> 'fact' ->> 'type' = 'order_refused'`,
    [callSid],
  );
  return rows.map(({ missing }) => missing);
}

test('a flow in which all six stand in order sells', async () => {
  await publish(database().pool, shop(), products);
  const caller = await dial(line, { from: newCustomer() });
  await caller.pressesInTurn('1', '5');
  caller.hears(/It is open/);
  const [order] = await rowsOf('orders', caller);
  expect(isUnchanged(order!['evidence'] as never)).toBe(true);
  expect(await refusals(caller)).toEqual([]);
});

describe('place_order refuses in code when a flow', () => {
  test.each<{ what: string; flow: Flow; keys: string[]; missing: string; from?: string }>([
    { what: 'goes straight to it', flow: shop({ initial: 'place' }), keys: [], missing: 'eligibility_checked' },
    { what: 'goes straight to it with a known caller', flow: shop({ leads: { find: { found: 'place' } } }), keys: [], missing: 'eligibility_checked' },
    { what: 'decides, and offers nothing', flow: shop({ leads: { decide: { card_protection: 'place' } } }), keys: [], missing: 'price_heard' },
    { what: 'offers without deciding', flow: shop({ leads: { find: { found: 'offer' } } }), keys: [], missing: 'eligibility_checked' },
    { what: 'reads back without deciding or offering', flow: shop({ leads: { find: { found: 'read_back' } } }), keys: ['5'], missing: 'eligibility_checked' },
    { what: 'reads back without offering', flow: shop({ leads: { decide: { card_protection: 'read_back' } } }), keys: ['5'], missing: 'price_heard' },
    { what: 'reads back before it decides and offers', flow: shop({ leads: { find: { found: 'read_back' }, read_back: { confirmed: 'decide' }, offer: { accepted: 'place' } } }), keys: ['5', '1'], missing: 'terms_read_back' },
    { what: 'skips the read-back', flow: shop({ leads: { offer: { accepted: 'place' } } }), keys: ['1'], missing: 'terms_read_back' },
    { what: 'reads back something else', flow: shop({ meta: { read_back: { about: 'change' } } }), keys: ['1', '5'], missing: 'terms_read_back' },
    { what: 'reads back another product', flow: shop({ meta: { read_back: { product: 'credit_protection' } } }), keys: ['1', '5'], missing: 'terms_read_back' },
    { what: 'orders another product', flow: shop({ meta: { place: { product: 'credit_protection' } } }), keys: ['1', '5'], missing: 'eligibility_checked' },
    { what: 'takes a no for a yes', flow: shop(), keys: ['2'], missing: 'eligibility_checked' },
    { what: 'reads back after a no', flow: shop({ leads: { offer: { declined: 'read_back' } } }), keys: ['2', '5'], missing: 'eligibility_checked' },
    { what: 'takes silence for a yes', flow: shop(), keys: ['-', '-'], missing: 'offer_accepted' },
    { what: 'takes a wrong key for a yes', flow: shop(), keys: ['4', '6'], missing: 'offer_accepted' },
    { what: 'takes a no for the confirmation', flow: shop(), keys: ['1', '2'], missing: 'eligibility_checked' },
    { what: 'takes silence for the confirmation', flow: shop(), keys: ['1', '-', '-'], missing: 'order_confirmed' },
    { what: 'takes the key that accepts for the confirmation', flow: shop(), keys: ['1', '1', '1'], missing: 'order_confirmed' },
    { what: 'sells to a caller nobody knows', flow: shop(), keys: [], missing: 'eligibility_checked', from: '+8613999999999' },
    { what: 'sells to a caller whose number is withheld', flow: shop({ leads: { decide: { none: 'offer' } } }), keys: [], missing: 'eligibility_checked', from: 'anonymous' },
  ])('$what', async ({ flow, keys, missing, from = newCustomer() }) => {
    await publish(database().pool, flow, products);
    const caller = await dial(line, { from });
    for (const key of keys) await (key === '-' ? caller.staysSilent() : caller.presses(key));
    caller.hears(/That did not work. Nothing is charged/);
    expect(caller.hasEnded()).toBe(true);
    expect(await rowsOf('orders', caller)).toEqual([]);
    expect((await refusals(caller)).map((each) => each.includes(missing))).toEqual([true]);
    expect(line.failures).toEqual([]);
  });

  test('hides the price: then the caller reaches an apology, and no order', async () => {
    await publish(database().pool, shop({ meta: { offer: { price: both('Nearly nothing.') } } }), products);
    const caller = await dial(line, { from: newCustomer() });
    caller.hears(/we have a fault/);
    expect(await rowsOf('orders', caller)).toEqual([]);
    expect(line.failures.splice(0)).toEqual(['template_failed']);
  });
});

describe('a customer who buys in two calls', () => {
  test('at the same moment has one order, and the other call hears that it is held', async () => {
    await publish(database().pool, shop(), products);
    for (let round = 0; round < 5; round += 1) {
      const from = newCustomer();
      const callers = await Promise.all([dial(line, { from }), dial(line, { from }), dial(line, { from })]);
      await Promise.all(callers.map((caller) => caller.presses('1')));
      await Promise.all(callers.map((caller) => caller.presses('5')));
      expect(callers.map((caller) => caller.heard()).sort()).toEqual(['It is open.', 'You have it already.', 'You have it already.']);
      expect((await Promise.all(callers.map((caller) => rowsOf('orders', caller)))).flat()).toHaveLength(1);
    }
    expect(line.failures).toEqual([]);
  });

  test('one after the other is not even offered it again', async () => {
    const from = newCustomer();
    const first = await dial(line, { from });
    await first.pressesInTurn('1', '5');
    const second = await dial(line, { from });
    second.hears(/did not work/);
    expect(await rowsOf('decisions', second)).toMatchObject([{ action: 'suppress', reason: 'already_held' }]);
  });

  test('by a confirmation that the carrier sends five times has one order', async () => {
    const caller = await dial(line, { from: newCustomer() });
    await caller.presses('1');
    const answers = await Promise.all(Array.from({ length: 5 }, async () => (await caller.send(caller.actionUrl(), { Digits: '5' })).text()));
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('It is open.');
    expect(await rowsOf('orders', caller)).toHaveLength(1);
  });
});

test('an order whose place in the books is refused is not told of', async () => {
  await publish(database().pool, shop(), products);
  const caller = await dial(line, { from: newCustomer() });
  await caller.presses('1');
  await database().pool.query(`ALTER TABLE orders ADD CONSTRAINT closed CHECK (false) NOT VALID`);
  try {
    const answer = await (await caller.send(caller.actionUrl(), { Digits: '5' })).text();
    expect(answer).not.toContain('It is open.');
    expect(answer).toContain('we have a fault');
    expect(await rowsOf('orders', caller)).toEqual([]);
  } finally {
    await database().pool.query('ALTER TABLE orders DROP CONSTRAINT closed');
  }
  // The turn left nothing, so the same key may come again and be taken.
  expect(await (await caller.send(caller.actionUrl(), { Digits: '5' })).text()).toContain('It is open.');
  expect(await rowsOf('orders', caller)).toHaveLength(1);
});
