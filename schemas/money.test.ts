import { expect, test } from '@jest/globals';
import { amountOf, renderAmount, sayAmount } from './money.js';

test.each([
  [{ amountMinor: 32050 }, 320.5, '320.50', 'CN¥320.50'],
  [{ amountMinor: 400, currency: 'USD' }, 4, '4.00', '$4.00'],
  [{ amountMinor: 1200, currency: 'JPY' }, 1200, '1200', '¥1,200'],
  [{ amountMinor: 4000, currency: 'KRW' }, 4000, '4000', '₩4,000'],
  [{ amountMinor: 12345, currency: 'KWD' }, 12.345, '12.345', 'KWD 12.345'],
  [{ amountMinor: 100_000_000_000_000, currency: 'CNY' }, 1_000_000_000_000, '1000000000000.00', 'CN¥1,000,000,000,000.00'],
])('%o has the decimals of its currency wherever it is read, written and said', (money, major, written, said) => {
  expect([amountOf(money), renderAmount(money), sayAmount(money, 'en-US').replace(/\s/g, ' ')]).toEqual([major, written, said]);
});
