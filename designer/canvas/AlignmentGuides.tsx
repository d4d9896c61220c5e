import { ViewportPortal } from '@xyflow/react';
import type { Guide } from './align-boxes.js';
import classes from './Edges.module.css';

/** The lines that show what a dragged card stands in line with. */
export function AlignmentGuides({ guides }: { guides: Guide[] }) {
  if (guides.length === 0) return null;
  return (
    <ViewportPortal>
      {guides.map(({ from, to }, at) => (
        <div key={at} className={classes.guide} data-guide style={{ left: from.x, top: from.y, width: Math.max(1, to.x - from.x), height: Math.max(1, to.y - from.y) }} />
      ))}
    </ViewportPortal>
  );
}
