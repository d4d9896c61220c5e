import type { Place } from '../drafts/edits.js';
import type { Box } from './box-index.js';
import { ENTRY } from './card-size.js';
import { groupBy } from './group-by.js';
import { boxAt, type Card, type CardWay } from './keep-places.js';
import { BESIDE, type Standing } from './sort-out.js';

const GRID = 10;

/** Pixels between a card that came into a column and its neighbours, and the least between those that stood there. */
const GAP = 40;
const LEAST_GAP = 20;
const CLOSE = 5;

/** Pushing others down is worth a way so many times as long. */
const PUSH = 2;

interface Placed extends Box {
  id: string;
}

/** Puts what came into a column where it covers nothing: into a gap near by, else between two cards, of which the lower ones move down. */
export function makeRoom(cards: readonly Card[], ways: readonly CardWay[], { kept, keys }: Standing, across: Map<string, number>): Record<string, Place> {
  const stands = (id: string): boolean => across.get(id) === kept.get(id)?.x;
  const placed: Placed[] = cards.filter(({ id }) => stands(id)).map((card) => ({ id: card.id, ...boxAt(card, kept.get(card.id)!) })).sort((a, b) => a.y - b.y);
  for (const box of placed) pushDown(box, placed.filter((other) => other !== box && other.y >= box.y && other.y < box.y + box.height + CLOSE), placed);

  const flow: Ways = { kept, into: groupBy(ways, ({ to }) => to), from: groupBy(ways, ({ from }) => from) };
  const known = new Map(cards.map((card) => [card.id, kept.get(card.id) ?? card.at]));
  const comers = cards.filter(({ id }) => !stands(id)).map((card) => ({ id: card.id, width: card.width, height: card.height, x: across.get(card.id)!, y: 0 }));
  for (const column of groupBy(comers.toSorted((a, b) => a.x - b.x), ({ x }) => x).values()) {
    for (const comer of column) comer.y = wantedRow(comer);
    for (const comer of column.sort((a, b) => a.y - b.y)) putIn(comer, placed, flow);
  }
  return Object.fromEntries(placed.map(({ id, x, y }) => [id, { x, y }]));

  /** How high a card stood; for one that is new: the one it takes the place of, or the exit that leads to it. */
  function wantedRow({ id, x }: Placed): number {
    if (kept.has(id)) return kept.get(id)!.y;
    const gone = (flow.from.get(id) ?? []).find(({ to }) => !stands(to) && Math.abs((known.get(to)?.x ?? Infinity) - x) <= BESIDE);
    if (gone) return known.get(gone.to)!.y;
    const leading = (flow.into.get(id) ?? []).filter(({ from }) => keys.get(from)! < keys.get(id)!).map((way) => ({ way, box: placed.find((box) => box.id === way.from) }));
    const lead = leading.find(({ box }) => box);
    return lead ? lead.box!.y + lead.way.row - ENTRY : (known.get(id)?.y ?? 0);
  }
}

interface Ways {
  kept: Map<string, Place>;
  into: Map<string, CardWay[]>;
  from: Map<string, CardWay[]>;
}

function putIn(box: Placed, placed: Placed[], flow: Ways): void {
  const column = placed.filter((other) => other.x < box.x + box.width && box.x < other.x + other.width).sort((a, b) => a.y - b.y);
  const { lowest, highest } = findBounds(box.id, column, flow);
  let best = { y: box.y, at: column.length, cost: Infinity };
  for (let at = lowest; at <= highest; at += 1) {
    const top = at === 0 ? -Infinity : column[at - 1]!.y + column[at - 1]!.height + GAP;
    const bottom = at === column.length ? Infinity : column[at]!.y - GAP - box.height;
    const y = Math.max(top, Math.min(box.y, bottom));
    const cost = Math.abs(y - box.y) + PUSH * Math.max(0, y - bottom);
    if (cost < best.cost) best = { y, at, cost };
  }
  box.y = best.y === flow.kept.get(box.id)?.y ? best.y : Math.ceil(best.y / GRID) * GRID;
  placed.push(box);
  pushDown(box, column.slice(best.at).filter((other) => other.y < box.y + box.height + LEAST_GAP), placed);
}

/** Between which cards of the column a step may come: in the order of the exits that lead there, and as it stood beside others before. */
function findBounds(id: string, column: Placed[], { kept, into, from }: Ways): { lowest: number; highest: number } {
  const all = { lowest: 0, highest: column.length };
  const stood = kept.get(id);
  const above = new Set<string>();
  const below = new Set<string>();
  if (stood) for (const [other, place] of kept) if (place.x === stood.x) (place.y < stood.y ? above : below).add(other);
  if (!stood) {
    const siblings = (into.get(id) ?? []).flatMap((way) => from.get(way.from) ?? []);
    const own = siblings.findIndex(({ to }) => to === id);
    siblings.forEach(({ to }, at) => to !== id && (at < own ? above : below).add(to));
  }
  const lowest = column.findLastIndex((box) => above.has(box.id)) + 1;
  const under = column.findIndex((box) => below.has(box.id));
  const highest = under === -1 ? column.length : under;
  return lowest <= highest ? { lowest, highest } : stood ? { lowest, highest: Math.max(lowest, highest) } : all;
}

/** Moves those below a card as far down as it needs, and those below them. */
function pushDown(box: Placed, below: Placed[], placed: Placed[]): void {
  let end = box.y + box.height;
  for (const other of below.filter((one) => one.x < box.x + box.width && box.x < one.x + one.width).sort((a, b) => a.y - b.y)) {
    const y = end + GAP;
    if (other.y >= y) continue;
    const stood = other.y;
    other.y = Math.ceil(y / GRID) * GRID;
    pushDown(other, placed.filter((one) => one !== other && one !== box && one.y >= stood && one.y < other.y + other.height + LEAST_GAP), placed);
    end = Math.max(end, other.y + other.height);
  }
}
