import { describe, expect, test } from '@jest/globals';
import type { Answer } from './caller.js';
import { readTokens } from './scripted-caller.js';

describe('a script', () => {
  test.each([
    { script: '1 6225# - say:余额 hangup@2', expected: [{ keys: '1' }, { keys: '6225#' }, 'silence', { speech: '余额' }, { hangUpAfterSeconds: 2 }] },
    { script: '', expected: [] },
    { script: '  1\t2\n3  ', expected: [{ keys: '1' }, { keys: '2' }, { keys: '3' }] },
    { script: '*0# #', expected: [{ keys: '*0#' }, { keys: '#' }] },
    { script: '1@3 12#@0.5', expected: [{ keys: '1', afterSeconds: 3 }, { keys: '12#', afterSeconds: 0.5 }] },
    { script: 'say:"my balance" 1', expected: [{ speech: 'my balance' }, { keys: '1' }] },
    { script: "say:'my balance'", expected: [{ speech: 'my balance' }] },
    { script: '"say:查 余额"', expected: [{ speech: '查 余额' }] },
    { script: "say:I'm", expected: [{ speech: "I'm" }] },
    { script: 'say:a@b:c', expected: [{ speech: 'a@b:c' }] },
    { script: 'hangup@0', expected: [{ hangUpAfterSeconds: 0 }] },
    { script: 'a', expected: [{ keys: 'A' }] },
  ] as { script: string; expected: Answer[] }[])('$script', ({ script, expected }) => {
    expect(readTokens(script)).toEqual(expected);
  });

  test.each([
    { name: 'a word', script: '1 hello 2', error: /"hello" is no token.*tokens are divided by blanks/s },
    { name: 'a hang-up without its time', script: 'hangup', error: /"hangup" is no token.*hangup@2/s },
    { name: 'a time that is none', script: '1@x', error: /"1@x" is no token/ },
    { name: 'no words', script: 'say:', error: /"say:" is no token/ },
    { name: 'blank words', script: 'say:" "', error: /"say: " is no token/ },
    { name: 'an open quote', script: 'say:"my balance', error: /The quote " .* is not closed/ },
    { name: 'empty quotes', script: '""', error: /"" is no token/ },
    { name: 'a comma', script: '1,2', error: /"1,2" is no token/ },
  ])('$name is refused', ({ script, error }) => {
    expect(() => readTokens(script)).toThrow(error);
  });
});
