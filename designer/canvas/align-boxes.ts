import type { Place } from '../drafts/edits.js';
import type { Box } from './box-index.js';

/** A line that shows what a moved card stands in line with, in pixels of the canvas. */
export interface Guide {
  from: Place;
  to: Place;
}

/** How near edges or middles have to come to snap, and how far a card may be away to matter. */
const NEAR = 6;
const FAR = 1600;

/** What is added to a moved box so that it stands in line with its nearest neighbours, and the lines that show it. */
export function alignBox(moved: Box, others: Box[]): { shift: Place; guides: Guide[] } {
  const around = others.filter((box) => Math.abs(box.x - moved.x) < FAR && Math.abs(box.y - moved.y) < FAR);
  const x = findLine(linesAcross(moved), around, linesAcross);
  const y = findLine(linesDown(moved), around, linesDown);
  const shift = { x: x?.by ?? 0, y: y?.by ?? 0 };
  const placed = { ...moved, x: moved.x + shift.x, y: moved.y + shift.y };
  const guides: Guide[] = [];
  if (x) guides.push({ from: { x: x.at, y: Math.min(placed.y, x.box.y) }, to: { x: x.at, y: Math.max(placed.y + placed.height, x.box.y + x.box.height) } });
  if (y) guides.push({ from: { x: Math.min(placed.x, y.box.x), y: y.at }, to: { x: Math.max(placed.x + placed.width, y.box.x + y.box.width), y: y.at } });
  return { shift, guides };
}

const linesAcross = ({ x, width }: Box): number[] => [x, x + width / 2, x + width];
const linesDown = ({ y, height }: Box): number[] => [y, y + height / 2, y + height];

function findLine(own: number[], boxes: Box[], linesOf: (box: Box) => number[]): { by: number; at: number; box: Box } | null {
  let best: { by: number; at: number; box: Box } | null = null;
  for (const box of boxes) {
    const lines = linesOf(box);
    for (let kind = 0; kind < lines.length; kind += 1) {
      const by = lines[kind]! - own[kind]!;
      if (Math.abs(by) <= NEAR && (!best || Math.abs(by) < Math.abs(best.by))) best = { by, at: lines[kind]!, box };
    }
  }
  return best;
}

/** The box around boxes. */
export function boxAround(boxes: Box[]): Box {
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  return { x, y, width: Math.max(...boxes.map((box) => box.x + box.width)) - x, height: Math.max(...boxes.map((box) => box.y + box.height)) - y };
}
