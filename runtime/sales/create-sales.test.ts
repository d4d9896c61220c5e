import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { consentCall, consentFacts, identified, product, type ConsentCall } from '../../tests/sales/sample-sale.js';
import type { CustomerHistory } from '../ports.js';
import { isUnchanged } from './consent-evidence.js';
import { createSales } from './create-sales.js';

const unknown: CustomerHistory = { optedOut: false, held: [], offers: [] };

function place(call: ConsentCall = {}, history = unknown) {
  return createSales({ getHistory: () => Promise.resolve(history) }).placeOrder({ product: 'card_protection', call: consentCall(call), idempotencyKey: 'CA1.place_order.9.1' });
}

const verified = identified('verified');

describe('an order', () => {
  test('is placed as it was read back, with its evidence, and is the same one when its turn is run again', async () => {
    const placing = await place();
    if (placing.result !== 'placed') throw new Error(placing.result);
    expect(placing.order).toMatchObject({ customerId: 'cust-0001', amountMinor: 1200, currency: 'CNY', period: 'quarter', firstChargeOn: '2026-10-05', endsOn: '2027-09-30' });
    expect(isUnchanged(placing.order.evidence)).toBe(true);
    expect(placing.writes).toEqual([{ write: 'order', order: placing.order }]);
    expect(await place()).toEqual(placing);
  });

  test('is not placed twice', async () => {
    expect(await place({}, { ...unknown, held: [{ product: 'card_protection', endsOn: '2027-09-30' }] })).toEqual({ result: 'already_held' });
  });

  test('is placed again once the last one has ended', async () => {
    expect(await place({}, { ...unknown, held: [{ product: 'card_protection', endsOn: '2026-08-31' }] })).toMatchObject({ result: 'placed' });
  });

  test.each<{ what: string; call: ConsentCall; missing: string[] }>([
    { what: 'for a caller nobody knows', call: { customer: {} }, missing: ['customer'] },
    { what: 'for another customer than the one who was checked', call: { customer: { id: 'cust-0002' } }, missing: [] },
    { what: 'for a caller who is only known by the number', call: { facts: [identified('number_match'), ...consentFacts()] }, missing: ['identity'] },
    { what: 'for a caller who was verified as somebody else', call: { facts: [identified('verified', 'cust-0002'), ...consentFacts()] }, missing: ['identity'] },
    { what: 'at another price than was heard', call: { facts: [verified, ...consentFacts().map((fact) => (fact.type === 'price_heard' ? { ...fact, amountMinor: 400 } : fact))] }, missing: ['price'] },
    { what: 'without a confirmation', call: { facts: [verified, ...consentFacts().slice(0, 5)] }, missing: ['order_confirmed'] },
  ])('is refused $what', async ({ call, missing }) => {
    expect(await place(call)).toEqual({ result: 'refused', missing, facts: [{ type: 'order_refused', product: 'card_protection', missing }] });
  });

  test('needs the identity of its product or a better one', async () => {
    const terms = { ...product, eligibility: { identity: 'number_match' as const } };
    expect((await place({ terms, facts: [verified, ...consentFacts()] })).result).toBe('placed');
    expect((await place({ terms, facts: consentFacts() })).result).toBe('refused');
  });
});

test('no sequence of facts without all six in order places an order', async () => {
  const facts = consentFacts();
  const anyFacts = fc.array(fc.oneof(fc.nat(5).map((index) => facts[index]!), fc.constantFrom({ type: 'offer_declined', product: 'card_protection', productVersion: 'v1' }, verified)), { maxLength: 14 });
  await fc.assert(
    fc.asyncProperty(anyFacts, async (given) => {
      const { result } = await place({ facts: [verified, ...given] });
      let found = 0;
      for (const fact of given) if (fact.type === facts[found]?.type) found += 1;
      if (found < 6) expect(result).toBe('refused');
    }),
    { numRuns: 1000 },
  );
});
