import type { FlowLayout, LayoutFrame, LayoutNote } from '../../schemas/documents/flow.js';
import type { Draft } from './draft-store.js';
import { moveSteps, type Place } from './edits.js';
import { getEntry } from '../../schemas/get-entry.js';

/** Ids of everything on the canvas that is no step begin with this; a step's id cannot. */
const NOTE = 'note:';
const FRAME = 'frame:';

export const noteNode = (id: string): string => NOTE + id;
export const frameNode = (id: string): string => FRAME + id;
export const isStepNode = (node: string): boolean => !node.includes(':');

/** The id in the layout of a note's or a frame's node on the canvas; `null` for a node of another kind. */
export const noteOf = (node: string): string | null => (node.startsWith(NOTE) ? node.slice(NOTE.length) : null);
export const frameOf = (node: string): string | null => (node.startsWith(FRAME) ? node.slice(FRAME.length) : null);

export function addNote(note: LayoutNote) {
  return changeLayout((layout) => ({ ...layout, notes: [...(layout.notes ?? []), note] }));
}

export function setNote(id: string, change: Partial<LayoutNote>) {
  return changeLayout((layout) => ({ ...layout, notes: layout.notes?.map((note) => (note.id === id ? { ...note, ...change } : note)) }));
}

export function addFrame(frame: LayoutFrame) {
  return changeLayout((layout) => ({ ...layout, frames: [...(layout.frames ?? []), frame] }));
}

export function setFrame(id: string, change: Partial<LayoutFrame>) {
  return changeLayout((layout) => ({ ...layout, frames: layout.frames?.map((frame) => (frame.id === id ? { ...frame, ...change } : frame)) }));
}

/** Takes notes and frames away, by their nodes; what stands in a frame stays. */
export function deleteMarks(nodes: string[]) {
  const [notes, frames] = [new Set(nodes.map(noteOf)), new Set(nodes.map(frameOf))];
  return changeLayout((layout) => ({
    ...layout,
    notes: layout.notes?.filter((note) => !notes.has(note.id)),
    frames: layout.frames?.filter((frame) => !frames.has(frame.id)),
  }));
}

/** Moves whatever stands on the canvas, by its nodes. */
export function moveNodes(places: Record<string, Place>) {
  return (draft: Draft): Draft => {
    const steps = Object.fromEntries(Object.entries(places).filter(([node]) => isStepNode(node)));
    const moved = moveSteps(steps)(draft);
    if (Object.keys(steps).length === Object.keys(places).length) return moved;
    const { notes, frames } = moved.layout;
    return {
      ...moved,
      layout: dropUndefined({
        ...moved.layout,
        notes: notes?.map((note) => ({ ...note, ...getEntry(places, noteNode(note.id)) })),
        frames: frames?.map((frame) => ({ ...frame, ...getEntry(places, frameNode(frame.id)) })),
      }),
    };
  };
}

/** Folds the branch after a step away, or shows it again. */
export function setFolded(step: string, folded: boolean) {
  return changeLayout((layout) => ({ ...layout, folded: [...(layout.folded ?? []).filter((id) => id !== step), ...(folded ? [step] : [])] }));
}

/** The first of `note_1`, `note_2`, … that is free. */
export function createMarkId(kind: 'note' | 'frame', layout: FlowLayout): string {
  const taken = new Set([...(layout.notes ?? []), ...(layout.frames ?? [])].map((mark) => mark.id));
  for (let number = 1; ; number += 1) if (!taken.has(`${kind}_${number}`)) return `${kind}_${number}`;
}

function changeLayout(change: (layout: FlowLayout) => FlowLayout) {
  return (draft: Draft): Draft => ({ ...draft, layout: dropUndefined(change(draft.layout)) });
}

function dropUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as T;
}
