import { expect, test } from '@jest/globals';
import type { Draft } from './draft-store.js';
import { deleteSteps } from './edits.js';
import { addNote, moveNodes, setFolded } from './layout-edits.js';
import { whatChanged } from './what-changed.js';

const draft = {
  document: {
    id: 'line',
    initial: 'ask',
    meta: { specVersion: '1.0', name: 'Line', languages: ['en-US'] },
    states: { ask: { meta: { step: 'say', prompt: { 'en-US': 'Hello.' } }, on: { next: 'bye' } }, bye: { type: 'final', meta: { step: 'hang_up' } } },
  },
  layout: { flow: 'line', positions: { ask: { x: 0, y: 0 }, bye: { x: 360, y: 0 } } },
} as unknown as Draft;

const renamed: Draft = { ...draft, document: { ...draft.document, meta: { ...draft.document.meta, name: 'Other' } } };

test.each([
  { what: 'a step that came back, and not the one that leads to it', before: deleteSteps(['bye'])(draft), after: draft, changed: { kind: 'there', steps: ['bye'] } },
  { what: 'a step that is gone', before: draft, after: deleteSteps(['bye'])(draft), changed: { kind: 'gone', steps: ['bye'] } },
  { what: 'a step that moved', before: draft, after: moveNodes({ ask: { x: 10, y: 0 } })(draft), changed: { kind: 'moved', steps: ['ask'] } },
  { what: 'the flow itself', before: draft, after: renamed, changed: { kind: 'flow' } },
  { what: 'a note', before: addNote({ id: 'note_1', x: 0, y: 0, text: '' })(draft), after: draft, changed: { kind: 'marks' } },
  { what: 'a branch that is folded', before: draft, after: setFolded('ask', true)(draft), changed: { kind: 'folds' } },
  { what: 'nothing', before: draft, after: draft, changed: null },
])('tells $what', ({ before, after, changed }) => {
  expect(whatChanged(before, after)).toEqual(changed);
});
