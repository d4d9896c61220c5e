import type { Place } from '../drafts/edits.js';
import type { Box, BoxIndex } from './box-index.js';

/** A turn is worth a detour of this many pixels: a line with few corners is easier to follow than the shortest one. */
const TURN = 60;

/** Around the two ends; a way that has to go further is better told by a plain line than by a maze. */
const REACH = 500;

const MOST_LINES = 60;

/**
 * The cheapest way along right angles through the gaps between boxes, by A* over the lines beside each box. `null` where there is none,
 * such as when a card lies over the end.
 */
export function searchRoute(index: BoxIndex, start: Place, end: Place, gap: number): Place[] | null {
  const area = { x: Math.min(start.x, end.x) - REACH, y: Math.min(start.y, end.y) - REACH, width: Math.abs(start.x - end.x) + 2 * REACH, height: Math.abs(start.y - end.y) + 2 * REACH };
  const boxes = index.within(area);
  const xs = getLines(boxes, (box) => [box.x - 2, box.x + box.width + 2], [start.x, end.x, start.x + gap, end.x - gap]);
  const ys = getLines(boxes, (box) => [box.y - 2, box.y + box.height + 2], [start.y, end.y]);
  return walk(index, xs, ys, start, end);
}

function getLines(boxes: Box[], sides: (box: Box) => number[], own: number[]): number[] {
  const lines = [...new Set([...own, ...boxes.flatMap(sides)])];
  const nearest = lines.sort((a, b) => distance(a, own) - distance(b, own)).slice(0, MOST_LINES);
  return nearest.sort((a, b) => a - b);
}

function distance(line: number, own: number[]): number {
  return Math.min(...own.map((other) => Math.abs(other - line)));
}

interface Reached {
  column: number;
  row: number;
  /** Whether the last piece was horizontal. */
  flat: boolean;
  cost: number;
  rest: number;
  before: Reached | null;
}

function walk(index: BoxIndex, xs: number[], ys: number[], start: Place, end: Place): Place[] | null {
  const goal = { column: xs.indexOf(end.x), row: ys.indexOf(end.y) };
  const estimate = (column: number, row: number): number => Math.abs(xs[column]! - end.x) + Math.abs(ys[row]! - end.y);
  const open: Reached[] = [{ column: xs.indexOf(start.x), row: ys.indexOf(start.y), flat: true, cost: 0, rest: estimate(xs.indexOf(start.x), ys.indexOf(start.y)), before: null }];
  const best = new Map<string, number>();
  for (let here = takeCheapest(open); here; here = takeCheapest(open)) {
    if (here.column === goal.column && here.row === goal.row && here.flat) return trace(here, xs, ys);
    for (const [across, down] of directions) {
      const [column, row] = [here.column + across, here.row + down];
      if (column < 0 || row < 0 || column >= xs.length || row >= ys.length) continue;
      const [from, to] = [{ x: xs[here.column]!, y: ys[here.row]! }, { x: xs[column]!, y: ys[row]! }];
      const flat = down === 0;
      const cost = here.cost + Math.abs(from.x - to.x) + Math.abs(from.y - to.y) + (flat === here.flat ? 0 : TURN);
      const key = `${column} ${row} ${flat}`;
      if (cost >= (best.get(key) ?? Infinity) || index.isHit(from, to)) continue;
      best.set(key, cost);
      push(open, { column, row, flat, cost, rest: estimate(column, row), before: here });
    }
  }
  return null;
}

const directions = [[1, 0], [-1, 0], [0, 1], [0, -1]] as const;

function trace(end: Reached, xs: number[], ys: number[]): Place[] {
  const points: Place[] = [];
  for (let here: Reached | null = end; here; here = here.before) points.unshift({ x: xs[here.column]!, y: ys[here.row]! });
  return points;
}

/** A binary heap by cost so far and rest. */
function push(heap: Reached[], entry: Reached): void {
  let at = heap.push(entry) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (worth(heap[parent]!) <= worth(entry)) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = entry;
}

function takeCheapest(heap: Reached[]): Reached | undefined {
  const [first] = heap;
  const last = heap.pop();
  if (!last || heap.length === 0) return first;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && worth(heap[child + 1]!) < worth(heap[child]!)) child += 1;
    if (worth(heap[child]!) >= worth(last)) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = last;
  return first;
}

function worth({ cost, rest }: Reached): number {
  return cost + rest;
}
