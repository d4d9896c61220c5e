import { expect, test } from '@jest/globals';
import type { Box } from './box-index.js';
import { findFreeBox, isClear } from './free-place.js';

const card = (x: number, y: number): Box => ({ x, y, width: 260, height: 150 });

test('what is free stays where it was wanted', () => {
  expect(findFreeBox(card(0, 0), [card(400, 0)])).toEqual({ x: 0, y: 0 });
});

test('beside, above or below: whichever is nearest', () => {
  expect(findFreeBox(card(0, 100), [card(0, 0)], 30)).toEqual({ x: 0, y: 180 });
  expect(findFreeBox(card(200, 0), [card(0, 0)], 30)).toEqual({ x: 290, y: 0 });
});

test('a large block keeps clear of every card, not only of where they begin', () => {
  const cards = Array.from({ length: 400 }, (_, at) => card((at % 20) * 360, Math.floor(at / 20) * 230));
  const block = { x: 3000, y: 2000, width: 1500, height: 900 };
  const place = findFreeBox(block, cards, 30);
  expect(isClear({ ...block, ...place }, cards, 30)).toBe(true);
  expect(Math.hypot(place.x - block.x, place.y - block.y)).toBeLessThan(3300);
});

test('a gap between two cards is taken when the box fits', () => {
  expect(findFreeBox(card(0, 150), [card(0, 0), card(0, 360)], 30)).toEqual({ x: 0, y: 180 });
});
