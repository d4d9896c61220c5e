import type { Draft } from '../drafts/draft-store.js';
import { frameOf, isStepNode } from '../drafts/layout-edits.js';
import type { Box } from './box-index.js';
import { boxOf, type CanvasNode } from './canvas-nodes.js';
import { CARD_WIDTH, estimateHeight } from './card-size.js';
import { getEntry } from '../../schemas/get-entry.js';

/** The size of each step's card: as it is drawn, else estimated. */
export function cardSizes({ document }: Draft, drawn: readonly CanvasNode[] = []): (step: string) => { width: number; height: number } {
  const heights = new Map(drawn.flatMap((node) => (isStepNode(node.id) && node.measured?.height ? [[node.id, node.measured.height] as const] : [])));
  return (step) => ({ width: CARD_WIDTH, height: heights.get(step) ?? (getEntry(document.states, step) ? estimateHeight(getEntry(document.states, step)!) : 160) });
}

/** Where nothing else may be put: the cards, those that are folded away too, and the notes. With `frames` the frames as well. */
export function getTaken(draft: Draft, drawn: readonly CanvasNode[], frames = false): Box[] {
  const sizeOf = cardSizes(draft, drawn);
  const steps = Object.keys(draft.document.states).flatMap((id) => (getEntry(draft.layout.positions, id) ? [{ ...getEntry(draft.layout.positions, id)!, ...sizeOf(id) }] : []));
  const marks = drawn.filter((node) => !isStepNode(node.id) && (frames || frameOf(node.id) === null)).map(boxOf);
  return [...steps, ...marks];
}
