import { Type } from '@sinclair/typebox';
import { getDaysBetween, getNextBillDate } from './bank-calendar.js';
import { renderCard, renderCustomer } from './customer-view.js';
import type { DemoCard, DemoCustomer } from './demo-records.js';
import { readFields, type Endpoint } from './endpoint.js';
import { CustomerId, Last4, Phone } from './fields.js';
import { getKnownCard, getKnownCustomer } from './known-customer.js';
import { createRefusal } from './refusal.js';

export const cardEndpoints: Endpoint[] = [
  {
    method: 'POST',
    path: '/cards/verify',
    takes: '{ "phone": "+86…", "last4": "4321", "pin": "…" }',
    title: { 'zh-CN': '核对卡号后四位和密码', 'en-US': 'Verify the last four digits and the PIN' },
    answer({ body }, bank) {
      const { phone, customerId, last4, pin } = readFields(Verification, body);
      const customer = getKnownCustomer(bank, { phone, customerId });
      const { result, card } = verifyCard(customer, last4, pin);
      if (result === 'wrong') return { status: 200, body: { result, attemptsLeft: MAX_PIN_ATTEMPTS - card.wrongAttempts } };
      if (result === 'locked') return { status: 200, body: { result } };
      return { status: 200, body: { result, customer: renderCustomer(customer, bank), card: renderCard(card, bank) } };
    },
  },
  {
    method: 'POST',
    path: '/cards/freeze',
    takes: '{ "phone": "+86…", "last4": "4321" }',
    title: { 'zh-CN': '冻结卡片', 'en-US': 'Freeze a card' },
    answer({ body }, bank) {
      const { phone, last4 } = readFields(Freeze, body);
      const card = getKnownCard(getKnownCustomer(bank, { phone }), last4);
      card.status = 'frozen';
      return { status: 200, body: { result: 'ok', card: renderCard(card, bank) } };
    },
  },
  {
    method: 'GET',
    path: '/cards/:last4/bill',
    takes: '?customerId=cust-0001',
    title: { 'zh-CN': '本期账单', 'en-US': 'This month’s bill' },
    answer({ params, query }, bank) {
      const { customerId } = readFields(Type.Object({ customerId: CustomerId }), query);
      const { bill } = getKnownCard(getKnownCustomer(bank, { customerId }), params['last4'] ?? '');
      if (bill === null) throw createRefusal(404, 'none', 'This card has no bill this month.');
      const due = getNextBillDate(bank.today());
      return { status: 200, body: { bill: { ...bill, due, daysLeft: getDaysBetween(bank.today(), due) } } };
    },
  },
];

/** Two wrong entries may be tried again; the third locks the PIN until a reset. */
export const MAX_PIN_ATTEMPTS = 3;

const Verification = Type.Object({
  phone: Type.Optional(Phone),
  customerId: Type.Optional(CustomerId),
  last4: Last4,
  pin: Type.String({ pattern: '^\\d{1,12}$', description: 'a string of digits, since a number would lose its leading zeros' }),
});

const Freeze = Type.Object({ phone: Phone, last4: Last4 });

/** Digits of no card count against the main card, else guessing cards would cost nothing. */
function verifyCard(customer: DemoCustomer, last4: string, pin: string): { result: 'ok' | 'wrong' | 'locked'; card: DemoCard } {
  const named = customer.cards.find((card) => card.last4 === last4);
  const card = named ?? customer.cards[0];
  if (card === undefined) throw createRefusal(404, 'not_found', 'This customer has no card.');
  if (card.wrongAttempts >= MAX_PIN_ATTEMPTS) return { result: 'locked', card };
  const right = card === named && card.pin === pin;
  card.wrongAttempts = right ? 0 : card.wrongAttempts + 1;
  if (right) return { result: 'ok', card };
  return { result: card.wrongAttempts >= MAX_PIN_ATTEMPTS ? 'locked' : 'wrong', card };
}
