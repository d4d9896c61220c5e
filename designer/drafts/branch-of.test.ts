import { expect, test } from '@jest/globals';
import type { Flow } from '../../schemas/documents/flow.js';
import { getBranch, getFoldedSteps } from './branch-of.js';

const step = (...targets: string[]) => ({ meta: { step: 'menu' }, on: Object.fromEntries(targets.map((target, at) => [`exit_${at}`, target])) });
const flow: Flow = {
  id: 'line',
  initial: 'start',
  meta: { specVersion: '1.0', name: 'Line', languages: ['en-US'] },
  on: { person: '.person' },
  states: { start: step('menu', 'other'), menu: step('bill', 'news'), bill: step('menu', 'bye'), news: step('person'), other: step('bye'), person: step('bye'), bye: step() },
};

test('a branch is what only the step leads to: not what others or the keys of the whole flow reach too', () => {
  expect([...getBranch(flow, 'menu')].sort()).toEqual(['bill', 'news']);
});

test('the first step leads to everything but what the keys of the whole flow reach', () => {
  expect([...getBranch(flow, 'start')].sort()).toEqual(['bill', 'menu', 'news', 'other']);
});

test('a folded step that is gone folds nothing', () => {
  expect(getFoldedSteps(flow, ['gone', 'menu']).size).toBe(2);
});
