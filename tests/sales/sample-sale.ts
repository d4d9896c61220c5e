import type { CallView, Fact } from '../../schemas/define-step.js';
import type { JsonObject } from '../../schemas/json.js';
import type { Product } from '../../schemas/documents/product.js';

/** A sale as it stands in a call's record, for tests of the selling rules. */
export const product: Product = {
  id: 'card_protection',
  name: { 'zh-CN': '用卡保障', 'en-US': 'Card Cover' },
  kind: 'service',
  quoted: { price: { amountMinor: 400, currency: 'CNY' }, period: 'month' },
  charged: { price: { amountMinor: 1200, currency: 'CNY' }, period: 'quarter' },
  ...{ chargeDay: 5, termMonths: 12, renewal: 'ask', coolingOffDays: 7 },
  eligibility: { minimumAge: 18, maximumAge: 64, mainCardOnly: true, identity: 'verified' },
  overlapGroup: 'cover',
  confirmationText: { 'zh-CN': '已开通。', 'en-US': 'It is on.' },
};

export const sale = { product: 'card_protection', productVersion: 'v1' };

/** The six facts, a second apart. */
export function consentFacts(): Fact[] {
  const facts: Fact[] = [
    { type: 'eligibility_checked', ...sale, customerId: 'cust-0001', eligible: true, reason: null },
    { type: 'price_heard', ...sale, text: '每季十二元。', language: 'zh-CN', amountMinor: 1200, currency: 'CNY', period: 'quarter' },
    { type: 'optional_heard', ...sale, text: '自愿办理。', language: 'zh-CN' },
    { type: 'offer_accepted', ...sale, input: '1' },
    { type: 'terms_read_back', ...sale, text: '请您核对。', language: 'zh-CN', firstChargeOn: '2026-10-05', endsOn: '2027-09-30' },
    { type: 'order_confirmed', ...sale, input: '5' },
  ];
  return facts.map((fact, index) => ({ ...fact, at: `2026-10-01T02:00:0${index}.000Z` }));
}

export function identified(level: string, customerId = 'cust-0001'): Fact {
  return { type: 'identity_reached', level, how: 'last_four_and_pin', customerId };
}

export interface ConsentCall {
  facts?: Fact[];
  customer?: JsonObject;
  terms?: Product;
}

/** The view of a call whose caller is verified, and sold to as `facts` say. */
export function consentCall({ facts = [identified('verified'), ...consentFacts()], customer = { id: 'cust-0001' }, terms = product }: ConsentCall = {}): CallView {
  return {
    ...{ callId: 'CA1', flow: 'card-services', flowVersion: 'flow-1', from: '+8613800000001', to: '+14005550100', language: 'zh-CN', languages: ['zh-CN'] },
    ...{ now: '2026-10-01T02:00:09.000Z', timeZone: 'Asia/Shanghai', switches: {}, calendars: {}, keys: {}, personReason: null },
    values: { customer, call: { identity: { level: 'verified', how: 'last_four_and_pin' } } },
    products: { card_protection: { version: 'v1', terms } },
    visit: { id: 9, step: 'place_order', attempt: 1, again: null, memory: null, enteredAt: '2026-10-01T02:00:09.000Z' },
    ...{ facts, prompt: () => '', fill: (template) => template, seconds: () => 1 },
  };
}
