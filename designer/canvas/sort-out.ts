import type { Place } from '../drafts/edits.js';
import { groupBy } from './group-by.js';
import type { Card, CardWay } from './keep-places.js';
import { thinOut } from './thin-out.js';

export interface Standing {
  /** Where the cards stand that keep their column, in line with it. */
  kept: Map<string, Place>;
  /** All steps from left to right: a way from a lower to a higher one leads on, any other leads back. */
  keys: Map<string, number>;
  /** Where the columns stand that a step may go to, from left to right. */
  columns(id: string): number[];
}

/** A card that stands so little beside its column was meant to stand in it. */
export const BESIDE = 60;

/** Empty space so wide parts a card that was dragged away from the picture. */
const FAR_AWAY = 900;

/** With so many ways in, a step stands where it does for the sake of a few of them. */
const MANY_WAYS = 4;

/** With more cards out of place than this part, the picture is not worth keeping. */
const MOST_LOOSE = 1 / 3;

/** In the layout of very many steps, ways lead within a column. */
const VERY_MANY = 400;

/** Tells which cards stand in their columns and which are new, moved away or led to from elsewhere now. `null`: too few are in order. */
export function sortOut(cards: readonly Card[], ways: readonly CardWay[], first: string): Standing | null {
  const placed = cards.filter((card) => card.at);
  const loose = new Set(cards.filter((card) => !card.at).map(({ id }) => id));
  for (const id of [...findStrays(placed, 'x'), ...findStrays(placed, 'y')]) loose.add(id);
  const { lined, columns } = lineUp(placed.filter(({ id }) => !loose.has(id)), cards, ways);
  for (const { id } of placed) if (!lined.has(id)) loose.add(id);

  const into = groupBy(ways.filter(({ from, to }) => from !== to), ({ to }) => to);
  const isLeft = (a: string, b: string): boolean => lined.has(a) && lined.has(b) && lined.get(a)!.x + BESIDE < lined.get(b)!.x;
  const unreached = new Set([...lined.keys()].filter((id) => id !== first && into.has(id) && !into.get(id)!.some(({ from }) => isLeft(from, id))));
  const isBeside = (a: string, b: string): boolean => lined.has(a) && lined.has(b) && Math.abs(lined.get(a)!.x - lined.get(b)!.x) <= BESIDE;
  // Whoever leads on within a column came into it later.
  const between = ways.filter(({ from, to }) => from !== to && from !== first && !unreached.has(from) && isBeside(from, to) && (unreached.has(to) || (cards.length <= VERY_MANY && into.get(to)!.length <= MANY_WAYS)));
  // Whoever such a newcomer leads to goes on to the next column, and is known all the same.
  for (const { to } of between) unreached.delete(to);
  for (const id of unreached) loose.add(id);
  if (lined.size === 0 || loose.has(first) || loose.size > Math.max(1, cards.length * MOST_LOOSE)) return null;
  for (const { from } of between) loose.add(from);

  const kept = new Map([...lined].filter(([id]) => !loose.has(id)));
  return { kept, keys: orderSteps(cards, ways, kept, into), columns };
}

/** Cards that lie beyond a wide empty space, apart from most others. */
function findStrays(cards: readonly Card[], axis: 'x' | 'y'): string[] {
  const islands: Card[][] = [];
  let end = -Infinity;
  for (const card of cards.toSorted((a, b) => a.at![axis] - b.at![axis])) {
    if (card.at![axis] - end > FAR_AWAY) islands.push([]);
    islands.at(-1)!.push(card);
    end = Math.max(end, card.at![axis] + (axis === 'x' ? card.width : card.height));
  }
  const largest = islands.toSorted((a, b) => b.length - a.length)[0];
  return islands.filter((island) => island !== largest && island.length * 3 < cards.length).flatMap((island) => island.map(({ id }) => id));
}

/** The columns of each connected part of the flow, and the cards that stand in one, moved into line with it. */
function lineUp(placed: readonly Card[], all: readonly Card[], ways: readonly CardWay[]): { lined: Map<string, Place>; columns(id: string): number[] } {
  const part = findParts(all.map(({ id }) => id), thinOut(ways));
  const lined = new Map<string, Place>();
  const columns = new Map<string, number[]>();
  for (const [root, cards] of groupBy(placed, ({ id }) => part(id))) {
    const counts = groupBy(cards, ({ at }) => at!.x);
    const found: { x: number; end: number }[] = [];
    for (const [x, here] of [...counts].sort((a, b) => b[1].length - a[1].length || a[0] - b[0])) {
      const width = Math.max(...here.map((card) => card.width));
      const over = found.filter((column) => x < column.end && column.x < x + width);
      if (over.length === 0) found.push({ x, end: x + width });
      const line = over.length === 0 ? x : over.map((column) => column.x).find((column) => Math.abs(column - x) <= BESIDE);
      if (line !== undefined) for (const { id, at } of here) lined.set(id, { x: line, y: at!.y });
    }
    columns.set(root, found.map(({ x }) => x).sort((a, b) => a - b));
  }
  return { lined, columns: (id) => columns.get(part(id)) ?? [] };
}

function findParts(ids: readonly string[], ways: readonly CardWay[]): (id: string) => string {
  const parent = new Map(ids.map((id) => [id, id]));
  const root = (id: string): string => {
    let at = id;
    while (parent.get(at) !== at) {
      parent.set(at, parent.get(parent.get(at)!)!);
      at = parent.get(at)!;
    }
    return at;
  };
  for (const { from, to } of ways) parent.set(root(from), root(to));
  return root;
}

/** Steps without a column come right behind what leads to them. */
function orderSteps(cards: readonly Card[], ways: readonly CardWay[], kept: Map<string, Place>, into: Map<string, CardWay[]>): Map<string, number> {
  const keys = new Map([...kept].map(([id, { x }]) => [id, x]));
  const next = groupBy(ways, ({ from }) => from);
  const open = new Set(cards.filter(({ id }) => !keys.has(id)).map(({ id }) => id));
  const leading = new Map([...open].map((id) => [id, findLeading(id, into.get(id) ?? [], next)]));
  while (open.size > 0) {
    const known = (id: string): CardWay[] => leading.get(id)!.filter(({ from }) => keys.has(from));
    const id = [...open].find((one) => known(one).length > 0 && known(one).length === leading.get(one)!.length) ?? [...open].find((one) => known(one).length > 0) ?? [...open][0]!;
    const behind = known(id).map(({ from }) => keys.get(from)! + BEHIND);
    keys.set(id, behind.length > 0 ? Math.max(...behind) : startOf(id, cards, next, keys));
    open.delete(id);
  }
  return keys;
}

/** Less than between any two columns, also for a long chain of new steps. */
const BEHIND = 0.01;

/** The ways that say where a step belongs: not those that lead back to it, nor failures where it is chosen. */
function findLeading(id: string, into: CardWay[], next: Map<string, CardWay[]>): CardWay[] {
  const chosen = into.filter(({ kind }) => kind !== 'failure');
  const candidates = chosen.length > 0 ? chosen : into;
  const behind = new Set<string>();
  const open = [id];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    for (const { to } of next.get(step) ?? []) {
      if (behind.has(to)) continue;
      behind.add(to);
      open.push(to);
    }
  }
  const onward = candidates.filter(({ from }) => !behind.has(from));
  return onward.length > 0 ? onward : candidates.slice(0, 1);
}

/** Where a step stands that nothing leads to. */
function startOf(id: string, cards: readonly Card[], next: Map<string, CardWay[]>, keys: Map<string, number>): number {
  const stands = cards.find((card) => card.id === id)?.at?.x;
  if (stands !== undefined) return stands;
  const after = (next.get(id) ?? []).flatMap(({ to }) => keys.get(to) ?? []);
  return Math.min(...(after.length > 0 ? after : keys.values()));
}
