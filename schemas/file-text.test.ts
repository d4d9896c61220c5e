import { describe, expect, test } from '@jest/globals';
import { findEncoding, isWorkbook } from './file-text.js';

const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

describe('the encoding of a file', () => {
  test.each([
    ['plain ASCII', '646174652c6b696e64', 'utf-8'],
    ['nothing', '', 'utf-8'],
    ['UTF-8 with its mark', 'efbbbfe697a5e69c9f', 'utf-8'],
    ['UTF-8 without one', 'e697a5e69c9f2ce7b1bbe59e8b', 'utf-8'],
    ['UTF-8 with a sign of four bytes', 'f09f93862c', 'utf-8'],
    ['UTF-8 that is cut within a character', 'e697a5e69c', 'utf-8'],
    ['UTF-16 of a spreadsheet', 'fffee5651f67', 'utf-16le'],
    ['UTF-16 the other way round', 'feff65e5671f', 'utf-16be'],
    ['GBK', 'c8d5c6da2cc0e0d0cd', 'gb18030'],
    ['GB 18030 with a character of four bytes', '8139ef3041', 'gb18030'],
    ['a character written longer than it is', 'e08080', 'gb18030'],
    ['half of a pair', 'eda080', 'gb18030'],
    ['more than there is', 'f4908080', 'gb18030'],
  ])('%s', (_, hex, encoding) => expect(findEncoding(bytes(hex))).toBe(encoding));

  test('is UTF-8 exactly where a strict decoder reads it', () => {
    const different: number[][] = [];
    for (let first = 0x80; first <= 0xff; first += 1) {
      for (let second = 0; second <= 0xff; second += 1) {
        const sample = Uint8Array.of(0x61, first, second, 0x80, 0x80).subarray(0, 1 + (charLength(first) || 2));
        if ((findEncoding(sample) === 'utf-8') !== isRead(sample)) different.push([first, second]);
      }
    }
    expect(different).toEqual([]);
  });
});

test.each([
  ['.xlsx', '504b030414000600', true],
  ['.xls', 'd0cf11e0a1b11ae1', true],
  ['a text that begins alike', '504b2c6e616d65', false],
  ['nothing', '', false],
])('%s is a workbook: %#', (_, hex, is) => expect(isWorkbook(bytes(hex))).toBe(is));

const charLength = (first: number): number => (first < 0xc0 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf8 ? 4 : 0);

function isRead(sample: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample);
    return true;
  } catch {
    return false;
  }
}
