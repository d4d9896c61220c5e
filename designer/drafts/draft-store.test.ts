import { expect, test } from '@jest/globals';
import type { Draft } from './draft-store.js';
import { createDraftStore } from './draft-store.js';

const draft: Draft = {
  document: { id: 'line', initial: 'bye', meta: { specVersion: '1.0', name: 'Line', languages: ['en-US'] }, states: { bye: { type: 'final', meta: { step: 'hang_up' } } } },
  layout: { flow: 'line', positions: {} },
};

function rename(name: string) {
  return (before: Draft): Draft => ({ ...before, document: { ...before.document, meta: { ...before.document.meta, name } } });
}

test('letters typed into one field are taken back as a word', () => {
  const store = createDraftStore(draft);
  for (const name of ['N', 'Ne', 'New']) store.getState().edit(rename(name), 'name');
  store.temporal.getState().undo();
  expect(store.getState().document.meta.name).toBe('Line');
  store.temporal.getState().redo();
  expect(store.getState().document.meta.name).toBe('New');
});

test('changes of different fields are taken back one by one', () => {
  const store = createDraftStore(draft);
  store.getState().edit(rename('New'), 'name');
  store.getState().edit((before) => ({ ...before, layout: { ...before.layout, positions: { bye: { x: 1, y: 2 } } } }));
  store.temporal.getState().undo();
  expect(store.getState()).toMatchObject({ document: { meta: { name: 'New' } }, layout: { positions: {} } });
});

test('a change that changes nothing leaves nothing to undo', () => {
  const store = createDraftStore(draft);
  store.getState().edit((before) => before);
  expect(store.temporal.getState().pastStates).toHaveLength(0);
});
