import type { Static, TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { FlowState, idPattern, LayoutFrame, LayoutNote, type Flow, type FlowLayout } from '../../schemas/documents/flow.js';
import { createStepId } from './create-step-id.js';
import type { Draft } from './draft-store.js';
import type { Place } from './edits.js';
import { createMarkId, frameNode, frameOf, isStepNode, noteNode, noteOf } from './layout-edits.js';
import { getEntry } from '../../schemas/get-entry.js';

/** Steps as they lie on the clipboard: JSON that people can read, and that any flow in any tab takes. */
export interface CopiedSteps {
  trunkline: 'steps';
  /** Where they come from, for whoever reads it. */
  flow: string;
  /** The first step, where a whole flow was copied. */
  initial?: string;
  states: Record<string, FlowState>;
  positions: Record<string, Place>;
  notes?: LayoutNote[];
  frames?: LayoutFrame[];
}

/** What is on the clipboard has no steps, or none that fit; nothing is pasted then. */
export type UnreadableClipboard = 'no_steps' | 'not_complete' | 'too_many';

const MAX_STEPS = 2000;

export function renderCopied(document: Flow, layout: FlowLayout, nodes: string[]): string {
  const steps = nodes.filter((node) => isStepNode(node) && getEntry(document.states, node));
  const [notes, frames] = [nodes.map(noteOf), nodes.map(frameOf)];
  const copied: CopiedSteps = {
    trunkline: 'steps',
    flow: document.id,
    states: Object.fromEntries(steps.map((id) => [id, getEntry(document.states, id)!])),
    positions: Object.fromEntries(steps.map((id) => [id, getEntry(layout.positions, id) ?? { x: 0, y: 0 }])),
    notes: layout.notes?.filter((note) => notes.includes(note.id)),
    frames: layout.frames?.filter((frame) => frames.includes(frame.id)).map(({ folded: _folded, ...frame }) => frame),
  };
  return JSON.stringify(copied, null, 2);
}

/** Reads what was copied here, or a whole flow file. Anything else is told apart, so that the person learns what is wrong with it. */
export function readCopied(text: string): CopiedSteps | UnreadableClipboard {
  const given = parse(text);
  if (typeof given !== 'object' || given === null || typeof given.states !== 'object' || given.states === null) return 'no_steps';
  if (given.trunkline !== 'steps' && typeof given.initial !== 'string') return 'no_steps';
  const states = Object.entries(given.states);
  if (states.length > MAX_STEPS) return 'too_many';
  if (!states.every(([id, state]) => new RegExp(idPattern).test(id) && Value.Check(FlowState, state))) return 'not_complete';
  const notes = readMarks(given.notes, LayoutNote, { text: '' });
  const frames = readMarks(given.frames, LayoutFrame, { title: '', width: 400, height: 300 });
  if (states.length + notes.length + frames.length === 0) return 'no_steps';
  const initial = typeof given.initial === 'string' ? { initial: given.initial } : {};
  return { trunkline: 'steps', flow: String(given.flow ?? given.id ?? ''), ...initial, states: given.states as Record<string, FlowState>, positions: readPlaces(given.positions), notes, frames };
}

/**
 * Puts copied steps at a place. Ids that are taken get new ones; connections among the copies stay and those to steps outside are
 * dropped. Answers the draft and the nodes that are new in it.
 */
export function pasteSteps(draft: Draft, copied: CopiedSteps, at: Place): { draft: Draft; nodes: string[] } {
  const ids = nameCopies(copied, draft.document);
  const shift = shiftTo(copied, at);
  const moved = <T extends Place>(mark: T): T => ({ ...mark, x: Math.round(mark.x + shift.x), y: Math.round(mark.y + shift.y) });
  let layout: FlowLayout = { ...draft.layout, positions: { ...draft.layout.positions } };
  const states = { ...draft.document.states };
  const nodes: string[] = [];
  for (const [id, state] of Object.entries(copied.states)) {
    const own = ids.get(id)!;
    states[own] = withinCopies(structuredClone(state), ids);
    layout.positions[own] = moved(getEntry(copied.positions, id) ?? { x: 0, y: 0 });
    nodes.push(own);
  }
  for (const note of copied.notes ?? []) {
    const own = createMarkId('note', layout);
    layout = { ...layout, notes: [...(layout.notes ?? []), { ...moved(note), id: own }] };
    nodes.push(noteNode(own));
  }
  for (const frame of copied.frames ?? []) {
    const own = createMarkId('frame', layout);
    layout = { ...layout, frames: [...(layout.frames ?? []), { ...moved(frame), id: own }] };
    nodes.push(frameNode(own));
  }
  return { draft: { document: { ...draft.document, states }, layout }, nodes };
}

function nameCopies(copied: CopiedSteps, document: Flow): Map<string, string> {
  const taken: Record<string, unknown> = { ...document.states };
  const ids = new Map<string, string>();
  for (const id of Object.keys(copied.states)) {
    const own = Object.hasOwn(taken, id) ? createStepId(id.replace(/_\d+$/, ''), taken) : id;
    taken[own] = true;
    ids.set(id, own);
  }
  return ids;
}

function withinCopies(state: FlowState, ids: Map<string, string>): FlowState {
  if (!state.on) return state;
  return { ...state, on: Object.fromEntries(Object.entries(state.on).flatMap(([exit, target]) => (ids.has(target) ? [[exit, ids.get(target)!]] : []))) };
}

/** Moves the upper left corner of all that was copied to the place. */
function shiftTo(copied: CopiedSteps, at: Place): Place {
  const places = [...Object.keys(copied.states).map((id) => getEntry(copied.positions, id) ?? { x: 0, y: 0 }), ...(copied.notes ?? []), ...(copied.frames ?? [])];
  return { x: at.x - Math.min(...places.map((place) => place.x)), y: at.y - Math.min(...places.map((place) => place.y)) };
}

type Given = { [name: string]: unknown } | null;

function parse(text: string): Given {
  try {
    return JSON.parse(text) as Given;
  } catch {
    return null;
  }
}

/** Notes or frames, without what no layout would take; one that is not whole is left out. */
function readMarks<S extends TSchema>(given: unknown, schema: S, defaults: object): Static<S>[] {
  const marks = Array.isArray(given) ? given.slice(0, 200) : [];
  return marks.map((mark: unknown) => Value.Clean(schema, { ...defaults, id: 'mark', ...(mark as object) })).filter((mark) => Value.Check(schema, mark)) as Static<S>[];
}

function readPlaces(given: unknown): Record<string, Place> {
  const entries = Object.entries((typeof given === 'object' && given) || {});
  return Object.fromEntries(entries.flatMap(([id, place]) => (isPlace(place) ? [[id, { x: place.x, y: place.y }]] : [])));
}

function isPlace(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && Number.isFinite((value as Place).x) && Number.isFinite((value as Place).y);
}
