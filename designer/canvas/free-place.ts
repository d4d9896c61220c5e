import type { Place } from '../drafts/edits.js';
import type { Box } from './box-index.js';

/** Pixels that stay free around what is put down. */
export const FREE_GAP = 30;

/**
 * The place nearest to the wanted one where a box covers none of those that stand already, nor comes nearer to one than `gap`. It is the
 * nearest there is: such a place is level with the wanted one, or touches another box from above or below.
 */
export function findFreeBox(wanted: Box, taken: readonly Box[], gap = FREE_GAP): Place {
  const rows = [wanted.y, ...taken.flatMap((box) => [box.y - gap - wanted.height, box.y + box.height + gap])];
  let best: Place | null = null;
  let least = Infinity;
  for (const y of rows.sort((a, b) => Math.abs(a - wanted.y) - Math.abs(b - wanted.y))) {
    if (Math.abs(y - wanted.y) >= least) break;
    const x = nearestFree(wanted.x, taken.filter((box) => box.y < y + wanted.height + gap && y < box.y + box.height + gap).map((box) => [box.x - gap - wanted.width, box.x + box.width + gap]));
    const away = Math.hypot(x - wanted.x, y - wanted.y);
    if (away < least) [best, least] = [{ x, y }, away];
  }
  return best ?? { x: wanted.x, y: wanted.y };
}

/** The number nearest to `wanted` that lies within none of the spans. */
function nearestFree(wanted: number, spans: [number, number][]): number {
  let [left, right] = [wanted, wanted];
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) if (from < right && to > right) right = to;
  for (const [from, to] of spans.toSorted((a, b) => b[1] - a[1])) if (to > left && from < left) left = from;
  return wanted - left < right - wanted ? left : right;
}

export function isClear(box: Box, taken: readonly Box[], gap = 0): boolean {
  return !taken.some((other) => box.x < other.x + other.width + gap && other.x < box.x + box.width + gap && box.y < other.y + other.height + gap && other.y < box.y + box.height + gap);
}
