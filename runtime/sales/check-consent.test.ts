import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '../../schemas/define-step.js';
import { checkConsent, consentChain } from './check-consent.js';

const sale = { product: 'card_protection', productVersion: 'v1' };

/** A fact by its short name; `product_version` facts of others are written `type@product` or `type#version`. */
function factOf(name: string): Fact {
  const [, type, mark, other] = /^(\w+?)(?:([@#])(\w+))?$/.exec(name)!;
  const whose = mark === '@' ? { ...sale, product: other! } : mark === '#' ? { ...sale, productVersion: other! } : sale;
  if (type === 'not_eligible') return { type: 'eligibility_checked', ...whose, eligible: false, reason: 'ineligible' };
  const said = { price_heard: 'Twelve yuan.', optional_heard: 'It is your choice.', terms_read_back: 'Please check.' }[type!];
  const pressed = { offer_accepted: '1', order_confirmed: '5' }[type!];
  return { type: type!, ...whose, ...(type === 'eligibility_checked' && { eligible: true }), ...(said && { text: said }), ...(pressed && { input: pressed }) };
}

const check = (names: readonly string[]) => checkConsent(names.map(factOf), sale.product, sale.productVersion);

const [eligible, price, optional, accept, readBack, confirm] = consentChain;
const whole = [...consentChain];

test('of all 720 orders of the six facts one alone is consent', () => {
  const complete = permutations(whole).filter((order) => check(order).missing.length === 0);
  expect(complete).toEqual([whole]);
});

test.each(whole)('without %s there is no consent', (left) => {
  expect(check(whole.filter((type) => type !== left)).missing).not.toEqual([]);
});

describe('consent', () => {
  test.each([
    { what: 'stands when each was heard once', facts: whole },
    { what: 'stands when price, optional and yes were heard again from the price on', facts: [eligible, price, optional, price, optional, accept, readBack, confirm] },
    { what: 'stands when the terms were read back twice', facts: [eligible, price, optional, accept, readBack, 'order_not_confirmed', readBack, confirm] },
    { what: 'stands when something else was declined', facts: [eligible, price, 'offer_declined@credit_protection', optional, accept, readBack, confirm] },
    { what: 'stands when it is asked for and given anew after a no', facts: [eligible, price, optional, 'offer_declined', ...whole] },
    { what: 'is given up when the price is heard again after the yes', facts: [eligible, price, optional, accept, price, readBack, confirm], missing: [optional, accept, readBack, confirm] },
    { what: 'is given up when the price is heard again after the read-back', facts: [eligible, price, optional, accept, readBack, price, confirm], missing: [optional, accept, readBack, confirm] },
    { what: 'is given up by a no in between', facts: [eligible, price, optional, accept, 'offer_declined', readBack, confirm], missing: whole },
    { what: 'is given up by a no after the confirmation', facts: [...whole, 'offer_declined'], missing: whole },
    { what: 'is used up by the order', facts: [...whole, 'order_placed'], missing: whole },
    { what: 'is used up by the order, and a second confirmation does not bring it back', facts: [...whole, 'order_placed', confirm], missing: whole },
    { what: 'is broken by a check that says no', facts: [eligible, price, optional, accept, readBack, 'not_eligible', confirm], missing: whole },
    { what: 'begins anew with every check', facts: [eligible, price, optional, accept, eligible, readBack, confirm], missing: [price, optional, accept, readBack, confirm] },
    { what: 'to another product is none to this', facts: whole.map((type) => `${type}@credit_protection`), missing: whole },
    { what: 'to another version of the terms is none to these', facts: whole.map((type) => `${type}#v2`), missing: whole },
    { what: 'to a price of another version is none', facts: [eligible, `${price}#v2`, optional, accept, readBack, confirm], missing: [price, optional, accept, readBack, confirm] },
    { what: 'by a yes to another product is none', facts: [eligible, price, optional, `${accept}@credit_protection`, readBack, confirm], missing: [accept, readBack, confirm] },
    { what: 'is not there in a call that never sold', facts: [], missing: whole },
  ])('$what', ({ facts, missing = [] }) => {
    expect(check(facts).missing).toEqual(missing);
  });

  test('is proved by the read-back that was confirmed', () => {
    const facts = [...[eligible, price, optional, accept].map(factOf), { ...factOf(readBack), text: 'first' }, { ...factOf(readBack), text: 'second' }, factOf(confirm)];
    expect(checkConsent(facts, sale.product, sale.productVersion).chain.find((fact) => fact.type === readBack)?.['text']).toBe('second');
  });

  test.each([price, optional, readBack])('needs words in %s', (type) => {
    const facts = whole.map((each) => ({ ...factOf(each), ...(each === type && { text: ' ' }) }));
    expect(checkConsent(facts, sale.product, sale.productVersion).missing).toContain(type);
  });

  test('needs another key to confirm than the one that accepted, so that a habit buys nothing', () => {
    const facts = whole.map((each) => ({ ...factOf(each), ...(each === confirm && { input: '1' }) }));
    expect(checkConsent(facts, sale.product, sale.productVersion).missing).toEqual([confirm]);
  });
});

test('whatever happens in a call, consent means that the six stand in order since the last no', () => {
  const name = fc.constantFrom(...whole, ...whole, 'offer_declined', 'order_placed', 'not_eligible', 'order_not_confirmed', 'offer_presented', `${price}@credit_protection`, `${accept}#v2`);
  let consents = 0;
  fc.assert(
    // Most of a real call is in order, so that consent is met often enough to be tested.
    fc.property(fc.array(fc.oneof(fc.constant(whole), fc.array(name, { maxLength: 3 })), { maxLength: 6 }), (stretches) => {
      const names = stretches.flat();
      if (check(names).missing.length > 0) return;
      consents += 1;
      const since = names.slice(names.findLastIndex((each) => ['offer_declined', 'order_placed', 'not_eligible'].includes(each)) + 1);
      expect(isInOrder(whole, since)).toBe(true);
    }),
    { numRuns: 2000 },
  );
  expect(consents).toBeGreaterThan(200);
});

function isInOrder(wanted: string[], names: string[]): boolean {
  let at = 0;
  for (const each of names) if (each === wanted[at]) at += 1;
  return at === wanted.length;
}

function permutations<T>(items: T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}
