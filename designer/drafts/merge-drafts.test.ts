import { describe, expect, test } from '@jest/globals';
import type { Flow } from '../../schemas/documents/flow.js';
import { chooseSides, type Side } from './choose-side.js';
import type { Draft } from './draft-store.js';
import { mergeDrafts, shareEqualParts } from './merge-drafts.js';

const choice = (id: string, key: string) => ({ id, key, label: { 'en-US': id } });

function createDraft(change: (flow: Flow, layout: Draft['layout']) => void = () => undefined): Draft {
  const document: Flow = {
    id: 'line',
    initial: 'main',
    meta: { specVersion: '1.0', name: 'Line', languages: ['en-US'] },
    states: {
      main: { meta: { step: 'menu', prompt: { 'en-US': 'Press one for balance or two for cards.' }, choices: [choice('balance', '1'), choice('cards', '2')], attempts: 3 }, on: { balance: 'told', cards: 'goodbye' } },
      told: { meta: { step: 'say', prompt: { 'en-US': 'Your balance is fine.' } }, on: { next: 'goodbye' } },
      goodbye: { type: 'final', meta: { step: 'hang_up' } },
    },
  };
  const layout: Draft['layout'] = { flow: 'line', positions: { main: { x: 0, y: 0 }, told: { x: 300, y: 0 }, goodbye: { x: 600, y: 0 } } };
  change(document, layout);
  return { document, layout };
}

const base = createDraft();

test('boxes moved by both, and steps changed by each, come together', () => {
  const mine = createDraft((flow, { positions }) => ((flow.states['told']!.meta['prompt'] = { 'en-US': 'Mine.' }), (positions['told'] = { x: 1, y: 1 })));
  const theirs = createDraft((flow, { positions }) => ((flow.states['main']!.meta['attempts'] = 2), (positions['told'] = { x: 2, y: 2 }), (positions['goodbye'] = { x: 2, y: 2 })));
  const { draft, conflicts } = mergeDrafts(base, mine, theirs);
  expect(conflicts).toEqual([]);
  expect(draft.document.states['told']).toEqual(mine.document.states['told']);
  expect(draft.document.states['main']).toEqual(theirs.document.states['main']);
  expect(draft.layout.positions).toEqual({ main: { x: 0, y: 0 }, told: { x: 1, y: 1 }, goodbye: { x: 2, y: 2 } });
});

test('what nobody else changed stays the same object, so that it counts as saved', () => {
  const mine = createDraft((flow) => (flow.states['told']!.meta['prompt'] = { 'en-US': 'Mine.' }));
  const { draft } = mergeDrafts(base, mine, shareEqualParts(base, structuredClone(base)));
  expect(draft.document).toBe(mine.document);
  expect(draft.layout).toBe(mine.layout);
});

test('equal parts of what came are those that are there', () => {
  const theirs = createDraft((flow) => (flow.states['told']!.meta['prompt'] = { 'en-US': 'Theirs.' }));
  const shared = shareEqualParts(base, theirs);
  expect(shared).toEqual(theirs);
  expect(shared.document.states['main']).toBe(base.document.states['main']);
});

test('two steps that were added under one id are two steps', () => {
  const add = (words: string) => createDraft((flow, { positions }) => {
    flow.states['say_1'] = { meta: { step: 'say', prompt: { 'en-US': words } }, on: { next: 'goodbye' } };
    flow.states['told']!.on!['next'] = words === 'Mine.' ? 'say_1' : 'goodbye';
    positions['say_1'] = { x: words.length, y: 0 };
  });
  const { draft, conflicts, renamed } = mergeDrafts(base, add('Mine.'), add('Theirs.'));
  expect(conflicts).toEqual([]);
  expect(renamed).toEqual({ say_1: 'say_1_2' });
  expect(draft.document.states['say_1']!.meta['prompt']).toEqual({ 'en-US': 'Theirs.' });
  expect(draft.document.states['say_1_2']!.meta['prompt']).toEqual({ 'en-US': 'Mine.' });
  expect(draft.document.states['told']!.on).toEqual({ next: 'say_1_2' });
  expect(draft.layout.positions).toMatchObject({ say_1: { x: 7 }, say_1_2: { x: 5 } });
});

type Clash = [what: string, mine: (flow: Flow) => void, theirs: (flow: Flow) => void, chosen: (flow: Flow) => unknown, wanted: unknown];

const clashes: Clash[] = [
  ['a text', ({ states }) => (states['told']!.meta['prompt'] = { 'en-US': 'Mine.' }), ({ states }) => (states['told']!.meta['prompt'] = { 'en-US': 'Theirs.' }), ({ states }) => states['told']!.meta['prompt'], { 'en-US': 'Theirs.' }],
  ['an exit', ({ states }) => (states['main']!.on!['cards'] = 'told'), ({ states }) => (states['main']!.on!['cards'] = 'main'), ({ states }) => states['main']!.on!['cards'], 'main'],
  ['a step that they removed', ({ states }) => (states['told']!.meta['prompt'] = { 'en-US': 'Mine.' }), ({ states }) => void delete states['told'], ({ states }) => Object.keys(states), ['main', 'goodbye']],
  ['a step that I removed', ({ states }) => void delete states['told'], ({ states }) => (states['told']!.meta['prompt'] = { 'en-US': 'Theirs.' }), ({ states }) => states['told']?.meta['prompt'], { 'en-US': 'Theirs.' }],
  ['a choice that I removed', ({ states }) => (states['main']!.meta['choices'] = [choice('cards', '2')]), ({ states }) => (states['main']!.meta['choices'] = [choice('balance', '7'), choice('cards', '2')]), ({ states }) => states['main']!.meta['choices'], [choice('balance', '7'), choice('cards', '2')]],
  ['a choice that they removed', ({ states }) => (states['main']!.meta['choices'] = [choice('balance', '7'), choice('cards', '2')]), ({ states }) => (states['main']!.meta['choices'] = [choice('cards', '2')]), ({ states }) => states['main']!.meta['choices'], [choice('cards', '2')]],
  ['the name of a step', (flow) => rename(flow, 'balance_told'), (flow) => rename(flow, 'balance_said'), ({ states }) => Object.keys(states).sort(), ['balance_said', 'goodbye', 'main']],
];

function rename({ states }: Flow, name: string): void {
  states[name] = states['told']!;
  delete states['told'];
  states['main']!.on!['balance'] = name;
}

describe.each(clashes)('where both changed %s', (_what, mine, theirs, chosen, wanted) => {
  const { draft, conflicts } = mergeDrafts(base, createDraft(mine), createDraft(theirs));
  const choose = (side: Side) => chooseSides(draft.document, conflicts, conflicts.map(() => side));

  test('there is a conflict, and theirs can be chosen', () => {
    expect(conflicts.length).toBeGreaterThan(0);
    expect(chosen(choose('theirs'))).toEqual(wanted);
  });

  test('mine can be chosen', () => expect(choose('mine')).toEqual(draft.document));
});

describe('a step that one deleted with the ways into it, and the other changed', () => {
  const deletes = createDraft((flow, { positions }) => {
    delete flow.states['told'];
    delete flow.states['main']!.on!['balance'];
    delete positions['told'];
  });
  const changes = createDraft((flow) => (flow.states['told']!.meta['prompt'] = { 'en-US': 'Your balance is very fine.' }));

  test.each([
    ['I changed it, and keep mine', changes, deletes, 'mine', true],
    ['I changed it, and take theirs', changes, deletes, 'theirs', false],
    ['I deleted it, and keep mine', deletes, changes, 'mine', false],
    ['I deleted it, and take theirs', deletes, changes, 'theirs', true],
  ] as const)('is led to again where it stays: %s', (_what, mine, theirs, side, stays) => {
    const { draft, conflicts } = mergeDrafts(base, mine, theirs);
    const { states } = chooseSides(draft.document, conflicts, conflicts.map(() => side));
    if (stays) expect(draft.layout.positions['told']).toEqual({ x: 300, y: 0 });
    expect([states['main']!.on, states['told']?.meta['prompt']]).toEqual(stays ? [{ balance: 'told', cards: 'goodbye' }, { 'en-US': 'Your balance is very fine.' }] : [{ cards: 'goodbye' }, undefined]);
  });

  test('is not led to again where somebody led the exit elsewhere', () => {
    const elsewhere = createDraft((flow) => {
      delete flow.states['told'];
      flow.states['main']!.on!['balance'] = 'goodbye';
    });
    const { draft, conflicts } = mergeDrafts(base, changes, elsewhere);
    expect(chooseSides(draft.document, conflicts, conflicts.map(() => 'mine')).states['main']!.on).toEqual({ balance: 'goodbye', cards: 'goodbye' });
  });
});
