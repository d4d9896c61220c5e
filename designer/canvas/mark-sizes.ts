export const NOTE_SIZE = { width: 200, height: 120 };
export const FOLDED_SIZE = { width: 264, height: 92 };

/** What a frame leaves free around what it holds, and above it for its title. */
export const FRAME_MARGIN = 24;
export const FRAME_HEAD = 44;
