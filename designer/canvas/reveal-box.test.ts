import { expect, test } from '@jest/globals';
import { fitBox, leastPan } from './reveal-box.js';

const canvas = { width: 800, height: 600 };
const view = { x: 0, y: 0, zoom: 1 };
const card = (x: number, y: number, height = 150) => ({ x, y, width: 264, height });

test('what is seen does not move the view', () => {
  expect(leastPan(view, card(0, 0), canvas)).toBe(view);
  expect(leastPan(view, card(536, 450), canvas)).toBe(view);
});

test('the view moves no further than it has to, and keeps its zoom', () => {
  expect(leastPan(view, card(700, 100), canvas)).toEqual({ x: -188, y: 0, zoom: 1 });
  expect(leastPan(view, card(-100, 580), canvas)).toEqual({ x: 124, y: -154, zoom: 1 });
  expect(leastPan({ x: 0, y: 0, zoom: 0.5 }, card(1400, 0), canvas)).toEqual({ x: -56, y: 0, zoom: 0.5 });
});

test('of a card higher than the canvas the head is shown', () => {
  expect(leastPan(view, card(0, 700, 900), canvas)).toEqual({ x: 0, y: -700, zoom: 1 });
});

test('a box stands in the middle, as near as it fits', () => {
  const zooms = { from: 0.35, to: 1 };
  expect(fitBox(card(100, 50), canvas, zooms)).toEqual({ x: 168, y: 175, zoom: 1 });
  const high = fitBox(card(1000, 2000, 1104), canvas, zooms);
  expect(high).toEqual({ x: 400 - 1132 * 0.5, y: 24 - 2000 * 0.5, zoom: 0.5 });
  expect(leastPan(high, card(1000, 2000, 1104), canvas)).toBe(high);
});

test('a box that cannot be read at a zoom where it fits shows its head', () => {
  expect(fitBox(card(0, 100, 4000), canvas, { from: 0.5, to: 1 })).toEqual({ x: 334, y: -50, zoom: 0.5 });
});
