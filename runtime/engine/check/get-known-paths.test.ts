import { expect, test } from '@jest/globals';
import { getKnownPaths } from './get-known-paths.js';

/** Finds the permit, asks for a plate on one of two ways, says what it found, and notes it at the end. */
const flow = {
  id: 'permit',
  initial: 'plate',
  meta: { specVersion: '1.0', name: 'Permit', languages: ['en-US'], parameters: [{ name: 'desk', default: '' }] },
  states: {
    plate: { meta: { step: 'collect_digits', prompt: { 'en-US': 'Plate.' }, saveAs: 'car.plate', minimumDigits: 4, maximumDigits: 4 }, on: { done: 'which', no_input: 'bye', no_match: 'bye' } },
    which: { meta: { step: 'menu', prompt: { 'en-US': 'Which?' }, choices: [{ id: 'old', key: '1', label: {} }, { id: 'new', key: '2', label: {} }] }, on: { old: 'number', new: 'tell' } },
    number: { meta: { step: 'collect_digits', prompt: { 'en-US': 'Number.' }, saveAs: 'permit.number', minimumDigits: 4, maximumDigits: 4 }, on: { done: 'tell', no_input: 'bye', no_match: 'bye' } },
    tell: { meta: { step: 'say', prompt: { 'en-US': 'Thanks.' } }, on: { next: 'note' } },
    note: { meta: { step: 'set_values', assignments: [{ path: 'permit.note', to: 'told' }] }, on: { next: 'bye' } },
    bye: { type: 'final', meta: { step: 'hang_up' } },
    fresh: { meta: { step: 'say', prompt: { 'en-US': '' } }, on: {} },
  },
};

const when = (step: string): Record<string, string> => Object.fromEntries(getKnownPaths(flow, step).map(({ path, when }) => [path, when]));

test('what every way to a step sets is there, what one sets may be, and what is only set behind it is not', () => {
  expect(when('tell')).toMatchObject({ 'car.plate': 'always', desk: 'always', 'call.from': 'always', 'permit.number': 'sometimes', 'permit.note': 'never', 'customer.name': 'sometimes' });
  expect(when('plate')).toMatchObject({ 'car.plate': 'never', 'permit.number': 'never' });
});

test('what is there comes first, and what is set later last', () => {
  const order = getKnownPaths(flow, 'tell').map(({ when }) => when);
  expect(order).toEqual([...order].sort((one, other) => ['always', 'sometimes', 'never'].indexOf(one) - ['always', 'sometimes', 'never'].indexOf(other)));
});

test('of a step that nothing leads to yet, nothing is ruled out', () => {
  expect(Object.values(when('fresh'))).not.toContain('never');
});

test('any JSON is taken', () => {
  expect(getKnownPaths(null, 'a').map(({ path }) => path)).toContain('call.from');
});
