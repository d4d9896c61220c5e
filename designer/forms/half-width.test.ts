import { expect, test } from '@jest/globals';
import { toHalfWidth } from './half-width.js';

test.each([
  ['１８：００', '18:00'],
  ['＋８６　１３８００００００００', '+86 13800000000'],
  ['２０２６－１２－０５', '2026-12-05'],
  ['＊１＃', '*1#'],
  ['3．5', '3.5'],
  ['您好，请按１：', '您好，请按1:'],
  ['ＡＢ', 'ＡＢ'],
])('%s is %s', (typed, plain) => {
  expect(toHalfWidth(typed)).toBe(plain);
});
