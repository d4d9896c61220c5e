import { describe, expect, test } from '@jest/globals';
import { explainAmount, readAmount, writeAmount } from './amount-text.js';

describe.each([
  ['5', 'CNY', 500, '5.00'],
  [' 4.5 ', 'CNY', 450, '4.50'],
  ['12.', 'CNY', 1200, '12.00'],
  ['1,234.50', 'CNY', 123_450, '1,234.50'],
  ['400', 'JPY', 400, '400'],
  ['1.234', 'KWD', 1234, '1.234'],
  ['0', 'CNY', 0, '0.00'],
  ['2.50', 'no currency', 250, '2.50'],
])('"%s" of %s', (text, currency, minor, written) => {
  test('is read, and written the same way again', () => expect([readAmount(text, currency), writeAmount(minor, currency), explainAmount(text, currency)]).toEqual([minor, written, null]));
});

describe.each([
  ['', 'CNY', 'Fill in an amount, such as 12.00', '请填写金额'],
  ['-5', 'CNY', 'cannot be below 0', '不能小于 0'],
  ['－5', 'CNY', 'cannot be below 0', '请去掉负号'],
  ['2，50', 'CNY', 'with a point, such as 2.50', '如 2.50'],
  ['2,50', 'CNY', 'such as 2.50', '如 2.50'],
  ['2。50', 'CNY', 'such as 2.50', '如 2.50'],
  ['２．５０', 'CNY', 'such as 2.50', '如 2.50'],
  ['¥4.50', 'CNY', 'such as 4.50', '如 4.50'],
  ['3.999', 'CNY', 'CNY has 2 decimals. Write 3.99 or 4.00', '最多 2 位小数。请填写 3.99 或 4.00'],
  ['3.500', 'CNY', 'Write 3.50.', '请填写 3.50。'],
  ['4.50', 'JPY', 'JPY has no decimals. Write 4 or 5', 'JPY 没有小数'],
  ['99999999999999', 'CNY', 'too large', '金额太大'],
  ['1,2,3', 'CNY', 'no amount', '这不是金额'],
  ['four', 'CNY', 'no amount', '这不是金额'],
  ['1e3', 'CNY', 'no amount', '这不是金额'],
  ['.', 'CNY', 'no amount', '这不是金额'],
  ['.5', 'CNY', 'such as 0.50', '如 0.50'],
])('"%s" of %s', (text, currency, english, chinese) => {
  test('is not read, and it is said how to write it', () => {
    expect(readAmount(text, currency)).toBeNull();
    expect(explainAmount(text, currency)).toEqual({ 'en-US': expect.stringContaining(english), 'zh-CN': expect.stringContaining(chinese) });
  });
});
