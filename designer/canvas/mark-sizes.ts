export const NOTE_SIZE = { width: 200, height: 120 };
export const FOLDED_SIZE = { width: 264, height: 92 };

/** What a frame leaves free around what it holds, and above it for its title. */
export const FRAME_MARGIN = 24;
export const FRAME_HEAD = 44;

/** The smallest sizes that dragging and keys make, in which the words can still be read, and the largest a layout file can hold. */
export const NOTE_LEAST = { width: 120, height: 70 };
export const FRAME_LEAST = { width: 160, height: 120 };
export const MARK_MOST = 100_000;
