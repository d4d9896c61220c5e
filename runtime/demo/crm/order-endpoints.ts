import { Type, type Static } from '@sinclair/typebox';
import { accountProducts } from './account-view.js';
import { addDays, addMonths, getNextBillDate, isBankDate } from './bank-calendar.js';
import { getRunningSubscriptions, renderSubscription } from './customer-view.js';
import { chargePeriods, type DemoCustomer, type DemoOrder, type DemoSubscription } from './demo-records.js';
import { readFields, type Answer, type Bank, type Endpoint } from './endpoint.js';
import { CustomerId, Last4 } from './fields.js';
import { getKnownCard, getKnownCustomer } from './known-customer.js';
import { createRefusal } from './refusal.js';
import { checkAddress, renderStatement } from './statement-endpoints.js';
import { isRenewable } from './subscription-terms.js';

export const orderEndpoints: Endpoint[] = [
  {
    method: 'POST',
    path: '/orders',
    takes: '{ "orderId": "…", "customerId": "cust-0001", "product": "card_protection", "amountMinor": 1200, "currency": "CNY", "period": "quarter" }',
    title: { 'zh-CN': '开通或续签', 'en-US': 'Open or renew a service' },
    needsIdempotencyKey: true,
    answer({ body }, bank) {
      const placed = readOrder(body, bank.today());
      const customer = getKnownCustomer(bank, { customerId: placed.customerId });
      if (bank.store.orders.has(placed.orderId)) throw createRefusal(409, 'order_exists', 'This orderId was placed under another Idempotency-Key: repeat the first key.');
      return placed.product === 'e_statement' ? switchToElectronic(placed, customer, bank) : placeSubscription(placed, customer, bank);
    },
  },
];

const PlacedOrder = Type.Object({
  orderId: Type.String({ minLength: 1, maxLength: 128, description: 'a text of 1 to 128 characters' }),
  customerId: CustomerId,
  product: Type.String({ pattern: '^[a-z][a-z0-9_]{0,63}$', description: 'a product id, such as card_protection' }),
  amountMinor: Type.Integer({ minimum: 0, maximum: 100_000_00, description: 'what is charged each period, in the smallest unit (1200 is 12.00)' }),
  currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'a currency such as CNY' }),
  period: Type.Union(chargePeriods.map((period) => Type.Literal(period)), { description: `one of ${chargePeriods.join(', ')}` }),
  last4: Type.Optional(Last4),
  firstChargeOn: Type.Optional(Type.String({ description: 'an ISO date, such as 2026-12-05' })),
  endsOn: Type.Optional(Type.String({ description: 'an ISO date, such as 2027-11-21' })),
  evidence: Type.Optional(Type.Object({ sha256: Type.String() }, { description: 'an object with the sha256 of the consent evidence' })),
});

type PlacedOrder = Static<typeof PlacedOrder>;

function readOrder(body: unknown, today: string): PlacedOrder {
  const placed = readFields(PlacedOrder, body);
  for (const field of ['firstChargeOn', 'endsOn'] as const) {
    const date = placed[field];
    if (date !== undefined && !isBankDate(date)) throw createRefusal(400, 'bad_request', `${field} must be ${PlacedOrder.properties[field].description}.`);
  }
  if (placed.endsOn !== undefined && (placed.endsOn < today || placed.endsOn > addMonths(today, MAX_TERM_MONTHS))) {
    throw createRefusal(400, 'bad_request', 'endsOn must be from today to ten years from now.');
  }
  return placed;
}

/** As long as the catalogue allows a term to be; charge dates are counted out one by one. */
const MAX_TERM_MONTHS = 120;

/** The e-statement is a setting, not a service with charges. */
function switchToElectronic(placed: PlacedOrder, customer: DemoCustomer, bank: Bank): Answer {
  checkAddress(customer);
  if (customer.statement === 'electronic') throw createRefusal(409, 'already_held', 'This customer has the e-statement already.');
  customer.statement = 'electronic';
  return { status: 201, body: { order: keepOrder(placed, 'setting', bank), subscription: null, statement: renderStatement(customer) } };
}

function placeSubscription(placed: PlacedOrder, customer: DemoCustomer, bank: Bank): Answer {
  const card = placed.last4 === undefined ? customer.cards[0] : getKnownCard(customer, placed.last4);
  const renewed = renewals[placed.product];
  const held = getRunningSubscriptions(customer.id, bank).find((subscription) => subscription.product === (renewed ?? placed.product));
  if (held === undefined) {
    if (renewed !== undefined) throw createRefusal(409, 'nothing_to_renew', 'This customer does not have the service, so there is nothing to renew.');
    const opened = openSubscription(placed, (accountProducts.includes(placed.product) ? customer.account.number.slice(-4) : card?.last4) ?? '', bank);
    bank.store.subscriptions.set(opened.id, opened);
    return { status: 201, body: { order: keepOrder(placed, 'purchase', bank), subscription: renderSubscription(opened, bank) } };
  }
  if (!isRenewable(held, bank.today())) throw createRefusal(409, 'already_held', 'This customer has the service already, and its term does not end within 30 days.');
  renewSubscription(held, placed);
  return { status: 201, body: { order: keepOrder(placed, 'renewal', bank), subscription: renderSubscription(held, bank) } };
}

/** Another term of a service, in the catalogue a product of its own. */
const renewals: Record<string, string> = { card_protection_renewal: 'card_protection', card_protection_year: 'card_protection' };

function openSubscription(placed: PlacedOrder, last4: string, bank: Bank): DemoSubscription {
  const startedOn = bank.today();
  return {
    id: `sub-${placed.orderId}`,
    customerId: placed.customerId,
    product: placed.product,
    last4,
    charge: { amountMinor: placed.amountMinor, currency: placed.currency },
    period: placed.period,
    startedOn,
    firstChargeOn: placed.firstChargeOn ?? getNextBillDate(startedOn),
    endsOn: placed.endsOn ?? addDays(addMonths(startedOn, 12), -1),
    cancelledOn: null,
    refund: null,
  };
}

/** A renewal lengthens the term; its charges go on in the same rhythm, at the price that was agreed to now. */
function renewSubscription(held: DemoSubscription, placed: PlacedOrder): void {
  held.endsOn = placed.endsOn !== undefined && placed.endsOn > held.endsOn ? placed.endsOn : addMonths(held.endsOn, 12);
  held.charge = { amountMinor: placed.amountMinor, currency: placed.currency };
  held.period = placed.period;
}

function keepOrder(placed: PlacedOrder, kind: DemoOrder['kind'], bank: Bank): DemoOrder {
  const { orderId, customerId, product, evidence } = placed;
  const order = { orderId, customerId, product, kind, placedAt: bank.now().toISOString(), evidenceSha256: evidence?.sha256 ?? null };
  bank.store.orders.set(orderId, order);
  return order;
}
