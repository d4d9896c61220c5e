import type { Box } from './box-index.js';
import { isMiddleIn } from './is-middle-in.js';

/** Pixels between a card that grew and the next; where less was free before, so much. */
const GAP = 20;

/** A card this little higher than the end of the one above stands below it all the same: sizes of cards that are not drawn are guessed. */
const CLOSE = 20;

const GRID = 10;

/** What stands on the canvas. The height is asked only of what has to move. */
export interface Standing {
  id: string;
  x: number;
  y: number;
  width: number;
  height(): number;
}

/** A frame, which becomes higher where what it holds moves down in it. */
export interface Holding extends Box {
  id: string;
  /** Pixels that stay free under what it holds. */
  margin: number;
}

export interface Pushed {
  /** Where those that had to move stand now, from above. */
  rows: Record<string, number>;
  /** How high frames are now that had to grow. */
  heights: Record<string, number>;
}

/** How far something reaches down, before and now. */
interface Reach {
  x: number;
  width: number;
  before: number;
  now: number;
}

/** Moves what stands below a card that grew just as far down as it takes, and what stands below that; one pass from above. */
export function pushDown({ box, height }: { box: Box & { id: string }; height: number }, all: readonly Standing[], frames: readonly Holding[] = []): Pushed {
  const pushed: Pushed = { rows: {}, heights: {} };
  const reaches: Reach[] = [];
  const reach = (from: Box, now: number): void => {
    reaches.push({ x: from.x, width: from.width, before: from.y + from.height, now });
    for (const frame of frames) {
      const [end, stands] = [frame.y + frame.height, pushed.heights[frame.id] ?? frame.height];
      const margin = Math.min(frame.margin, end - from.y - from.height);
      if (!isMiddleIn(from, frame) || now + margin <= frame.y + stands) continue;
      pushed.heights[frame.id] = now + margin - frame.y;
      reaches.push({ x: frame.x, width: frame.width, before: end, now: now + margin });
    }
  };
  reach(box, box.y + height);
  for (const other of all.filter(({ id, y }) => id !== box.id && y > box.y).sort((a, b) => a.y - b.y)) {
    const above = reaches.filter(({ x, width, before }) => x < other.x + other.width && other.x < x + width && other.y > before - CLOSE);
    const least = Math.max(-Infinity, ...above.map(({ before, now }) => now + Math.max(0, Math.min(GAP, other.y - before))));
    if (least <= other.y) continue;
    const y = Math.ceil(least / GRID) * GRID;
    pushed.rows[other.id] = y;
    const own = { x: other.x, y: other.y, width: other.width, height: other.height() };
    reach(own, y + own.height);
  }
  return pushed;
}
