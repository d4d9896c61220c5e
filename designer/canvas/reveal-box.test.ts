import { expect, test } from '@jest/globals';
import { leastPan } from './reveal-box.js';

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
