import { expect, test } from '@jest/globals';
import type { FlowState } from '../../schemas/documents/flow.js';
import type { Draft } from '../drafts/draft-store.js';
import { growCard } from './grow-card.js';

const ending: FlowState = { type: 'final', meta: { step: 'hang_up', endState: 'completed' } };
const menu: FlowState = { meta: { step: 'menu', prompt: {}, choices: [{ id: 'yes', key: '1', label: {} }] }, on: {} };

const draftOf = (state: FlowState): Draft => ({
  document: { id: 'line', initial: 'constructor', meta: { specVersion: '1.0', name: 'Line', languages: ['en-US'] }, states: { constructor: state, bye: ending } },
  layout: { flow: 'line', positions: { bye: { x: 0, y: 200 } } },
});

test('a step called constructor that has no place yet makes room for nothing', () => {
  expect(growCard('constructor', () => draftOf(menu))(draftOf(ending))).toEqual(draftOf(menu));
});
