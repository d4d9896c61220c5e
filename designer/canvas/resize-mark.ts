import type { FlowLayout } from '../../schemas/documents/flow.js';
import type { Draft } from '../drafts/draft-store.js';
import { frameOf, noteOf, setFrame, setNote } from '../drafts/layout-edits.js';
import { FRAME_LEAST, MARK_MOST, NOTE_LEAST, NOTE_SIZE } from './mark-sizes.js';

/** In pixels of the canvas. */
export interface MarkSize {
  width: number;
  height: number;
}

/**
 * The size of a note or a frame, by its node, once so much is added to its sides; it stays within what dragging allows, and the upper
 * left corner stays where it is. `null` for what has no size of its own: a step, and a frame that is folded.
 */
export function resizeMark(layout: FlowLayout, node: string, by: MarkSize): { before: MarkSize; size: MarkSize; change(draft: Draft): Draft } | null {
  const note = layout.notes?.find((one) => one.id === noteOf(node));
  if (note) {
    const before = { width: note.width ?? NOTE_SIZE.width, height: note.height ?? NOTE_SIZE.height };
    const size = add(before, by, NOTE_LEAST);
    return { before, size, change: setNote(note.id, size) };
  }
  const frame = layout.frames?.find((one) => one.id === frameOf(node));
  if (!frame || frame.folded) return null;
  const before = { width: frame.width, height: frame.height };
  const size = add(before, by, FRAME_LEAST);
  return { before, size, change: setFrame(frame.id, size) };
}

function add(before: MarkSize, by: MarkSize, least: MarkSize): MarkSize {
  return { width: addSide(before.width, by.width, least.width), height: addSide(before.height, by.height, least.height) };
}

/** What a file made smaller than dragging can is not made larger by a key that makes smaller. */
function addSide(before: number, by: number, least: number): number {
  if (by < 0) return Math.max(Math.min(before, least), Math.round(before + by));
  return by > 0 ? Math.min(Math.max(before, MARK_MOST), Math.max(least, Math.round(before + by))) : before;
}
