import type { FlowLayout } from '../../schemas/documents/flow.js';
import type { Place } from '../drafts/edits.js';
import { frameOf } from '../drafts/layout-edits.js';
import type { Box } from './box-index.js';
import { boxOf, type CanvasNode } from './canvas-nodes.js';
import { isMiddleIn } from './is-middle-in.js';
import { getEntry } from '../../schemas/get-entry.js';

/** What goes along when frames are moved, and where it stands: all whose middle is inside, but what is moved anyway. */
export function getMembers(moved: string[], drawn: CanvasNode[], layout: FlowLayout): Map<string, Place> {
  const members = new Map<string, Place>();
  for (const node of moved) {
    const frame = layout.frames?.find((one) => one.id === frameOf(node));
    if (!frame) continue;
    for (const step of frame.folded ?? []) if (getEntry(layout.positions, step)) members.set(step, getEntry(layout.positions, step)!);
    if (frame.folded) continue;
    for (const other of drawn) if (frameOf(other.id) === null && isMiddleIn(boxOf(other), frame)) members.set(other.id, other.position);
  }
  for (const node of moved) members.delete(node);
  return members;
}

/** The steps a frame holds: those that are drawn inside, or those it was folded over. */
export function getStepsIn(frame: Box, drawn: CanvasNode[]): string[] {
  return drawn.filter((node) => node.type === 'step' && isMiddleIn(boxOf(node), frame)).map((node) => node.id);
}
