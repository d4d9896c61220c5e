import type { StepExit } from '../../schemas/define-step.js';
import { idPattern, type Flow, type FlowMeta, type FlowState } from '../../schemas/documents/flow.js';
import type { Json, JsonObject } from '../../schemas/json.js';
import { createState } from './create-state.js';
import type { Draft } from './draft-store.js';
import { getExits } from './step-types.js';
import { getEntry } from '../../schemas/get-entry.js';

export interface Place {
  x: number;
  y: number;
}

/** Adds a step with what its step type's first example holds, its words left to be written. */
export function addStep(id: string, type: string, place: Place, title?: Record<string, string>) {
  return (draft: Draft): Draft => withStep(withPlace(draft, id, place), id, createState(type, draft.document.meta.languages, title));
}

/** A new step on the way from an exit to where it leads: the exit leads to the new step, and the new step's first way on leads further. */
export function insertStep(step: string, exit: string, id: string, type: string, place: Place) {
  return (draft: Draft): Draft => {
    const target = getEntry(getEntry(draft.document.states, step)?.on, exit);
    const added = connectExit(step, exit, id)(addStep(id, type, place)(draft));
    const onward = getExits(getEntry(added.document.states, id)!).toSorted((a, b) => weight(a.kind) - weight(b.kind))[0];
    return target && onward ? connectExit(id, onward.id, target)(added) : added;
  };
}

const weight = (kind: StepExit['kind']): number => ['next', 'choice', 'failure'].indexOf(kind);

export function deleteSteps(ids: string[]) {
  return (draft: Draft): Draft => {
    const gone = new Set(ids.filter((id) => id !== draft.document.initial));
    const states = Object.fromEntries(Object.entries(draft.document.states).filter(([id]) => !gone.has(id)).map(([id, state]) => [id, withoutTargets(state, gone)]));
    const on = draft.document.on && Object.fromEntries(Object.entries(draft.document.on).filter(([, target]) => !gone.has(target.slice(1))));
    const positions = Object.fromEntries(Object.entries(draft.layout.positions).filter(([id]) => !gone.has(id)));
    const folded = draft.layout.folded?.filter((id) => !gone.has(id));
    return { document: { ...draft.document, ...(on ? { on } : {}), states }, layout: { ...draft.layout, positions, ...(folded ? { folded } : {}) } };
  };
}

/** A copy of a step under a new id; its exits lead where the first one's lead. */
export function duplicateStep(source: string, id: string, place: Place) {
  return (draft: Draft): Draft => {
    const state = getEntry(draft.document.states, source);
    return state ? withStep(withPlace(draft, id, place), id, structuredClone(state)) : draft;
  };
}

/** Leads an exit to a step; `null` takes the connection away. */
export function connectExit(step: string, exit: string, target: string | null) {
  return changeState(step, (state) => {
    const { [exit]: _before, ...others } = state.on ?? {};
    return { ...state, on: target === null ? others : { ...others, [exit]: target } };
  });
}

/** Changes what a step holds. Exits that its type no longer declares lose their connection with the choice that made them. */
export function setStepData(step: string, change: (meta: JsonObject) => JsonObject) {
  return changeState(step, (before) => {
    const after: FlowState = { ...before, meta: change(before.meta as JsonObject) as FlowState['meta'] };
    const [knewBefore, knowsAfter] = [before, after].map((state) => new Set(getExits(state).filter((exit) => exit.known).map((exit) => exit.id)));
    const lost = Object.keys(after.on ?? {}).filter((exit) => knewBefore?.has(exit) && !knowsAfter?.has(exit));
    return lost.length === 0 ? after : { ...after, on: Object.fromEntries(Object.entries(after.on ?? {}).filter(([exit]) => !lost.includes(exit))) };
  });
}

/** Calls a step by another id everywhere in the flow and its layout. An id that is taken, or is none, changes nothing. */
export function renameStep(from: string, to: string) {
  return (draft: Draft): Draft => {
    const { document, layout } = draft;
    if (!getEntry(document.states, from) || getEntry(document.states, to) || !new RegExp(idPattern).test(to)) return draft;
    const now = (id: string): string => (id === from ? to : id);
    const all = <T>(record: Record<string, T>, key: (id: string) => string, value: (entry: T) => T): Record<string, T> => Object.fromEntries(Object.entries(record).map(([id, entry]) => [key(id), value(entry)]));
    const as = (entry: string): string => entry;
    const states = all(document.states, now, (state) => (state.on && Object.values(state.on).includes(from) ? { ...state, on: all(state.on, as, now) } : state));
    const on = document.on && all(document.on, as, (target) => `.${now(target.slice(1))}`);
    const frames = layout.frames?.map((frame) => (frame.folded ? { ...frame, folded: frame.folded.map(now) } : frame));
    return {
      document: { ...document, initial: now(document.initial), ...(on ? { on } : {}), states },
      layout: { ...layout, positions: all(layout.positions, now, (place) => place), ...(layout.folded ? { folded: layout.folded.map(now) } : {}), ...(frames ? { frames } : {}) },
    };
  };
}

export function setStepProperty(step: string, property: string, value: Json | undefined) {
  return setStepData(step, ({ [property]: _before, ...meta }) => (value === undefined ? meta : { ...meta, [property]: value }));
}

/**
 * Calls a choice, a branch or an outcome by another name, where it is declared and where it is connected. A name that is taken, or is none,
 * changes nothing; but an exit that the step has only while no choice is called so, as `ok` of a request, gives way.
 */
export function renameExit(step: string, from: string, to: string) {
  return changeState(step, (state) => {
    const renamed = (row: Json): Json => (typeof row === 'object' && row !== null && !Array.isArray(row) && row['id'] === from ? { ...row, id: to } : row);
    const meta = Object.fromEntries(Object.entries(state.meta).map(([name, value]) => [name, Array.isArray(value) ? value.map(renamed) : value]));
    const on = state.on && Object.fromEntries(Object.entries(state.on).map(([exit, target]) => [exit === from ? to : exit, target]));
    const renamedState: FlowState = { ...state, meta: meta as FlowState['meta'], ...(on ? { on } : {}) };
    return isNew(renamedState, to) ? renamedState : state;
  });
}

/** Whether the exit is a name, and the only one called so. */
function isNew(state: FlowState, exit: string): boolean {
  return new RegExp(idPattern).test(exit) && getExits(state).filter(({ id }) => id === exit).length <= 1;
}

export function setStepDescription(step: string, description: string) {
  return changeState(step, ({ description: _before, ...state }) => (description ? { description, ...state } : state));
}

export function setFlowMeta(change: Partial<FlowMeta>) {
  return changeDocument((document) => ({ ...document, meta: dropUndefined({ ...document.meta, ...change }) }));
}

export function setInitial(step: string) {
  return changeDocument((document) => ({ ...document, initial: step }));
}

/** A key that works in the whole flow: `exit` is `again`, or an exit of the root that leads to `target`. */
export function setGlobalKeys(rows: { key: string; exit: string; target: string | null }[]) {
  return changeDocument(({ on: _before, ...document }) => {
    const keys = Object.fromEntries(rows.map((row) => [row.key, row.exit]));
    const on = Object.fromEntries(rows.flatMap((row) => (row.target && row.exit !== 'again' ? [[row.exit, `.${row.target}`]] : [])));
    return { ...document, meta: { ...document.meta, keys }, ...(Object.keys(on).length ? { on } : {}) };
  });
}

export function replaceDocument(document: Flow) {
  return (draft: Draft): Draft => ({ document, layout: draft.layout });
}

export function moveSteps(places: Record<string, Place>) {
  return (draft: Draft): Draft => ({ ...draft, layout: { ...draft.layout, positions: { ...draft.layout.positions, ...places } } });
}

function changeState(step: string, change: (state: FlowState) => FlowState) {
  return (draft: Draft): Draft => {
    const state = getEntry(draft.document.states, step);
    return state ? withStep(draft, step, change(state)) : draft;
  };
}

function changeDocument(change: (document: Flow) => Flow) {
  return (draft: Draft): Draft => ({ ...draft, document: change(draft.document) });
}

function withStep(draft: Draft, id: string, state: FlowState): Draft {
  return { ...draft, document: { ...draft.document, states: { ...draft.document.states, [id]: state } } };
}

function withPlace(draft: Draft, id: string, { x, y }: Place): Draft {
  return moveSteps({ [id]: { x: Math.round(x), y: Math.round(y) } })(draft);
}

function withoutTargets(state: FlowState, gone: Set<string>): FlowState {
  if (!state.on || !Object.values(state.on).some((target) => gone.has(target))) return state;
  return { ...state, on: Object.fromEntries(Object.entries(state.on).filter(([, target]) => !gone.has(target))) };
}

function dropUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as T;
}
