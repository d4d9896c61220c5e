import type { Place } from '../drafts/edits.js';
import type { Box } from './box-index.js';
import { CARD_WIDTH, ENTRY } from './card-size.js';
import { findFreeBox } from './free-place.js';

/** Pixels that stay free around a new card, for the lines between cards. */
const STEP_GAP = 40;

/**
 * The place nearest to the wanted one where a card covers nothing. Where it comes `behind` another, it never stands in the column of that
 * one or before it: lines lead to the right, and arranging would take the other for the newcomer.
 */
export function findStepPlace(wanted: Box, taken: readonly Box[], behind: Place | null): Place {
  if (!behind) return findFreeBox(wanted, taken, STEP_GAP);
  const before = { x: behind.x + CARD_WIDTH - ANYWHERE, y: behind.y - ANYWHERE, width: ANYWHERE, height: 2 * ANYWHERE };
  return findFreeBox(wanted, [...taken, before], STEP_GAP);
}

/** Pixels no flow reaches to. */
const ANYWHERE = 1e7;

export function besides({ x, y }: Place): Place {
  return { x: x + CARD_WIDTH + 96, y };
}

/** Where a card stands that a line enters at a point. */
export function enteredAt({ x, y }: Place): Place {
  return { x, y: y - ENTRY };
}

/** The place of a card on the way from one to another: around the point of the line that was pressed, where that lies between them, else midway. */
export function between(from: Place, to: Place, { width, height }: Pick<Box, 'width' | 'height'>, pressed: Place | null): Place {
  const ends = [{ x: from.x + width, y: from.y + ENTRY }, { x: to.x, y: to.y + ENTRY }] as const;
  const middle = { x: (ends[0].x + ends[1].x) / 2, y: (ends[0].y + ends[1].y) / 2 };
  const at = pressed && isWithin(pressed.x, ends[0].x, ends[1].x) && isWithin(pressed.y, from.y, to.y, height) ? pressed : middle;
  return { x: at.x - width / 2, y: at.y - ENTRY };
}

function isWithin(value: number, one: number, other: number, more = 0): boolean {
  return value >= Math.min(one, other) && value <= Math.max(one, other) + more;
}
