import { describe, expect, test } from '@jest/globals';
import type { Flow } from '../../schemas/documents/flow.js';
import { pasteSteps, readCopied, renderCopied, type CopiedSteps } from './clipboard.js';
import type { Draft } from './draft-store.js';

const document: Flow = {
  id: 'line',
  initial: 'welcome',
  meta: { specVersion: '1.0', name: 'Line', languages: ['en-US'] },
  states: {
    welcome: { meta: { step: 'say', text: { 'en-US': 'Hello.' } }, on: { next: 'news' } },
    news: { meta: { step: 'say', text: { 'en-US': 'News.' } }, on: { next: 'bye' } },
    bye: { type: 'final', meta: { step: 'hang_up' } },
  },
};
const draft: Draft = {
  document,
  layout: { flow: 'line', positions: { welcome: { x: 0, y: 0 }, news: { x: 400, y: 50 }, bye: { x: 800, y: 0 } }, notes: [{ id: 'note_1', x: 10, y: 300, text: 'Ask the shop' }] },
};

function copy(nodes: string[]): CopiedSteps {
  return readCopied(renderCopied(document, draft.layout, nodes)) as CopiedSteps;
}

test('copies get ids of their own, keep what leads from one to another, and lose what leads out', () => {
  const { draft: after, nodes } = pasteSteps(draft, copy(['welcome', 'news']), { x: 1000, y: 1000 });
  expect(nodes).toEqual(['welcome_2', 'news_2']);
  expect(after.document.states['welcome_2']?.on).toEqual({ next: 'news_2' });
  expect(after.document.states['news_2']?.on).toEqual({});
  expect(after.layout.positions['news_2']).toEqual({ x: 1400, y: 1050 });
});

test('in a flow where the ids are free they stay', () => {
  const other: Draft = { document: { ...document, id: 'other', states: { start: document.states['bye']! } }, layout: { flow: 'other', positions: {} } };
  expect(pasteSteps(other, copy(['news']), { x: 0, y: 0 }).nodes).toEqual(['news']);
});

test('a note is copied with the steps', () => {
  const { draft: after, nodes } = pasteSteps(draft, copy(['bye', 'note:note_1']), { x: 0, y: 0 });
  expect(nodes).toEqual(['bye_2', 'note:note_2']);
  expect(after.layout.notes?.[1]).toEqual({ id: 'note_2', x: 0, y: 300, text: 'Ask the shop' });
});

describe('what is no step is refused', () => {
  test.each([
    ['a shopping list', 'milk, bread', 'no_steps'],
    ['other JSON', '{"states":"no"}', 'no_steps'],
    ['nothing', '', 'no_steps'],
    ['a step without a type', JSON.stringify({ trunkline: 'steps', states: { a: { meta: {} } } }), 'not_complete'],
    ['an id that no step may have', JSON.stringify({ trunkline: 'steps', states: { '../a': { meta: { step: 'say' } } } }), 'not_complete'],
    ['far too many', JSON.stringify({ trunkline: 'steps', states: Object.fromEntries(Array.from({ length: 2001 }, (_, at) => [`s${at}`, { meta: { step: 'say' } }])) }), 'too_many'],
  ])('%s', (_title, text, reason) => {
    expect(readCopied(text)).toBe(reason);
  });
});

test('a whole flow file can be pasted', () => {
  expect(Object.keys((readCopied(JSON.stringify(document)) as CopiedSteps).states)).toEqual(['welcome', 'news', 'bye']);
});
