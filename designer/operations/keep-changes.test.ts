import { expect, test } from '@jest/globals';
import type { Calendar, CalendarDay } from '../../schemas/documents/calendar.js';
import { keepDays } from './keep-days.js';
import { keepChanges } from './keep-changes.js';

const base = { price: { amount: 4, currency: 'CNY' }, text: 'old', days: [1, 2], gone: 'x' };

test.each([
  ['what only they changed is theirs', base, { ...base, text: 'theirs' }, { ...base, text: 'theirs' }],
  ['what only I changed is mine', { ...base, text: 'mine' }, base, { ...base, text: 'mine' }],
  ['both are kept where they touch different fields', { ...base, price: { ...base.price, amount: 5 } }, { ...base, price: { ...base.price, currency: 'EUR' } }, { ...base, price: { amount: 5, currency: 'EUR' } }],
  ['mine stands where both changed one field', { ...base, text: 'mine' }, { ...base, text: 'theirs' }, { ...base, text: 'mine' }],
  ['what I took away stays away', { price: base.price, text: 'old', days: [1, 2] }, { ...base, text: 'theirs' }, { price: base.price, text: 'theirs', days: [1, 2] }],
  ['what I added stays', { ...base, fresh: true }, { ...base, text: 'theirs' }, { ...base, text: 'theirs', fresh: true }],
  ['a list is one value', { ...base, days: [1, 3] }, { ...base, days: [1, 2, 4] }, { ...base, days: [1, 3] }],
])('%s', (_what, mine, theirs, kept) => expect(keepChanges(base, mine, theirs)).toEqual(kept));

test('days of a calendar are kept one by one, in order', () => {
  const calendar = (...days: [string, CalendarDay['kind']][]): Calendar => ({ id: 'banks', title: { 'en-US': 'Banks' }, country: 'CN', days: days.map(([date, kind]) => ({ date, kind }) as CalendarDay) });
  const opened = calendar(['2026-01-01', 'closed'], ['2026-01-02', 'closed']);
  const mine = calendar(['2026-01-02', 'closed'], ['2026-01-04', 'closed']);
  const theirs = calendar(['2026-01-01', 'closed'], ['2026-01-02', 'closed'], ['2026-01-03', 'open']);
  expect(keepDays(opened, mine, theirs).days.map(({ date }) => date)).toEqual(['2026-01-02', '2026-01-03', '2026-01-04']);
});
