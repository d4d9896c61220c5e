import { expect, test } from '@jest/globals';
import { getAnswerPaths, getKnownPaths } from './get-known-paths.js';

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

/** Asks the water company, then says what it knows. */
const water = {
  id: 'water',
  initial: 'ask',
  meta: { specVersion: '1.0', name: 'Water', languages: ['en-US'] },
  states: {
    ask: {
      meta: { step: 'http_request', save: [{ path: 'fee', from: 'body.fee' }, { path: 'note', from: 'body.unknown' }], outcomes: [], example: { status: 200, body: { fee: { amount: { amountMinor: 32_050, currency: 'CNY' }, dueOn: '2026-12-05', 欠费: 1 }, bills: [{ total: 12 }], overdue: true } } },
      on: { ok: 'tell', failed: 'bye' },
    },
    tell: { meta: { step: 'collect_amount', saveAs: 'payment.amount' }, on: { done: 'bye', no_input: 'bye', no_match: 'bye' } },
    bye: { type: 'final', meta: { step: 'hang_up' } },
  },
};

test('what an example answer shows is offered with its kind, money as one value', () => {
  const known = Object.fromEntries(getKnownPaths(water, 'tell').map(({ path, ...rest }) => [path, rest]));
  expect(known).toMatchObject({
    fee: { when: 'always', kind: 'group' }, 'fee.amount': { when: 'always', kind: 'money' }, 'fee.dueOn': { when: 'always', kind: 'date' }, note: { when: 'always', kind: null },
    'payment.amount': { when: 'never', kind: 'money' }, 'customer.age': { kind: 'number' }, 'product.charge': { when: 'always', kind: 'money' }, 'order.firstCharge': { kind: 'date' },
  });
  expect(Object.keys(known)).not.toContain('fee.amount.amountMinor');
  expect(Object.keys(known).some((path) => /欠费/.test(path))).toBe(false);
});

test('what the flow sets comes before what every call has', () => {
  const paths = getKnownPaths(water, 'tell').map(({ path }) => path);
  expect(paths.indexOf('fee.amount')).toBeLessThan(paths.indexOf('call.from'));
});

test('the conditions of a request look at its answer, down to the first entry of a list', () => {
  expect(getAnswerPaths(water, 'ask').map(({ path, kind }) => `${path} ${kind}`)).toEqual(['body group', 'body.fee group', 'body.bills list', 'body.overdue yes_no', 'body.fee.amount money', 'body.fee.dueOn date', 'body.bills[0] group', 'body.bills[0].total number', 'status number']);
  expect(getAnswerPaths({}, 'ask').map(({ path }) => path)).toEqual(['body']);
});
