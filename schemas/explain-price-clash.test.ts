import { describe, expect, test } from '@jest/globals';
import { explainPriceClash, type ProductPrices } from './explain-price-clash.js';

type Written = [amountMinor: number, period: ProductPrices['quoted']['period'], currency?: string];

const pricesOf = (quoted: Written, charged: Written, termMonths = 12): ProductPrices => ({ quoted: costOf(quoted), charged: costOf(charged), termMonths });
const costOf = ([amountMinor, period, currency = 'CNY']: Written): ProductPrices['quoted'] => ({ price: { amountMinor, currency }, period });

describe.each<[string, ProductPrices]>([
  ['4 a month, charged as 12 a quarter', pricesOf([400, 'month'], [1200, 'quarter'])],
  ['4 a month, charged as 48 once for a year', pricesOf([400, 'month'], [4800, 'once'])],
  ['4 a month, charged as 72 once for a year and a half', pricesOf([400, 'month'], [7200, 'once'], 18)],
  ['48 a year, charged as 4 a month', pricesOf([4800, 'year'], [400, 'month'])],
  ['99 once, charged as 99 once', pricesOf([9900, 'once'], [9900, 'once'], 7)],
  ['120 once, charged as 10 a month', pricesOf([12000, 'once'], [1000, 'month'])],
  ['nothing', pricesOf([0, 'month'], [0, 'year'])],
  ['two prices of what is withdrawn, which nobody hears', { ...pricesOf([450, 'month'], [1200, 'quarter']), withdrawn: true }],
])('%s', (_what, prices) => {
  test('is no clash', () => expect(explainPriceClash(prices)).toBeNull());
});

describe.each<[string, ProductPrices, string, string]>([
  ['a quote that makes more than the charge', pricesOf([450, 'month'], [1200, 'quarter']), 'quoted is CN¥4.50 a month (CN¥13.50 a quarter), and charged is CN¥12.00 a quarter. Charge CN¥13.50 a quarter, or quote CN¥4.00 a month.', '报价每月¥4.50（即每季¥13.50），扣款每季¥12.00。请把扣款改为每季¥13.50，或把报价改为每月¥4.00。'],
  ['a charge that no quote in whole cents makes', pricesOf([333, 'month'], [1000, 'quarter']), 'charged is CN¥10.00 a quarter. Charge CN¥9.99 a quarter.', '请把扣款改为每季¥9.99。'],
  ['a quote by the year', pricesOf([5000, 'year'], [400, 'month']), 'quoted is CN¥50.00 a year, and charged is CN¥4.00 a month (CN¥48.00 a year). Quote CN¥48.00 a year.', '报价每年¥50.00，扣款每月¥4.00（即每年¥48.00）。'],
  ['a charge once for the term', pricesOf([400, 'month'], [4000, 'once']), 'CN¥4.00 a month (CN¥48.00 for the term of 12 months), and charged is CN¥40.00 once.', '报价每月¥4.00（12个月共¥48.00），扣款一次性¥40.00。'],
  ['one period and two amounts', pricesOf([400, 'month'], [500, 'month']), 'quoted is CN¥4.00 a month, and charged is CN¥5.00 a month. Charge CN¥4.00 a month, or quote CN¥5.00 a month.', '报价每月¥4.00，扣款每月¥5.00。'],
  ['what is said to be free and is not', pricesOf([0, 'month'], [1200, 'quarter']), 'Charge CN¥0.00 a quarter, or quote CN¥4.00 a month.', '把扣款改为每季¥0.00'],
  ['two currencies', pricesOf([400, 'month'], [1200, 'quarter', 'USD']), 'quoted in CNY and charged in USD. Use one currency for both.', '请使用同一种币种'],
  ['yen, which have no cents', pricesOf([400, 'month', 'JPY'], [1300, 'quarter', 'JPY']), 'quoted is ¥400 a month (¥1,200 a quarter), and charged is ¥1,300 a quarter. Charge ¥1,200 a quarter.', 'JP¥1,200'],
])('%s', (_what, prices, english, chinese) => {
  test('is told with both sums and the fix', () => expect(explainPriceClash(prices)).toEqual({ 'en-US': expect.stringContaining(english), 'zh-CN': expect.stringContaining(chinese) }));
});
