import { expect, test } from '@jest/globals';
import { diffWords, shareOf } from './diff-words.js';

const written = (before: string, after: string): string => diffWords(before, after).map(({ kind, text }) => ({ same: text, gone: `[-${text}-]`, new: `[+${text}+]` })[kind]).join('');

test.each([
  ['the same words', 'Hello there.', 'Hello there.', 'Hello there.'],
  ['a word in the middle', 'Welcome to our bank.', 'Welcome to your bank.', 'Welcome to [-our-][+your+] bank.'],
  ['words in a row, with the space between them', 'Hello there, friend.', 'Good day, friend.', '[-Hello there-][+Good day+], friend.'],
  ['Chinese, which has no spaces', '欢迎致电云雀银行。', '欢迎来电云雀银行。', '欢迎[-致电-][+来电+]云雀银行。'],
  ['a text that is all new', 'Bye.', '', '[-Bye.-]'],
  ['a text that was not there', '', 'Bye.', '[+Bye.+]'],
])('%s', (_what, before, after, expected) => {
  expect(written(before, after)).toBe(expected);
});

test('both texts can be put together again from the pieces', () => {
  const [before, after] = ['账单请按1，余额请按2，人工请按0。', '查余额请按1，查账单请按2，找人工请按0，重听请按星号。'];
  const pieces = diffWords(before, after);
  expect(pieces.filter(({ kind }) => kind !== 'new').map(({ text }) => text).join('')).toBe(before);
  expect(pieces.filter(({ kind }) => kind !== 'gone').map(({ text }) => text).join('')).toBe(after);
});

test('a part of a text is wholly in it', () => {
  expect(shareOf('no bill', 'There is no bill today.')).toBe(1);
  expect(shareOf('no bill', 'Goodbye.')).toBe(0);
});

test('texts of thousands of words are compared too', () => {
  const long = Array.from({ length: 4000 }, (_, at) => `word${at}`).join(' ');
  expect(diffWords(`a ${long}`, `b ${long}`)).toHaveLength(3);
  expect(diffWords(long, long.replaceAll('word', 'term')).map(({ kind }) => kind)).toContain('new');
});
