import type { FlowLayout } from '../../schemas/documents/flow.js';
import type { Box } from './box-index.js';
import { isMiddleIn } from './is-middle-in.js';

/** Steps that a frame holds itself, and the frame that holds it. */
export interface FrameGroup {
  id: string;
  steps: string[];
  inside?: string;
}

/** The frames of a layout, each with what no smaller one holds. */
export function getFrameGroups({ frames = [] }: FlowLayout, boxes: Map<string, Box>): FrameGroup[] {
  const bySize = frames.toSorted((a, b) => a.width * a.height - b.width * b.height);
  const grouped = new Set<string>();
  return bySize.map((frame, at) => {
    const steps = (frame.folded ?? getWithin(frame, boxes)).filter((step) => !grouped.has(step));
    for (const step of steps) grouped.add(step);
    const outer = bySize.slice(at + 1).find((other) => !other.folded && isMiddleIn(frame, other));
    return { id: frame.id, steps, ...(outer && { inside: outer.id }) };
  });
}

/** The boxes whose middle lies in a frame. */
export function getWithin(frame: Box, boxes: Map<string, Box>): string[] {
  return [...boxes].filter(([, box]) => isMiddleIn(box, frame)).map(([id]) => id);
}
