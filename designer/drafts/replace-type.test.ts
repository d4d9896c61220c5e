import { expect, test } from '@jest/globals';
import type { Flow, FlowState } from '../../schemas/documents/flow.js';
import type { Draft } from './draft-store.js';
import { getKeptExits, replaceType } from './replace-type.js';
import { getExits, stepTypes } from './step-types.js';

const menu: FlowState = {
  description: 'Why it is here.',
  meta: { step: 'menu', title: { 'en-US': 'What for' }, prompt: { 'en-US': 'Press 1.' }, choices: [{ id: 'bill', key: '1', label: { 'en-US': 'Bill' } }], attempts: 2 },
  on: { bill: 'bill', no_input: 'bye', no_match: 'bye' },
};

const main: FlowState = { meta: { step: 'menu', title: { 'en-US': 'Main menu', 'zh-CN': '主菜单' } } };

function lineWith(state: FlowState): Flow {
  return { id: 'line', initial: 'a', meta: { specVersion: '1.0', name: 'Line', languages: ['en-US', 'zh-CN'], keys: { '1': 'person' } }, states: { a: state, main } };
}

function asType(state: FlowState, type: string): FlowState {
  const draft: Draft = { document: lineWith(state), layout: { flow: 'line', positions: {} } };
  return replaceType('a', type)(draft).document.states['a']!;
}

/** What became of each exit, as `before → now`. */
const told = (state: FlowState, type: string): string[] => getKeptExits(state, type, lineWith(state)).map(({ before, now }) => `${before.id} → ${now?.id ?? '–'}`);

test('title, note, words and settings of the same name stay, and exits of the same name stay connected', () => {
  expect(asType(menu, 'yes_no')).toMatchObject({ description: 'Why it is here.', meta: { step: 'yes_no', title: { 'en-US': 'What for' }, prompt: { 'en-US': 'Press 1.' }, attempts: 2 }, on: { no_input: 'bye', no_match: 'bye' } });
});

const say: FlowState = { meta: { step: 'say', prompt: { 'en-US': 'Hello.' } }, on: { next: 'main' } };

test('words move to what the new type calls them, and the way on becomes a choice named after the step it leads to, on a key nobody has', () => {
  const after = asType(say, 'menu');
  expect(after.meta['prompt']).toEqual({ 'en-US': 'Hello.' });
  expect(after.meta['choices']).toEqual([{ id: 'choice_1', key: '2', label: { 'en-US': 'Main menu', 'zh-CN': '主菜单' } }]);
  expect(after.on).toEqual({ choice_1: 'main' });
  expect(told(say, 'menu')).toEqual(['next → choice_1']);
});

test.each<[string, FlowState, string, Record<string, string>]>([
  ['a question keeps its answers as choices', { meta: { step: 'yes_no' }, on: { yes: 'main', no: 'bye', no_input: 'bye' } }, 'menu', { yes: 'main', no: 'bye', no_input: 'bye' }],
  ['a menu keeps its choices as branches', menu, 'branch', { bill: 'bill' }],
  ['branches become choices, and so does the way of all others', { meta: { step: 'branch', branches: [{ id: 'gold', label: { 'en-US': 'Gold' }, all: [] }] }, on: { gold: 'main', otherwise: 'bye' } }, 'menu', { gold: 'main', choice_2: 'bye' }],
  ['the way on is what a branch does otherwise', say, 'branch', { otherwise: 'main' }],
  ['a switch that is off goes on', say, 'switch_on', { off: 'main' }],
  ['a yes is not made up', say, 'yes_no', {}],
  ['an order is not confirmed by what only went on', say, 'read_back', {}],
  ['the way on of a subflow is not made up', say, 'subflow', {}],
  ['a choice of the same key is the same', menu, 'yes_no', { yes: 'bill', no_input: 'bye', no_match: 'bye' }],
  ['which of two choices goes on nobody can know', { ...menu, meta: { ...menu.meta, choices: [...(menu.meta['choices'] as []), { id: 'lost', key: '2', label: {} }] }, on: { bill: 'bill', lost: 'main' } }, 'say', {}],
  ['one way on is the way on', say, 'hours', { open: 'main' }],
  ['failures lead where failures led', { meta: { step: 'lookup_customer' }, on: { found: 'main', failed: 'bye' } }, 'voicemail', { recorded: 'main', failed: 'bye' }],
])('%s', (_, state, type, on) => {
  expect(asType(state, type).on ?? {}).toEqual(on);
});

const types = Object.keys(stepTypes);

test.each(types)('a %s that becomes any other type brings nothing of an example that callers would hear or press', (from) => {
  const state: FlowState = { meta: { step: from, ...structuredClone(stepTypes[from]!.examples[0]!.data as object) } };
  const before = new Set([...words(state.meta), ...getExits(state).flatMap(({ label }) => Object.values(label))]);
  for (const type of types) {
    if (type === from) continue;
    const { title: _title, ...data } = asType(state, type).meta;
    expect([type, words(data).filter((text) => !before.has(text))]).toEqual([type, []]);
  }
});

/** Every text of prompts and labels. */
function words(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, entry]) => (/^[a-z]{2}-[A-Z]{2}$/.test(name) && typeof entry === 'string' ? [entry] : words(entry))).filter(Boolean);
}

test('a title that only named the old type names the new one', () => {
  expect(asType({ ...menu, meta: { ...menu.meta, title: { 'en-US': 'Menu' } } }, 'yes_no').meta.title?.['en-US']).not.toBe('Menu');
});

test('an ending has no exits, and says beforehand which it loses', () => {
  expect(told(menu, 'hang_up')).toEqual(['bill → –', 'no_input → –', 'no_match → –']);
  expect(asType(menu, 'hang_up')).toMatchObject({ type: 'final' });
  expect(asType(menu, 'hang_up')).not.toHaveProperty('on');
});
