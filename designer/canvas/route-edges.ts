import type { Place } from '../drafts/edits.js';
import { createBoxIndex, type Box, type BoxIndex } from './box-index.js';
import { searchRoute } from './search-route.js';

/** A way from the right side of one card to the left side of another. */
export interface Way {
  from: Place;
  to: Place;
  /** Which exit of its card it is, from 0: ways of one card turn off at different places, so that they can be told apart. */
  lane: number;
}

/** How near a line comes to a card it does not belong to, in pixels of the canvas. */
export const CLEARANCE = 14;

/** How far a line goes straight on before it turns. */
const STUB = 18;

const LANE = 7;

/**
 * A router for one picture of the canvas. Lines go along right angles, leave to the right, arrive from the left and cross no card as long as
 * there is any way around. Ways are tried from the plainest to the longest; a search is the last resort, since it costs most.
 */
export function createRouter(boxes: Box[]): Router {
  const index = createBoxIndex(boxes.map((box) => grow(box, CLEARANCE - 1)));
  let isRough = false;
  return {
    route: (way) => straighten(routeWay(index, way, isRough && isLong(way))),
    setRough: (rough) => (isRough = rough),
  };
}

export interface Router {
  route(way: Way): Place[];
  /** While a card is dragged, long ways are led plainly: looking around a large part of the canvas in every frame would make it stutter. */
  setRough(rough: boolean): void;
}

function isLong({ from, to }: Way): boolean {
  return Math.abs(from.x - to.x) + Math.abs(from.y - to.y) > LONG;
}

/** Pixels of the canvas. */
const LONG = 1200;

function routeWay(index: BoxIndex, { from, to, lane }: Way, isPlain: boolean): Place[] {
  const start = { x: from.x + STUB, y: from.y };
  const end = { x: to.x - STUB, y: to.y };
  const isClear = (points: Place[]): boolean => points.every((point, at) => at === 0 || !index.isHit(points[at - 1]!, point));
  if (isPlain) return [from, ...getPlainTurn(start, end), to];
  for (const middle of getPlainWays(start, end, lane)) if (isClear(middle)) return [from, ...middle, to];
  for (const middle of getDetours(index, start, end, lane)) if (isClear(middle)) return [from, ...middle, to];
  const found = searchRoute(index, start, end, CLEARANCE);
  return [from, ...(found ?? getPlainWays(start, end, lane)[0] ?? [start, end]), to];
}

function getPlainTurn(start: Place, end: Place): Place[] {
  if (end.x >= start.x) return [start, { x: (start.x + end.x) / 2, y: start.y }, { x: (start.x + end.x) / 2, y: end.y }, end];
  const y = (start.y + end.y) / 2;
  return [start, { x: start.x, y }, { x: end.x, y }, end];
}

/** Right, up or down once, right: where the target is to the right. */
function getPlainWays(start: Place, end: Place, lane: number): Place[][] {
  if (end.x < start.x) return [];
  const room = end.x - start.x;
  const columns = [start.x + Math.min(lane * LANE, room), (start.x + end.x) / 2 + Math.min(lane * LANE, room / 2), end.x - Math.min(lane * LANE, room), start.x, end.x];
  return columns.map((x) => [start, { x, y: start.y }, { x, y: end.y }, end]);
}

/** Right, to a free row, along it, to the target's row: around what stands between, and for ways that lead back. */
function* getDetours(index: BoxIndex, start: Place, end: Place, lane: number): Generator<Place[]> {
  const outs = [start.x + lane * LANE, start.x, start.x + 40];
  const ins = [end.x - lane * LANE, end.x, end.x - 40];
  const rows = getRows(index, start, end).slice(0, MOST_ROWS);
  for (const y of rows) {
    for (let at = 0; at < outs.length; at += 1) {
      const [out, back] = [outs[at]!, ins[at]!];
      yield [start, { x: out, y: start.y }, { x: out, y }, { x: back, y }, { x: back, y: end.y }, end];
    }
  }
}

const MOST_ROWS = 16;

/** Rows just above and below the cards between the two ends, those first that make the way least longer. */
function getRows(index: BoxIndex, start: Place, end: Place): number[] {
  const [left, right] = [Math.min(start.x, end.x), Math.max(start.x, end.x)];
  const [top, bottom] = [Math.min(start.y, end.y), Math.max(start.y, end.y)];
  const between = index.within({ x: left - 60, y: top - 320, width: right - left + 120, height: bottom - top + 640 });
  const rows = [...new Set([(start.y + end.y) / 2, ...between.flatMap((box) => [box.y - 2, box.y + box.height + 2])])];
  const cost = (y: number): number => Math.abs(y - start.y) + Math.abs(y - end.y);
  return rows.sort((a, b) => cost(a) - cost(b));
}

/** Drops points on a straight line between their neighbours. */
function straighten(points: Place[]): Place[] {
  const distinct = points.filter((point, at) => at === 0 || point.x !== points[at - 1]!.x || point.y !== points[at - 1]!.y);
  return distinct.filter((point, at) => {
    const [before, after] = [distinct[at - 1], distinct[at + 1]];
    if (!before || !after) return true;
    return !((before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y));
  });
}

function grow({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}
