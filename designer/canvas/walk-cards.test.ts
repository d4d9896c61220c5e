import { expect, test } from '@jest/globals';
import type { Flow } from '../../schemas/documents/flow.js';
import type { CanvasNode } from './canvas-nodes.js';
import { followKey, inReadingOrder, walkCards } from './walk-cards.js';

const flow: Flow = {
  id: 'line',
  initial: 'menu',
  meta: { specVersion: '1.0', name: 'Line', languages: ['en-US'] },
  states: {
    menu: { meta: { step: 'menu', prompt: { 'en-US': 'Press.' }, choices: [{ id: 'bill', key: '1', label: { 'en-US': 'Bill' } }, { id: 'news', key: '2', label: { 'en-US': 'News' } }] }, on: { bill: 'bill', news: 'news', no_input: 'bye' } },
    bill: { meta: { step: 'say', prompt: { 'en-US': 'Bill.' } }, on: { next: 'bye' } },
    news: { meta: { step: 'say', prompt: { 'en-US': 'News.' } }, on: { next: 'bye' } },
    bye: { type: 'final', meta: { step: 'hang_up' } },
  },
};
const node = (id: string, x: number, y: number): CanvasNode => ({ id, type: 'step', position: { x, y }, data: {} });
const drawn = [node('menu', 0, 100), node('bill', 400, 0), node('news', 400, 300), node('bye', 800, 100)];

test.each([
  ['right follows the first exit', 'menu', 'right', null, 'bill'],
  ['left goes back the way one came', 'bye', 'left', 'news', 'news'],
  ['left without a way goes to the nearest that leads here', 'bye', 'left', null, 'bill'],
  ['down goes to the card below', 'bill', 'down', 'menu', 'news'],
  ['up goes to the card above', 'news', 'up', 'menu', 'bill'],
  ['an ending leads nowhere', 'bye', 'right', null, null],
] as const)('%s', (_title, from, direction, cameFrom, expected) => {
  expect(walkCards(flow, drawn, from, direction, cameFrom)).toBe(expected);
});

test('a digit follows the exit with that key', () => {
  expect([followKey(flow, 'menu', '2'), followKey(flow, 'menu', '9')]).toEqual(['news', null]);
});

test('all nodes in reading order', () => {
  expect(inReadingOrder(drawn)).toEqual(['menu', 'bill', 'news', 'bye']);
});
