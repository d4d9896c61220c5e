import type { FlowState } from '../../schemas/documents/flow.js';
import { getExits } from '../drafts/step-types.js';

export const CARD_WIDTH = 264;

/** Where a line into a card meets it, below its top. */
export const ENTRY = 27;

const HEAD = 62;
const WORDS = 48;
const EXIT = 28;

/** The height of a card in pixels before it is drawn, near enough to lay it out. */
export function estimateHeight(state: FlowState): number {
  const exits = getExits(state).length;
  return HEAD + WORDS + (exits > 0 ? exits * EXIT + 10 : 0);
}

/** How far below the top of the card the row of an exit has its middle, by its place in the list. */
export function estimateRow(state: FlowState, at: number): number {
  return HEAD + (state.meta['prompt'] ? WORDS : 0) + 4 + at * EXIT + EXIT / 2;
}
