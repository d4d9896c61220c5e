import { expect, test } from '@jest/globals';
import { fail } from './errors.js';

test.each([
  [1, 'The flow has 1 error and cannot be published. Mend it first.'],
  [2, 'The flow has 2 errors and cannot be published. Mend them first.'],
])('%d of something is said with the word for it', (count, expected) => {
  expect(fail('has_problems', { count }).message).toBe(expected);
});

test('what is not told leaves nothing in its place', () => {
  expect(fail('not_found', { what: 'The flow "none"' }).message).toBe('The flow "none" does not exist. ');
});
