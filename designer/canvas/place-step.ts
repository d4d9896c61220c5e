import type { Place } from '../drafts/edits.js';
import { CARD_WIDTH } from './card-size.js';

const ROOM = { x: CARD_WIDTH + 40, y: 190 };
const STEP_DOWN = 60;

/** A free place at or below the wanted one. */
export function findFreePlace(wanted: Place, positions: Record<string, Place>): Place {
  const taken = Object.values(positions);
  const place = { ...wanted };
  while (taken.some((other) => Math.abs(other.x - place.x) < ROOM.x && Math.abs(other.y - place.y) < ROOM.y)) place.y += STEP_DOWN;
  return place;
}

export function besides({ x, y }: Place): Place {
  return { x: x + CARD_WIDTH + 96, y };
}
