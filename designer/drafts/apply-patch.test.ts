import { expect, test } from '@jest/globals';
import type { Json } from '../../schemas/json.js';
import { applyPatch, type PatchOperation } from './apply-patch.js';

const cases: { title: string; patch: PatchOperation[]; expected: Json }[] = [
  { title: 'adds a property', patch: [{ op: 'add', path: '/on/next', value: 'bye' }], expected: { on: { done: 'a', next: 'bye' }, list: [1, 2] } },
  { title: 'adds into a list', patch: [{ op: 'add', path: '/list/1', value: 9 }], expected: { on: { done: 'a' }, list: [1, 9, 2] } },
  { title: 'adds at the end of a list', patch: [{ op: 'add', path: '/list/-', value: 9 }], expected: { on: { done: 'a' }, list: [1, 2, 9] } },
  { title: 'removes', patch: [{ op: 'remove', path: '/list/0' }], expected: { on: { done: 'a' }, list: [2] } },
  { title: 'replaces in a list', patch: [{ op: 'replace', path: '/list/0', value: 7 }], expected: { on: { done: 'a' }, list: [7, 2] } },
  { title: 'moves', patch: [{ op: 'move', from: '/on/done', path: '/on/finished' }], expected: { on: { finished: 'a' }, list: [1, 2] } },
  { title: 'copies', patch: [{ op: 'copy', from: '/list', path: '/on/list' }], expected: { on: { done: 'a', list: [1, 2] }, list: [1, 2] } },
  { title: 'reads escaped pointers', patch: [{ op: 'add', path: '/on/a~1b~0c', value: 1 }], expected: { on: { done: 'a', 'a/b~c': 1 }, list: [1, 2] } },
];

test.each(cases)('$title', ({ patch, expected }) => {
  expect(applyPatch({ on: { done: 'a' }, list: [1, 2] }, patch)).toEqual(expected);
});

test.each<PatchOperation>([
  { op: 'remove', path: '/on/missing' },
  { op: 'replace', path: '/nowhere/at/all', value: 1 },
  { op: 'test', path: '/on/done', value: 'b' },
])('refuses $op $path', (operation) => {
  expect(() => applyPatch({ on: { done: 'a' } }, [operation])).toThrow(/patch/);
});
