import { expect, test } from '@jest/globals';
import type { FlowState } from '../../schemas/documents/flow.js';
import type { Draft } from './draft-store.js';
import { getLostExits, replaceType } from './replace-type.js';

const menu: FlowState = {
  description: 'Why it is here.',
  meta: { step: 'menu', title: { 'en-US': 'What for' }, prompt: { 'en-US': 'Press 1.' }, choices: [{ id: 'bill', key: '1', label: { 'en-US': 'Bill' } }], attempts: 2 },
  on: { bill: 'bill', no_input: 'bye', no_match: 'bye' },
};

function asType(state: FlowState, type: string): FlowState {
  const draft: Draft = { document: { id: 'line', initial: 'a', meta: { specVersion: '1.0', name: 'Line', languages: ['en-US'] }, states: { a: state } }, layout: { flow: 'line', positions: {} } };
  return replaceType('a', type)(draft).document.states['a']!;
}

test('title, note, words and settings of the same name stay, and exits of the same name stay connected', () => {
  expect(asType(menu, 'yes_no')).toMatchObject({ description: 'Why it is here.', meta: { step: 'yes_no', title: { 'en-US': 'What for' }, prompt: { 'en-US': 'Press 1.' }, attempts: 2 }, on: { no_input: 'bye', no_match: 'bye' } });
});

test('words move to what the new type calls them, and the way on to its way on', () => {
  const say: FlowState = { meta: { step: 'say', prompt: { 'en-US': 'Hello.' } }, on: { next: 'bye' } };
  const after = asType(say, 'menu');
  expect(after.meta['prompt']).toEqual({ 'en-US': 'Hello.' });
  expect(Object.values(after.on ?? {})).toEqual(['bye']);
});

test('a title that only named the old type names the new one', () => {
  expect(asType({ ...menu, meta: { ...menu.meta, title: { 'en-US': 'Menu' } } }, 'yes_no').meta.title?.['en-US']).not.toBe('Menu');
});

test('an ending has no exits, and says beforehand which it loses', () => {
  expect(getLostExits(menu, 'hang_up', ['en-US']).map((exit) => exit.id)).toEqual(expect.arrayContaining(['bill', 'no_input']));
  expect(asType(menu, 'hang_up')).toMatchObject({ type: 'final' });
  expect(asType(menu, 'hang_up')).not.toHaveProperty('on');
});
