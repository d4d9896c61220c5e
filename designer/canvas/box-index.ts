import type { Place } from '../drafts/edits.js';

export interface Box extends Place {
  width: number;
  height: number;
}

/** Boxes by where they stand, so that a question about a small part of a large canvas looks at few of them. */
export interface BoxIndex {
  within(area: Box): Box[];
  /** Whether a horizontal or vertical line crosses a box. */
  isHit(from: Place, to: Place): boolean;
}

/** Pixels: about the size of a card, so that each lies in few cells. */
const CELL = 320;

export function createBoxIndex(boxes: Box[]): BoxIndex {
  const cells = new Map<string, Box[]>();
  for (const box of boxes) {
    for (const key of keysOf(box)) {
      const cell = cells.get(key);
      if (cell) cell.push(box);
      else cells.set(key, [box]);
    }
  }
  return {
    within(area) {
      const found = new Set<Box>();
      for (const key of keysOf(area)) for (const box of cells.get(key) ?? []) if (overlaps(box, area)) found.add(box);
      return [...found];
    },
    isHit(from, to) {
      const line = { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y), width: Math.abs(from.x - to.x), height: Math.abs(from.y - to.y) };
      for (const key of keysOf(line)) for (const box of cells.get(key) ?? []) if (overlaps(box, line)) return true;
      return false;
    },
  };
}

function* keysOf({ x, y, width, height }: Box): Generator<string> {
  for (let column = Math.floor(x / CELL); column <= Math.floor((x + width) / CELL); column += 1) {
    for (let row = Math.floor(y / CELL); row <= Math.floor((y + height) / CELL); row += 1) yield `${column} ${row}`;
  }
}

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
