import { expect, test } from '@jest/globals';
import type { Flow } from '../../schemas/documents/flow.js';
import type { Draft } from './draft-store.js';
import { addStep, connectExit, deleteSteps, duplicateStep, renameExit, renameStep, setGlobalKeys, setStepProperty } from './edits.js';

const document: Flow = {
  id: 'line',
  initial: 'welcome',
  meta: { specVersion: '1.0', name: 'Line', languages: ['en-US'], keys: { '0': 'person' } },
  on: { person: '.to_person' },
  states: {
    welcome: {
      meta: { step: 'menu', prompt: { 'en-US': 'Press 1.' }, choices: [{ id: 'choice_1', key: '1', label: { 'en-US': 'Bye' } }] },
      on: { choice_1: 'bye', no_input: 'bye', no_match: 'to_person' },
    },
    to_person: { meta: { step: 'transfer', number: '+861055550001' }, on: { answered: 'bye', busy: 'bye', no_answer: 'bye', failed: 'bye' } },
    bye: { type: 'final', meta: { step: 'hang_up' } },
  },
};
const draft: Draft = { document, layout: { flow: 'line', positions: { welcome: { x: 0, y: 0 }, to_person: { x: 9, y: 9 } } } };

test('a new step holds settings of an example but none of its words, in a place of its own', () => {
  const after = addStep('menu', 'menu', { x: 10.4, y: 20 })(draft);
  const choices = [{ id: 'choice_1', key: '1', label: { 'en-US': 'Choice 1' } }, { id: 'choice_2', key: '2', label: { 'en-US': 'Choice 2' } }];
  expect(after.document.states['menu']).toMatchObject({ meta: { step: 'menu', title: { 'en-US': 'Menu' }, choices, prompt: { 'en-US': '' } }, on: {} });
  expect(after.layout.positions['menu']).toEqual({ x: 10, y: 20 });
});

test.each([
  ['hours', ['closedOn', 'openOn'], undefined],
  ['decide_offer', ['products'], []],
  ['http_request', ['outcomes'], []],
  ['collect_digits', ['leave'], undefined],
])('a new %s step has no days off, products, outcomes or keys of an example', (type, names, left) => {
  const { meta } = addStep('new', type, { x: 0, y: 0 })(draft).document.states['new']!;
  for (const name of names) expect(meta[name]).toEqual(left);
});

test('a new subflow step has no exits before its flow is chosen', () => {
  expect(addStep('part', 'subflow', { x: 0, y: 0 })(draft).document.states['part']?.meta).toEqual({ step: 'subflow', title: { 'en-US': 'Subflow' }, flow: '', exits: [] });
});

test('an ending is final and has no exits', () => {
  expect(addStep('end', 'hang_up', { x: 0, y: 0 })(draft).document.states['end']).toMatchObject({ type: 'final', meta: { step: 'hang_up' } });
});

test('a deleted step takes every way to it along, also those of the keys of the whole flow', () => {
  const after = deleteSteps(['to_person'])(draft);
  expect(Object.keys(after.document.states)).toEqual(['welcome', 'bye']);
  expect(after.document.states['welcome']?.on).toEqual({ choice_1: 'bye', no_input: 'bye' });
  expect(after.document.on).toEqual({});
  expect(after.layout.positions).toEqual({ welcome: { x: 0, y: 0 } });
});

test('the first step cannot be deleted', () => {
  expect(deleteSteps(['welcome'])(draft).document).toEqual(document);
});

test('an exit is led elsewhere, and its connection taken away', () => {
  const led = connectExit('welcome', 'choice_1', 'to_person')(draft);
  expect(led.document.states['welcome']?.on?.['choice_1']).toBe('to_person');
  expect(connectExit('welcome', 'choice_1', null)(led).document.states['welcome']?.on).not.toHaveProperty('choice_1');
});

test('a choice that is taken away takes its connection along', () => {
  const after = setStepProperty('welcome', 'choices', [])(draft);
  expect(after.document.states['welcome']?.on).toEqual({ no_input: 'bye', no_match: 'to_person' });
});

test('a choice called by another name stays connected', () => {
  const state = renameExit('welcome', 'choice_1', 'finish')(draft).document.states['welcome'];
  expect(state).toMatchObject({ meta: { choices: [{ id: 'finish' }] }, on: { finish: 'bye' } });
});

test('a name that another exit has is refused', () => {
  expect(renameExit('welcome', 'choice_1', 'no_input')(draft).document).toEqual(document);
});

test('a copy has the same data and leads to the same steps', () => {
  expect(duplicateStep('welcome', 'welcome_2', { x: 0, y: 0 })(draft).document.states['welcome_2']).toEqual(document.states['welcome']);
});

test('a key of the whole flow leads from the root; hearing again leads nowhere', () => {
  const after = setGlobalKeys([{ key: '0', exit: 'person', target: 'bye' }, { key: '#', exit: 'again', target: null }])(draft).document;
  expect(after.on).toEqual({ person: '.bye' });
  expect(after.meta.keys).toEqual({ '#': 'again', '0': 'person' });
});

test('a step is called by another id wherever the flow and its layout name it', () => {
  const { document: after, layout } = renameStep('to_person', 'desk')({ ...draft, layout: { ...draft.layout, folded: ['to_person'], frames: [{ id: 'frame_1', title: '', color: 'grey', x: 0, y: 0, width: 99, height: 99, folded: ['to_person'] }] } });
  expect(Object.keys(after.states)).toEqual(['welcome', 'desk', 'bye']);
  expect(after.states['welcome']?.on).toEqual({ choice_1: 'bye', no_input: 'bye', no_match: 'desk' });
  expect(after.on).toEqual({ person: '.desk' });
  expect(layout).toMatchObject({ positions: { desk: { x: 9, y: 9 } }, folded: ['desk'], frames: [{ folded: ['desk'] }] });
  expect(renameStep('welcome', 'hello')(draft).document.initial).toBe('hello');
});

test.each(['bye', 'Not an id', ''])('a step is not called %p, which is taken or no id', (id) => {
  expect(renameStep('to_person', id)(draft)).toBe(draft);
});

test('an exit takes the name of one that only stands in for it, and of no other', () => {
  const data = { step: 'http_request', method: 'GET', url: 'https://bank.example', outcomes: [{ id: 'choice_1', label: { 'en-US': 'Fine' }, status: [200] }] };
  const asking: Draft = { ...draft, document: { ...document, states: { ...document.states, ask: { meta: data, on: { failed: 'bye' } } } } };
  expect(renameExit('ask', 'choice_1', 'ok')(asking).document.states['ask']?.meta).toMatchObject({ outcomes: [{ id: 'ok' }] });
  expect(renameExit('welcome', 'choice_1', 'no_input')(draft).document.states['welcome']).toEqual(document.states['welcome']);
});
