import type { Place } from '../drafts/edits.js';
import type { Box } from './box-index.js';
import { CARD_WIDTH } from './card-size.js';
import { isClear } from './free-place.js';

const STEP_DOWN = 60;
const GAP = 40;

/** A place at or below the wanted one where a card of this height covers no other. */
export function findFreePlace(wanted: Place, height: number, taken: readonly Box[]): Place {
  const place = { ...wanted };
  while (!isClear({ ...place, width: CARD_WIDTH, height }, taken, GAP)) place.y += STEP_DOWN;
  return place;
}

export function besides({ x, y }: Place): Place {
  return { x: x + CARD_WIDTH + 96, y };
}
