import { expect, test } from '@jest/globals';
import type { Box } from './box-index.js';
import { CARD_WIDTH } from './card-size.js';
import { isClear } from './free-place.js';
import { between, findStepPlace } from './place-step.js';

const size = { width: CARD_WIDTH, height: 150 };
const card = (x: number, y: number, height = 150): Box => ({ x, y, width: CARD_WIDTH, height });

test.each<[what: string, far: number, pressed: { x: number; y: number } | null, middle: number]>([
  ['midway between the two', 1000, null, 632],
  ['around the point of the line that was pressed', 1000, { x: 400, y: 30 }, 400],
  ['midway where the line was pressed on its way round', 1000, { x: 400, y: 900 }, 632],
  ['midway on a line that leads back', -1000, null, -368],
])('a step on a line comes %s', (_what, far, pressed, middle) => {
  expect(between({ x: 0, y: 0 }, { x: far, y: 0 }, size, pressed).x + CARD_WIDTH / 2).toBe(middle);
});

test('a full column is left to the side that is nearer, never far down', () => {
  const column = Array.from({ length: 20 }, (_, at) => card(360, at * 160 - 160));
  const place = findStepPlace({ x: 360, y: 0, ...size }, [card(0, 0), ...column], { x: 0, y: 0 });
  expect(isClear({ ...place, ...size }, [card(0, 0), ...column], 39)).toBe(true);
  expect(Math.hypot(place.x - 360, place.y)).toBeLessThan(400);
});

test('what comes behind a step stands to the right of it, also where there is room nearer by', () => {
  const around = [card(0, 0), card(330, -60, 400)];
  expect(findStepPlace({ x: 300, y: 0, ...size }, around, { x: 0, y: 0 }).x).toBeGreaterThan(CARD_WIDTH);
});
