import { describe, expect, test } from '@jest/globals';
import { product } from '../../tests/sales/sample-sale.js';
import { getSuppression, OFFERS_PER_PERIOD, type OfferCase, type SuppressionReason } from './suppression.js';

const offered = (outcome: 'enrolled' | 'declined' | 'none', of = 'card_protection') => ({ product: of, at: '2026-09-20T02:00:00.000Z', outcome });
const nothing = { optedOut: false, held: [], offers: [] };
const free = { ...product, charged: { price: { amountMinor: 0, currency: 'CNY' }, period: 'month' as const } };
const renewal = { ...product, id: 'card_protection_renewal', renews: 'card_protection' };
const withdrawn = { ...product, withdrawn: true };
const eligible = { id: 'cust-0001', age: 35, mainCardholder: true };

/** A caller who may buy, but for what `special` says. */
function caseOf(special: Partial<OfferCase> = {}): OfferCase {
  const products = { card_protection: { version: 'v1', terms: product }, credit_protection: { version: 'v1', terms: { ...product, id: 'credit_protection' } }, card_protection_renewal: { version: 'v1', terms: renewal } };
  return { product, requested: false, customer: eligible, identity: 'verified', beginsOn: '2026-10-01', history: nothing, facts: [], products, ...special };
}

test('an ordinary caller may be offered it', () => expect(getSuppression(caseOf())).toBeNull());

const cases: { reason: SuppressionReason | null; when: string; special: Partial<OfferCase> }[] = [
  { reason: 'not_on_sale', when: 'it is withdrawn from sale', special: { product: withdrawn } },
  { reason: 'not_on_sale', when: 'it is withdrawn from sale, though they ask for it', special: { product: withdrawn, requested: true } },
  { reason: 'already_held', when: 'they hold a renewal that is withdrawn by now', special: { products: { card_protection_renewal: { version: 'v2', terms: { ...renewal, withdrawn: true } } }, history: { ...nothing, held: [{ product: 'card_protection_renewal', endsOn: '2027-09-30' }] } } },
  { reason: 'opted_out', when: 'the CRM says so', special: { customer: { ...eligible, optedOut: true } } },
  { reason: 'opted_out', when: 'our books say so', special: { history: { ...nothing, optedOut: true } } },
  { reason: null, when: 'they opted out, and ask for it', special: { requested: true, customer: { ...eligible, optedOut: true } } },
  { reason: 'do_not_offer', when: 'the CRM says so, though they ask', special: { requested: true, customer: { ...eligible, doNotOffer: true } } },
  { reason: 'do_not_offer', when: 'they failed two entries', special: { facts: [{ type: 'entry_failed' }, { type: 'entry_failed' }] } },
  { reason: null, when: 'they failed one entry', special: { facts: [{ type: 'entry_failed' }] } },
  { reason: 'case_open', when: 'a case is open', special: { customer: { ...eligible, caseOpen: true } } },
  { reason: 'case_open', when: 'they complained in this call', special: { customer: { ...eligible, complaintOpen: 'true' } } },
  { reason: 'case_open', when: 'a fraud is looked into', special: { requested: true, customer: { ...eligible, fraudOpen: true } } },
  { reason: 'already_held', when: 'the core says so', special: { customer: { ...eligible, holdings: ['card_protection'] } } },
  { reason: 'already_held', when: 'our books say so', special: { requested: true, history: { ...nothing, held: [{ product: 'card_protection', endsOn: '2026-10-01' }] } } },
  { reason: null, when: 'what our books have of it ended yesterday', special: { history: { ...nothing, held: [{ product: 'card_protection', endsOn: '2026-09-30' }] } } },
  { reason: 'already_held', when: 'they renewed it', special: { history: { ...nothing, held: [{ product: 'card_protection', endsOn: '2026-09-30' }, { product: 'card_protection_renewal', endsOn: '2027-09-30' }] } } },
  { reason: null, when: 'they hold another', special: { history: { ...nothing, held: [{ product: 'credit_protection', endsOn: '2027-09-30' }] } } },
  { reason: 'not_identified', when: 'they are only known by the number', special: { identity: 'number_match' } },
  { reason: 'not_identified', when: 'the level of identity is a word nobody knows', special: { identity: 'certain' } },
  { reason: 'customer_unknown', when: 'nobody knows them', special: { customer: { age: 35, mainCardholder: true } } },
  { reason: 'ineligible', when: 'they are overdue', special: { customer: { ...eligible, overdue: true } } },
  { reason: 'ineligible', when: 'they are overdue, and ask for it', special: { requested: true, customer: { ...eligible, overdue: true } } },
  { reason: null, when: 'they are overdue, and ask for what is free', special: { product: free, requested: true, customer: { ...eligible, overdue: true } } },
  { reason: 'ineligible', when: 'they are overdue, and what is free is recommended', special: { product: free, customer: { ...eligible, overdue: true } } },
  { reason: 'ineligible', when: 'the card is somebody else’s', special: { customer: { ...eligible, mainCardholder: false } } },
  { reason: 'ineligible', when: 'it is not known whose card it is', special: { customer: { id: 'cust-0001', age: 35 } } },
  { reason: 'ineligible', when: 'they are 17', special: { customer: { ...eligible, age: 17 } } },
  { reason: null, when: 'they are 18', special: { customer: { ...eligible, age: 18 } } },
  { reason: null, when: 'they are 64', special: { customer: { ...eligible, age: 64 } } },
  { reason: 'ineligible', when: 'they are 65', special: { customer: { ...eligible, age: 65 } } },
  { reason: 'ineligible', when: 'they are 65, whatever the product says', special: { product: { ...product, eligibility: { identity: 'verified' } }, customer: { ...eligible, age: 65 } } },
  { reason: 'ineligible', when: 'their age is not on file', special: { customer: { id: 'cust-0001', mainCardholder: true } } },
  { reason: null, when: 'it renews what they hold and what ends soon', special: { product: renewal, customer: { ...eligible, holdings: ['card_protection'], renewalDue: 'card_protection' } } },
  { reason: 'ineligible', when: 'it renews what they hold and what does not end soon', special: { product: renewal, requested: true, customer: { ...eligible, holdings: ['card_protection'], renewalDue: null } } },
  { reason: 'ineligible', when: 'it renews what they never had', special: { product: renewal, requested: true } },
  { reason: 'cooling_down', when: 'they said no in this call, to whatever it was', special: { facts: [{ type: 'offer_declined', product: 'credit_protection' }] } },
  { reason: 'cooling_down', when: 'they said no to it this month', special: { history: { ...nothing, offers: [offered('declined')] } } },
  { reason: null, when: 'they said no to another this month', special: { history: { ...nothing, offers: [offered('declined', 'e_statement')] } } },
  { reason: null, when: 'they said no this month, and ask for it', special: { requested: true, history: { ...nothing, offers: [offered('declined')] } } },
  { reason: 'frequency_cap', when: 'another was offered in this call', special: { facts: [{ type: 'offer_presented', product: 'e_statement' }] } },
  { reason: 'frequency_cap', when: 'it was offered in this call already', special: { facts: [{ type: 'offer_presented', product: 'card_protection' }] } },
  { reason: null, when: 'another was offered in this call, and they ask for this one', special: { requested: true, facts: [{ type: 'offer_presented', product: 'e_statement' }] } },
  { reason: 'frequency_cap', when: 'they took a similar one this month', special: { history: { ...nothing, offers: [offered('enrolled', 'credit_protection')] } } },
  { reason: 'frequency_cap', when: 'they heard as many offers as a month may have', special: { history: { ...nothing, offers: Array.from({ length: OFFERS_PER_PERIOD }, () => offered('none', 'e_statement')) } } },
  { reason: null, when: 'they heard one offer less than that', special: { history: { ...nothing, offers: Array.from({ length: OFFERS_PER_PERIOD - 1 }, () => offered('none', 'e_statement')) } } },
];

describe.each(cases)('$reason', ({ reason, when, special }) => {
  test(`when ${when}`, () => expect(getSuppression(caseOf(special))).toBe(reason));
});

test('who opted out and has a case open is said to have opted out: the first rule is the reason', () => {
  expect(getSuppression(caseOf({ customer: { ...eligible, optedOut: true, caseOpen: true, overdue: true } }))).toBe('opted_out');
});
