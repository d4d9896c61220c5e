import type { Place } from '../drafts/edits.js';
import type { Box } from './box-index.js';
import { makeRoom } from './make-room.js';
import { sortOut, type Standing } from './sort-out.js';

/** A step to be placed, in pixels; `at` is where it stands now. */
export interface Card {
  id: string;
  width: number;
  height: number;
  at?: Place;
}

/** A way from a step to another; `row` is how far below the top of its card the exit stands. */
export interface CardWay {
  from: string;
  to: string;
  kind: 'choice' | 'failure' | 'next';
  row: number;
}

/** What a card takes from left to right, with the gap after it. */
const GAP = 96;
const LEAST_GAP = 20;

/**
 * Places for the steps of a flow that is laid out already, and was changed a little since: cards keep their column and their order in it,
 * and only what has to make room moves. A step that came in between takes the place of the one behind it, which goes on to the next
 * column, and so do those behind that one as far as they have to. `null` where there is no order to keep: then all is laid out anew.
 */
export function keepPlaces(cards: readonly Card[], ways: readonly CardWay[], first: string): Record<string, Place> | null {
  const standing = sortOut(cards, ways, first);
  if (!standing) return null;
  const across = placeAcross(cards, ways, standing);
  return makeRoom(cards, ways, standing, across);
}

/** How far to the right each card stands: where it stood, or as far on as what leads to it takes. */
function placeAcross(cards: readonly Card[], ways: readonly CardWay[], { keys, kept, columns }: Standing): Map<string, number> {
  const widths = new Map(cards.map((card) => [card.id, card.width]));
  const before = new Map<string, string[]>();
  for (const { from, to } of ways) if (keys.get(from)! < keys.get(to)!) before.set(to, [...(before.get(to) ?? []), from]);
  const across = new Map<string, number>();
  for (const [id, key] of [...keys].sort((a, b) => a[1] - b[1])) {
    const stood = kept.get(id)?.x;
    const pushing = (before.get(id) ?? []).filter((from) => stood === undefined || across.get(from) !== kept.get(from)?.x);
    const least = Math.max(-Infinity, ...pushing.map((from) => across.get(from)! + widths.get(from)!));
    if (stood !== undefined && stood >= least + LEAST_GAP) across.set(id, stood);
    else across.set(id, least === -Infinity ? key : (columns(id).find((x) => x >= least + LEAST_GAP) ?? least + GAP));
  }
  return across;
}

export function boxAt(card: Card, { x, y }: Place): Box {
  return { x, y, width: card.width, height: card.height };
}
