import { expect, test } from '@jest/globals';
import type { Flow } from '../../schemas/documents/flow.js';
import { findInFlow, isFitting, replaceInFlow, type FindQuery } from './find-in-flow.js';

const flow: Flow = {
  id: 'line',
  initial: 'hello',
  meta: { specVersion: '1.0', name: 'Card line', languages: ['en-US'] },
  states: {
    hello: { description: 'Card people.', meta: { step: 'say', title: { 'en-US': 'Hello' }, prompt: { 'en-US': 'Your card costs {{ bill.amount }}, not {{ bill.amounts }}. Call +861055550001 or 55550001.' } }, on: { next: 'ask' } },
    ask: {
      meta: { step: 'http_request', method: 'GET', url: '{{ settings.crmUrl }}/cards/{{ bill.amount }}', timeoutSeconds: 5, headers: { 'X-Card': 'a' }, save: [{ path: 'bill.amount', from: 'body.amount' }], outcomes: [{ id: 'card', label: { 'en-US': 'Card' }, all: [{ value: 'bill.amount', is: 'equal', to: 5 }] }] },
      on: { failed: 'bye' },
    },
    bye: { type: 'final', meta: { step: 'hang_up' } },
  },
};

const cases: { title: string; query: FindQuery; pointers: string[] }[] = [
  { title: 'words that people hear or read, never ids or headers', query: { kind: 'text', sought: 'card' }, pointers: ['/meta/name', '/states/hello/meta/prompt/en-US', '/states/ask/meta/outcomes/0/label/en-US', '/states/hello/description'] },
  { title: 'words in the given case only', query: { kind: 'text', sought: 'card', matchCase: true }, pointers: ['/states/hello/meta/prompt/en-US'] },
  { title: 'a whole telephone number', query: { kind: 'number', sought: '+861055550001' }, pointers: ['/states/hello/meta/prompt/en-US'] },
  { title: 'a number as a setting', query: { kind: 'number', sought: '5' }, pointers: ['/states/ask/meta/timeoutSeconds', '/states/ask/meta/outcomes/0/all/0/to'] },
  { title: 'part of an address', query: { kind: 'url', sought: '/cards' }, pointers: ['/states/ask/meta/url'] },
  { title: 'a variable wherever it is read or set', query: { kind: 'variable', sought: 'bill.amount' }, pointers: ['/states/hello/meta/prompt/en-US', '/states/ask/meta/url', '/states/ask/meta/save/0/path', '/states/ask/meta/outcomes/0/all/0/value'] },
  { title: 'a step type', query: { kind: 'step_type', sought: 'say' }, pointers: ['/states/hello/meta/step'] },
  { title: 'nothing for nothing', query: { kind: 'text', sought: ' ' }, pointers: [] },
];

test.each(cases)('finds $title', ({ query, pointers }) => {
  expect(findInFlow(flow, query).map((found) => found.pointer).sort()).toEqual(pointers.sort());
});

test('a variable is renamed as a whole word only', () => {
  const query: FindQuery = { kind: 'variable', sought: 'bill.amount' };
  const after = replaceInFlow(flow, query, findInFlow(flow, query), 'debt');
  expect(after.states['hello']?.meta['prompt']).toEqual({ 'en-US': 'Your card costs {{ debt }}, not {{ bill.amounts }}. Call +861055550001 or 55550001.' });
  expect(after.states['ask']?.meta).toMatchObject({ url: '{{ settings.crmUrl }}/cards/{{ debt }}', save: [{ path: 'debt' }] });
});

test('a number that is a setting stays a number', () => {
  const query: FindQuery = { kind: 'number', sought: '5' };
  expect(replaceInFlow(flow, query, findInFlow(flow, query), '8').states['ask']?.meta).toMatchObject({ timeoutSeconds: 8 });
});

test('only what was chosen is replaced', () => {
  const query: FindQuery = { kind: 'text', sought: 'card' };
  const after = replaceInFlow(flow, query, findInFlow(flow, query).slice(0, 1), 'Loan');
  expect([after.meta.name, after.states['hello']?.description]).toEqual(['Loan line', 'Card people.']);
});

test('a step type is replaced and keeps what fits', () => {
  const query: FindQuery = { kind: 'step_type', sought: 'say' };
  expect(replaceInFlow(flow, query, findInFlow(flow, query), 'wait').states['hello']).toMatchObject({ meta: { step: 'wait', title: { 'en-US': 'Hello' } }, on: { next: 'ask' } });
});

test.each([
  ['step_type', 'nothing_such', false],
  ['step_type', 'menu', true],
  ['variable', 'a b', false],
  ['variable', 'card.last4', true],
  ['number', 'ten', false],
  ['number', '+86 10 5555', true],
] as const)('as %s "%s" fits: %s', (kind, replacement, fits) => {
  expect(isFitting({ kind, sought: 'x' }, replacement)).toBe(fits);
});
