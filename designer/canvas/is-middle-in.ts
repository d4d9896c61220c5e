import type { Box } from './box-index.js';

/** Frames hold by the middle: what only reaches into one belongs outside. */
export function isMiddleIn(box: Box, frame: Box): boolean {
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  return x > frame.x && x < frame.x + frame.width && y > frame.y && y < frame.y + frame.height;
}
