import type { FlowLayout, LayoutFrame } from '../../schemas/documents/flow.js';
import type { Place } from '../drafts/edits.js';
import { boxAround } from './align-boxes.js';
import type { Box } from './box-index.js';
import { getWithin } from './frame-groups.js';
import { findFreeBox, isClear } from './free-place.js';
import { FRAME_HEAD, FRAME_MARGIN, NOTE_SIZE } from './mark-sizes.js';
import { getEntry } from '../../schemas/get-entry.js';

type Size = Pick<Box, 'width' | 'height'>;

const NOTE_GAP = 10;

/**
 * The layout once its steps stand where `places` says. A frame is fitted around what it held; a card that it did not hold and would cover
 * now moves up or down until it is clear. A note goes along with the card it stood by, and covers none. An empty frame stays where no card
 * stands. What nothing moved under is not touched.
 */
export function arrangeMarks(layout: FlowLayout, places: Record<string, Place>, sizeOf: (step: string) => Size): FlowLayout {
  const steps = Object.keys({ ...layout.positions, ...places });
  const before = boxesOf(layout.positions, steps, sizeOf);
  const after = boxesOf({ ...layout.positions, ...places }, steps, sizeOf);
  const frames = (layout.frames ?? []).toSorted((a, b) => a.width * a.height - b.width * b.height).map((frame) => ({ frame, steps: frame.folded ?? getWithin(frame, before), notes: getWithin(frame, notesOf(layout)) }));
  for (const { frame, steps: held } of frames) keepOut(frame, held, before, after);
  const notes = placeNotes(layout, before, after);
  const fitted = new Map<string, LayoutFrame>();
  for (const { frame, steps: held, notes: heldNotes } of frames) {
    const inside = [...held.flatMap((id) => after.get(id) ?? []), ...heldNotes.map((id) => notes.get(id)!)];
    const stood = [...held.flatMap((id) => before.get(id) ?? []), ...heldNotes.map((id) => notesOf(layout).get(id)!)];
    fitted.set(frame.id, inside.length > 0 ? fit(frame, stood, inside) : { ...frame, ...clearOf(frame, [...after.values(), ...notes.values()]) });
  }
  return {
    ...layout,
    positions: Object.fromEntries([...after].map(([id, { x, y }]) => [id, { x, y }])),
    ...(layout.notes ? { notes: layout.notes.map((note) => ({ ...note, ...placeOf(notes.get(note.id)!) })) } : {}),
    ...(layout.frames ? { frames: layout.frames.map((frame) => fitted.get(frame.id)!) } : {}),
  };
}

export function boxesOf(places: Record<string, Place>, steps: string[], sizeOf: (step: string) => Size): Map<string, Box> {
  return new Map(steps.flatMap((id) => (getEntry(places, id) ? [[id, { ...placeOf(getEntry(places, id)!), ...sizeOf(id) }] as const] : [])));
}

function notesOf(layout: FlowLayout): Map<string, Box> {
  return new Map((layout.notes ?? []).map(({ id, x, y, width = NOTE_SIZE.width, height = NOTE_SIZE.height }) => [id, { x, y, width, height }]));
}

/** A frame without what it is fitted around: what it leaves free on each side, but never less than the margin. */
function fit(frame: LayoutFrame, stood: Box[], inside: Box[]): LayoutFrame {
  if (isSame(stood, inside)) return frame;
  const [old, now] = [boxAround(stood), boxAround(inside)];
  const free = {
    left: Math.max(FRAME_MARGIN, old.x - frame.x),
    top: Math.max(FRAME_MARGIN + FRAME_HEAD, old.y - frame.y),
    right: Math.max(FRAME_MARGIN, frame.x + frame.width - old.x - old.width),
    bottom: Math.max(FRAME_MARGIN, frame.y + frame.height - old.y - old.height),
  };
  return { ...frame, x: Math.round(now.x - free.left), y: Math.round(now.y - free.top), width: Math.round(now.width + free.left + free.right), height: Math.round(now.height + free.top + free.bottom) };
}

function isSame(a: Box[], b: Box[]): boolean {
  return a.length === b.length && a.every((box, at) => box.x === b[at]!.x && box.y === b[at]!.y);
}

/** Moves cards out of a frame that it did not hold, up or down in their column. */
function keepOut(frame: LayoutFrame, held: string[], before: Map<string, Box>, after: Map<string, Box>): void {
  const stood = held.flatMap((id) => before.get(id) ?? []);
  const inside = held.flatMap((id) => after.get(id) ?? []);
  if (inside.length === 0) return;
  const area = fit(frame, stood, inside);
  const strangers = [...after].filter(([id, box]) => !held.includes(id) && !isClear(box, [area]) && (!before.has(id) || isClear(before.get(id)!, [frame])));
  for (const [id, box] of strangers) {
    const others = [area, ...[...after].filter(([other]) => other !== id).map(([, other]) => other)];
    const rows = others.filter((other) => other.x < box.x + box.width && box.x < other.x + other.width).flatMap((other) => [other.y - box.height - ROW_GAP, other.y + other.height + ROW_GAP]);
    const free = rows.map((y) => Math.round(y / 10) * 10).filter((y) => isClear({ ...box, y }, others, ROW_GAP / 2)).sort((a, b) => Math.abs(a - box.y) - Math.abs(b - box.y))[0];
    if (free !== undefined) after.set(id, { ...box, y: free });
  }
}

const ROW_GAP = 40;

function placeNotes(layout: FlowLayout, before: Map<string, Box>, after: Map<string, Box>): Map<string, Box> {
  const placed = new Map<string, Box>();
  for (const [id, note] of notesOf(layout)) {
    const near = nearest(note, before);
    const moved = near ? { ...note, x: note.x + after.get(near)!.x - before.get(near)!.x, y: note.y + after.get(near)!.y - before.get(near)!.y } : note;
    placed.set(id, { ...moved, ...clearOf(moved, [...after.values(), ...placed.values()]) });
  }
  return placed;
}

function nearest(note: Box, boxes: Map<string, Box>): string | null {
  const apart = (box: Box): number => Math.hypot(Math.max(0, box.x - note.x - note.width, note.x - box.x - box.width), Math.max(0, box.y - note.y - note.height, note.y - box.y - box.height));
  let [best, least]: [string | null, number] = [null, Infinity];
  for (const [id, box] of boxes) if (apart(box) < least) [best, least] = [id, apart(box)];
  return best;
}

function clearOf(box: Box, taken: Box[]): Place {
  return isClear(box, taken) ? placeOf(box) : rounded(findFreeBox(box, taken, NOTE_GAP));
}

function placeOf({ x, y }: Place): Place {
  return { x, y };
}

function rounded({ x, y }: Place): Place {
  return { x: Math.round(x), y: Math.round(y) };
}
