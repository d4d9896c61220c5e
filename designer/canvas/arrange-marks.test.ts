import { expect, test } from '@jest/globals';
import type { FlowLayout } from '../../schemas/documents/flow.js';
import { arrangeMarks } from './arrange-marks.js';
import { isClear } from './free-place.js';

const size = { width: 264, height: 150 };
const sizeOf = () => size;
const at = (x: number, y: number) => ({ x, y });

const held = ({ frames, positions }: FlowLayout) => Object.keys(positions).filter((id) => !isClear({ ...positions[id]!, ...size }, frames!));

const layout: FlowLayout = {
  flow: 'line',
  positions: { ask: at(0, 0), bill: at(360, -100), news: at(360, 100), bye: at(720, 0) },
  frames: [{ id: 'frame_1', x: 336, y: -168, width: 312, height: 442, title: 'Answers' }],
  notes: [{ id: 'note_1', x: 20, y: 170, text: 'By the question' }],
};

test('a frame is fitted around what it held, and holds nothing else', () => {
  const after = arrangeMarks(layout, { bill: at(720, -100), bye: at(1080, 0) }, sizeOf);
  expect(after.frames).toMatchObject([{ x: 336, y: -168, width: 672, height: 442 }]);
  expect(held(after)).toEqual(['bill', 'news']);
});

test('a card that the frame would cover now goes below or above it', () => {
  const after = arrangeMarks(layout, { bill: at(720, -200), bye: at(720, 20) }, sizeOf);
  expect(held(after)).toEqual(['bill', 'news']);
  expect(isClear({ ...after.positions['bye']!, ...size }, [after.frames![0]!])).toBe(true);
  expect(after.positions['bye']!.x).toBe(720);
});

test('where nothing moved, nothing is fitted', () => {
  expect(arrangeMarks(layout, {}, sizeOf)).toEqual(layout);
});

test('a note goes along with the card it stood by', () => {
  expect(arrangeMarks(layout, { ask: at(0, 300) }, sizeOf).notes).toMatchObject([{ x: 20, y: 470 }]);
});

test('a note covers no card', () => {
  const after = arrangeMarks(layout, { news: at(60, 200) }, sizeOf);
  const [note] = after.notes!;
  expect(isClear({ x: note!.x, y: note!.y, width: 200, height: 120 }, Object.values(after.positions).map((place) => ({ ...place, ...size })))).toBe(true);
});

test('an empty frame stays where no card stands', () => {
  const empty = { id: 'frame_2', x: 1200, y: 0, width: 400, height: 240, title: 'Later' };
  const after = arrangeMarks({ ...layout, frames: [empty] }, { bye: at(1300, 50) }, sizeOf);
  expect(isClear(after.frames![0]!, [{ ...at(1300, 50), ...size }])).toBe(true);
  expect(arrangeMarks({ ...layout, frames: [empty] }, { bye: at(720, 50) }, sizeOf).frames).toEqual([empty]);
});

test('a folded frame is fitted around the steps that are folded in it', () => {
  const frames = [{ ...layout.frames![0]!, folded: ['bill', 'news'] }];
  expect(arrangeMarks({ ...layout, frames }, { bill: at(360, 200), news: at(360, 400) }, sizeOf).frames).toMatchObject([{ x: 336, y: 132, folded: ['bill', 'news'] }]);
});
