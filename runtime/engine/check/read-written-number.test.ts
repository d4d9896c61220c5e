import { expect, test } from '@jest/globals';
import { readWrittenNumber } from './read-written-number.js';

test.each([
  ['300', 300], ['３００', 300], ['-12.5', -12.5], ['1,000', 1000], ['1，000', 1000], ['300元', 300], ['¥320.50', 320.5], ['￥３２０．５０', 320.5], ['CNY 12', 12],
  ['三百', 300], ['三百二十', 320], ['三百五', 350], ['三百零五', 305], ['十', 10], ['十八', 18], ['两千', 2000], ['一万两千三百', 12_300], ['一亿零三', 100_000_003], ['三点五', 3.5], ['负二', -2], ['3万', 30_000], ['1.5万', 15_000],
])('%s is %d', (text, number) => {
  expect(readWrittenNumber(text)).toBe(number);
});

test.each(['', 'many', '三百 gold', '{{ limit }}', '12-05', 'segment'])('%j is no number', (text) => {
  expect(readWrittenNumber(text)).toBeNull();
});
