import type { ReactFlowInstance, Viewport } from '@xyflow/react';
import type { Box } from './box-index.js';
import { canvasElement } from './canvas-element.js';

/** Pixels of the screen that stay free between what is shown and the edge of the canvas. */
const EDGE = 24;

type View = Pick<ReactFlowInstance, 'getViewport' | 'setViewport'>;

/** Moves the view as little as it takes to see a box of the canvas, at the same zoom; not at all where it is seen. */
export function revealBox({ getViewport, setViewport }: View, box: Box, duration = 200): void {
  const canvas = canvasElement()?.getBoundingClientRect();
  if (!canvas || canvas.width < 2 * EDGE) return;
  const before = getViewport();
  const after = leastPan(before, box, canvas);
  // On any other way than a straight one the zoom would dip.
  if (after !== before) void setViewport(after, { duration, interpolate: 'linear' });
}

/** The view that shows a box; where it does not fit, its upper left corner. The same object where it is seen. */
export function leastPan(view: Viewport, box: Box, { width, height }: { width: number; height: number }): Viewport {
  const x = shift(box.x * view.zoom + view.x, box.width * view.zoom, width);
  const y = shift(box.y * view.zoom + view.y, box.height * view.zoom, height);
  return x === 0 && y === 0 ? view : { ...view, x: view.x + x, y: view.y + y };
}

/** The view with a box in its middle, as near as it fits between two zooms; where it does not fit at the farther one, its upper left corner. */
export function fitBox(box: Box, { width, height }: { width: number; height: number }, { from, to }: { from: number; to: number }): Viewport {
  const fits = Math.min((width - 2 * EDGE) / box.width, (height - 2 * EDGE) / box.height);
  const zoom = Math.max(from, Math.min(to, fits));
  const place = (start: number, length: number, room: number): number => Math.max(0, (room - length * zoom) / 2) - start * zoom;
  return { x: place(box.x, box.width, width), y: place(box.y, box.height, height), zoom };
}

/** How far to move what begins at `from` so that it lies between the edges. What lies between them without their margin stays. */
function shift(from: number, length: number, room: number): number {
  if (from >= 0 && from + length <= room) return 0;
  const edge = Math.max(0, Math.min(EDGE, (room - length) / 2));
  if (length > room) return from > room / 2 || from + length < room / 2 ? -from : 0;
  return from < edge ? edge - from : room - edge - length - from;
}
