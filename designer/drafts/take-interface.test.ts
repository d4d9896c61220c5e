import { expect, test } from '@jest/globals';
import type { Flow, FlowState } from '../../schemas/documents/flow.js';
import type { Draft } from './draft-store.js';
import { takeInterface } from './take-interface.js';

const payment: Flow = {
  id: 'parking-payment',
  initial: 'ask',
  meta: { specVersion: '1.0', name: 'Payment', languages: ['en-US', 'zh-CN'], parameters: [{ name: 'permit' }, { name: 'amount', type: 'number' }, { name: 'greeting', default: '' }] },
  states: {
    ask: { meta: { step: 'yes_no' }, on: { yes: 'paid', no: 'not_paid', no_input: 'unnamed', no_match: 'not_paid' } },
    paid: { type: 'final', meta: { step: 'return', title: { 'en-US': 'Paid', 'zh-CN': '已付' }, exit: 'paid', results: [{ name: 'receipt', value: 'payment.id' }] } },
    not_paid: { type: 'final', meta: { step: 'return', title: { 'en-US': 'Not paid' }, exit: 'not_paid' } },
    unnamed: { type: 'final', meta: { step: 'return', title: { 'en-US': 'Return', 'zh-CN': '返回' }, exit: 'silent' } },
    nobody_comes: { type: 'final', meta: { step: 'return', exit: 'lost' } },
  },
};

const old: FlowState = {
  meta: { step: 'subflow', title: { 'en-US': 'Pay' }, flow: 'identify', parameters: [{ name: 'card', to: '{{ card }}' }, { name: 'permit', to: '{{ permit.id }}' }], results: [{ name: 'level', saveAs: 'caller.level' }], exits: [{ id: 'known', label: { 'en-US': 'Known' } }, { id: 'paid', label: { 'en-US': 'Yes' } }] },
  on: { known: 'bye', paid: 'next', failed: 'bye' },
};

function taken(state: FlowState, other = payment): FlowState {
  const draft: Draft = { document: { id: 'parking', initial: 'pay', meta: { specVersion: '1.0', name: 'Parking', languages: ['en-US', 'zh-CN'] }, states: { pay: state } }, layout: { flow: 'parking', positions: {} } };
  return takeInterface('pay', other)(draft).document.states['pay']!;
}

test('a chosen flow brings its exits, what it must be given, and what it hands back; what is no part of it goes', () => {
  expect(taken(old).meta).toEqual({
    step: 'subflow',
    title: { 'en-US': 'Pay' },
    flow: 'parking-payment',
    parameters: [{ name: 'permit', to: '{{ permit.id }}' }, { name: 'amount', to: '' }],
    results: [{ name: 'receipt', saveAs: 'parking_payment.receipt' }],
    exits: [
      { id: 'paid', label: { 'en-US': 'Paid', 'zh-CN': '已付' } },
      { id: 'not_paid', label: { 'en-US': 'Not paid', 'zh-CN': 'Not paid' } },
      { id: 'silent', label: { 'en-US': 'silent', 'zh-CN': 'silent' } },
    ],
  });
});

test('connections of exits that are still there stay', () => {
  expect(taken(old).on).toEqual({ paid: 'next', failed: 'bye' });
});

test('taken again from the same flow, exits and results keep the names they were given here', () => {
  const again = taken({ ...old, meta: { ...old.meta, flow: 'parking-payment', results: [{ name: 'receipt', saveAs: 'permit.receipt' }] } });
  expect(again.meta['exits']).toContainEqual({ id: 'paid', label: { 'en-US': 'Yes' } });
  expect(again.meta['results']).toEqual([{ name: 'receipt', saveAs: 'permit.receipt' }]);
});

test('a flow that only goes on elsewhere gets parameters alone', () => {
  expect(taken({ meta: { step: 'go_to_flow', flow: '' } }).meta).toEqual({ step: 'go_to_flow', flow: 'parking-payment', parameters: [{ name: 'permit', to: '' }, { name: 'amount', to: '' }] });
});

test('a flow that asks for nothing and never returns leaves nothing behind', () => {
  expect(taken(old, { id: 'bye', initial: 'end', meta: { specVersion: '1.0', name: 'Bye', languages: ['en-US'] }, states: { end: { type: 'final', meta: { step: 'hang_up' } } } }).meta).toEqual({ step: 'subflow', title: { 'en-US': 'Pay' }, flow: 'bye', exits: [] });
});
