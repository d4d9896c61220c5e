import { expect, test } from '@jest/globals';
import { getVersionBefore } from './get-version-before.js';

/** `+a`: published, `<a`: rolled back to, `^a`: promoted from a trial, `=a`: a trial of another version changed nothing for the others. */
const actions: Record<string, string> = { '+': 'published', '<': 'rolled_back', '^': 'canary_promoted', '=': 'canary_started' };

const cases: [string, string, string | null][] = [
  ['the first version has none before it', '+a', null],
  ['the one published before', '+a +b', 'a'],
  ['once rolled back, not the version that was left', '+a +b <a', null],
  ['twice back goes back two versions', '+a +b +c <b', 'a'],
  ['back over several takes all of them away', '+a +b +c <a', null],
  ['what was taken back forward can be left again', '+a +b <a <b', 'a'],
  ['a version published after going back stands on what was heard then', '+a +b <a +c', 'a'],
  ['a version published again after another went away', '+a +b +a', null],
  ['a trial that only began counts for nothing', '+a +b =b', 'a'],
  ['a trial promoted counts as published', '+a =a ^b', 'a'],
  ['the same version published twice is one', '+a +b +b', 'a'],
];

test.each(cases)('%s', (_what, history, before) => {
  const publications = history.split(' ').map((word) => ({ action: actions[word[0]!]!, version: word.slice(1) }));
  expect(getVersionBefore(publications)).toBe(before);
});
