import { expect, test } from '@jest/globals';
import type { CopiedSteps } from '../drafts/clipboard.js';
import { arrangeSteps } from './arrange-steps.js';
import { boxAround } from './align-boxes.js';
import { blockOf, layOutCopied } from './place-copied.js';

const say = (on: Record<string, string> = {}) => ({ meta: { step: 'say', prompt: { 'en-US': 'Hello.' } }, on });
const copied: CopiedSteps = { trunkline: 'steps', flow: 'line', initial: 'a', states: { b: say(), a: say({ next: 'b' }) }, positions: {} };
const inARow: Parameters<typeof layOutCopied>[1] = (flow, request = {}) => arrangeSteps(flow, request, async (graph) => ({ ...graph, children: graph.children!.map((node) => ({ ...node, x: node.id === flow.initial ? 0 : 360, y: 0 })) }));

test('steps without places are laid out from the first step of their flow', async () => {
  expect((await layOutCopied(copied, inARow)).positions).toEqual({ a: { x: 0, y: 0 }, b: { x: 360, y: 0 } });
});

test('steps that all stand on one point have no places either', async () => {
  const heap = { ...copied, positions: { a: { x: 5, y: 5 }, b: { x: 5, y: 5 } } };
  expect((await layOutCopied(heap, inARow)).positions['b']).toEqual({ x: 360, y: 0 });
});

test('steps keep the places they were copied with', async () => {
  const placed = { ...copied, positions: { a: { x: 0, y: 0 }, b: { x: 0, y: 400 } } };
  expect(await layOutCopied(placed, inARow)).toBe(placed);
});

test('the block is as large as cards, notes and frames together', () => {
  const notes = [{ id: 'note_1', x: -300, y: 0, text: '' }];
  const frames = [{ id: 'frame_1', x: -20, y: -60, width: 900, height: 500, title: '' }];
  expect(blockOf({ ...copied, positions: { a: { x: 0, y: 0 }, b: { x: 360, y: 0 } }, notes, frames })).toEqual(boxAround([{ x: -300, y: -60, width: 1180, height: 500 }]));
});
