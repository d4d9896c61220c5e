import type { Place } from '../drafts/edits.js';

/** Pixels of the canvas. A line longer than this, or one that leads back, says less than the name of where it leads. */
const FAR = { across: 1150, down: 620, back: 60 };

/** Whether the way between two steps is told by name instead of by a line. */
export function isFar(from: Place | undefined, to: Place | undefined): boolean {
  if (!from || !to) return false;
  return to.x - from.x > FAR.across || from.x - to.x > FAR.back || Math.abs(to.y - from.y) > FAR.down;
}
