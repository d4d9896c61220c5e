import { expect, test } from '@jest/globals';
import { layerSteps, type Box } from './layer-steps.js';

const boxesOf = (count: number): Box[] => Array.from({ length: count }, (_, at) => ({ id: `s${at}`, width: 260, height: 120 + (at % 5) * 30 }));

test('steps stand to the right of whoever leads to them, in the order of the exits', () => {
  const places = layerSteps(boxesOf(4), [{ from: 's0', to: 's2' }, { from: 's0', to: 's1' }, { from: 's1', to: 's3' }], 's0');
  expect([places['s0']!.x < places['s1']!.x, places['s1']!.x < places['s3']!.x, places['s1']!.x === places['s2']!.x, places['s2']!.y < places['s1']!.y]).toEqual([true, true, true, true]);
});

test('a loop ends, and a step that nothing leads to is placed too', () => {
  expect(Object.keys(layerSteps(boxesOf(3), [{ from: 's0', to: 's1' }, { from: 's1', to: 's0' }], 's0')).sort()).toEqual(['s0', 's1', 's2']);
});

test('two thousand steps behind one menu stand apart, on a plane no wider or higher than a few times the other', () => {
  const boxes = boxesOf(2000);
  const places = layerSteps(boxes, boxes.slice(1).map(({ id }) => ({ from: 's0', to: id })), 's0');
  const taken = new Set(boxes.map(({ id }) => `${places[id]!.x} ${places[id]!.y}`));
  const span = (axis: 'x' | 'y') => Math.max(...boxes.map(({ id }) => places[id]![axis])) - Math.min(...boxes.map(({ id }) => places[id]![axis]));
  expect([taken.size, span('x') / span('y') > 0.5, span('x') / span('y') < 4]).toEqual([2000, true, true]);
});
