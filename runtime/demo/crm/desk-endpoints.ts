import { Type } from '@sinclair/typebox';
import { DateTime } from 'luxon';
import { addDays, isBankDate } from './bank-calendar.js';
import { readFields, type Endpoint } from './endpoint.js';
import { CustomerId, Last4 } from './fields.js';
import { getKnownCard, getKnownCustomer } from './known-customer.js';
import { createRefusal } from './refusal.js';

/** What a caller asks a desk for: a higher limit for some weeks, cash made ready at a branch. */
export const deskEndpoints: Endpoint[] = [
  {
    method: 'POST',
    path: '/cards/limit',
    takes: '{ "customerId": "cust-0010", "last4": "4321", "amountMinor": "3000000", "until": "2026-12-20" }',
    title: { 'zh-CN': '调整临时额度', 'en-US': 'Raise a limit for a time' },
    answer({ body }, bank) {
      const { customerId, last4, amountMinor, until } = readFields(LimitRequest, body);
      const customer = getKnownCustomer(bank, { customerId });
      getKnownCard(customer, last4);
      checkDay(until, bank.today(), LONGEST_LIMIT_DAYS, 'until');
      const granted = !customer.overdue && Number(amountMinor) <= GRANTED_AT_ONCE_MINOR;
      return { status: 200, body: { result: granted ? 'granted' : 'review', limit: { amount: { amountMinor: Number(amountMinor), currency: 'CNY' }, until } } };
    },
  },
  {
    method: 'POST',
    path: '/appointments',
    takes: '{ "customerId": "cust-0001", "account": "4312", "amountMinor": "10000000", "day": "2026-11-26" }',
    title: { 'zh-CN': '预约大额取现', 'en-US': 'Have cash made ready at the branch' },
    answer({ body }, bank) {
      const { customerId, day, amountMinor } = readFields(Appointment, body);
      const customer = getKnownCustomer(bank, { customerId });
      checkDay(day, bank.today(), LONGEST_NOTICE_DAYS, 'day');
      if (isWeekend(day)) return { status: 200, body: { result: 'closed_day' } };
      return { status: 200, body: { result: 'ok', appointment: { branch: customer.branch, day, amount: { amountMinor: Number(amountMinor), currency: 'CNY' } } } };
    },
  },
];

/** What needs no person to look at it: fifty thousand yuan. */
const GRANTED_AT_ONCE_MINOR = 5_000_000;

const LONGEST_LIMIT_DAYS = 60;

const LONGEST_NOTICE_DAYS = 14;

/** As text too: a flow fills its requests from templates. */
const AmountMinor = Type.Union([Type.Integer({ minimum: 1 }), Type.String({ pattern: '^[1-9]\\d{0,10}$' })], { description: 'an amount in the smallest unit, such as 3000000' });

const LimitRequest = Type.Object({
  customerId: CustomerId,
  last4: Last4,
  amountMinor: AmountMinor,
  until: Type.String({ description: 'an ISO date, such as 2026-12-20' }),
});

const Appointment = Type.Object({
  customerId: CustomerId,
  account: Last4,
  amountMinor: AmountMinor,
  day: Type.String({ description: 'an ISO date, such as 2026-11-26' }),
});

function checkDay(date: string, today: string, days: number, field: string): void {
  if (isBankDate(date) && date > today && date <= addDays(today, days)) return;
  throw createRefusal(400, 'bad_request', `${field} must be an ISO date from tomorrow to ${days} days from now.`);
}

function isWeekend(date: string): boolean {
  return DateTime.fromISO(date, { zone: 'utc' }).weekday > 5;
}
