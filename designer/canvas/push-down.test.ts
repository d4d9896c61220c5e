import { expect, test } from '@jest/globals';
import { pushDown, type Holding, type Standing } from './push-down.js';

const card = (id: string, x: number, y: number, height = 100): Standing => ({ id, x, y, width: 264, height: () => height });
const grown = (height: number) => ({ box: { id: 'grown', x: 0, y: 0, width: 264, height: 100 }, height });
const frame = (id: string, x: number, y: number, width: number, height: number): Holding => ({ id, x, y, width, height, margin: 30 });

test.each<[what: string, height: number, others: Standing[], rows: Record<string, number>]>([
  ['what is far enough below stays', 160, [card('below', 0, 200)], {}],
  ['the next one moves just enough', 200, [card('below', 0, 200)], { below: 220 }],
  ['and what that one comes upon', 200, [card('below', 0, 200), card('last', 0, 310), card('far', 0, 700)], { below: 220, last: 330 }],
  ['what stood closer stays as close', 200, [card('close', 0, 110)], { close: 210 }],
  ['another column stays', 400, [card('beside', 300, 120), card('before', -300, 120)], {}],
  ['but not a card that reaches into this one', 200, [card('askew', 200, 150), card('under', 400, 260)], { askew: 220, under: 330 }],
  ['what stands above or covers it already stays', 400, [card('above', 0, -80), card('over', 0, 40)], {}],
  ['a card that shrinks moves nothing', 60, [card('below', 0, 110)], {}],
])('%s', (_what, height, others, rows) => {
  expect(pushDown(grown(height), others).rows).toEqual(rows);
});

test('a frame grows with what it holds, and moves on what stands below it', () => {
  const all = [card('held', 0, 120), card('below', 200, 300)];
  const { rows, heights } = pushDown(grown(200), all, [frame('frame', -30, -60, 324, 310), frame('other', 600, 0, 300, 300)]);
  expect(rows).toEqual({ held: 220, below: 370 });
  expect(heights).toEqual({ frame: 410 });
});

test('heights are asked of what moves alone', () => {
  const asked: string[] = [];
  const column = Array.from({ length: 2000 }, (_, at): Standing => ({ id: `step_${at}`, x: 0, y: 200 + at * 200, width: 264, height: () => (asked.push(`step_${at}`), 100) }));
  expect(pushDown(grown(250), column).rows).toEqual({ step_0: 270 });
  expect(asked).toEqual(['step_0']);
});
