import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Place } from '../drafts/edits.js';
import type { Box } from './box-index.js';
import { createRouter } from './route-edges.js';

const card = (x: number, y: number, height = 160): Box => ({ x, y, width: 264, height });

const pictures: { title: string; from: Box; to: Box; others: Box[] }[] = [
  { title: 'straight on', from: card(0, 0), to: card(400, 0), others: [] },
  { title: 'down and on', from: card(0, 0), to: card(400, 700), others: [] },
  { title: 'around a card between', from: card(0, 0), to: card(800, 0), others: [card(400, 0)] },
  { title: 'around a wall', from: card(0, 0), to: card(900, 0), others: [card(400, -200), card(400, 0), card(400, 180)] },
  { title: 'back', from: card(800, 0), to: card(0, 100), others: [card(400, 50)] },
  { title: 'to itself', from: card(0, 0), to: card(0, 0), others: [] },
  { title: 'straight above', from: card(0, 600), to: card(0, 0), others: [card(0, 300)] },
  { title: 'out of a pocket', from: card(0, 0), to: card(1200, 0), others: [card(330, -330, 300), card(330, 40, 300), card(640, -140, 300)] },
];

test.each(pictures)('a line $title goes at right angles and crosses no card', ({ from, to, others }) => {
  const boxes = [from, to, ...others];
  expect(describeRoute(boxes, from, to)).toEqual({ crosses: false, slants: false });
});

test('no line crosses a card, wherever cards stand on the grid', () => {
  const place = fc.record({ column: fc.integer({ min: 0, max: 5 }), row: fc.integer({ min: 0, max: 6 }) });
  fc.assert(
    fc.property(fc.uniqueArray(place, { minLength: 2, maxLength: 24, selector: ({ column, row }) => `${column} ${row}` }), (places) => {
      const boxes = places.map(({ column, row }) => card(column * 360, row * 210));
      expect(describeRoute(boxes, boxes[0]!, boxes[1]!)).toEqual({ crosses: false, slants: false });
    }),
  );
});

function describeRoute(boxes: Box[], from: Box, to: Box): { crosses: boolean; slants: boolean } {
  const points = createRouter(boxes).route({ from: { x: from.x + from.width, y: from.y + 80 }, to: { x: to.x, y: to.y + 27 }, lane: 1 });
  const pieces = points.slice(1).map((point, at): [Place, Place] => [points[at]!, point]);
  return {
    crosses: pieces.some(([a, b]) => boxes.some((box) => Math.max(a.x, b.x) > box.x + 1 && Math.min(a.x, b.x) < box.x + box.width - 1 && Math.max(a.y, b.y) > box.y + 1 && Math.min(a.y, b.y) < box.y + box.height - 1)),
    slants: pieces.some(([a, b]) => a.x !== b.x && a.y !== b.y),
  };
}
