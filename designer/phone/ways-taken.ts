import type { TurnEvent } from '../../runtime/engine/call-state.js';
import { valueAt } from '../../schemas/conditions.js';
import type { FlowState } from '../../schemas/documents/flow.js';
import type { Json, JsonObject } from '../../schemas/json.js';
import { getTitle } from '../canvas/heard-text.js';
import { inLanguage } from '../drafts/in-language.js';
import { getExits, stepTypes } from '../drafts/step-types.js';
import { getEntry } from '../../schemas/get-entry.js';

/** A way that a step took of itself. */
export interface WayTaken {
  /** Its title. */
  step: string;
  /** What the exit is called. */
  way: string;
  /** What was compared: path → the value there, `undefined` where there was none. */
  by: [path: string, value: Json | undefined][];
}

/** The ways steps took in a turn without the caller: an answer of the caller is seen in the conversation. `waited`: the visits that asked the caller. */
export function getWaysTaken(events: readonly TurnEvent[], waited: ReadonlySet<number>, values: JsonObject, states: Record<string, FlowState>, reader: string): WayTaken[] {
  return events.flatMap((event): WayTaken[] => {
    if (event.type !== 'exit_taken') return [];
    const state = event.flow === undefined ? getEntry(states, event.step) : undefined;
    const group = state && getEntry(stepTypes, state.meta.step)?.group;
    if (waited.has(event.visit) && (group === undefined || group === 'ask' || group === 'sell')) return [];
    const exit = state && getExits(state).find(({ id }) => id === event.exit);
    return [{ step: state ? getTitle(event.step, state, reader) : `${event.flow} / ${event.step}`, way: inLanguage(exit?.label, reader) || event.exit, by: state ? comparedBy(state, event.exit, values) : [] }];
  });
}

/** The values that a branch looked at: those of the branches up to the one that was taken. */
function comparedBy(state: FlowState, exit: string, values: JsonObject): WayTaken['by'] {
  if (state.meta.step !== 'branch' || !Array.isArray(state.meta['branches'])) return [];
  const branches = state.meta['branches'] as { id: string; all?: { value?: unknown }[] }[];
  const taken = branches.findIndex(({ id }) => id === exit);
  const looked = taken < 0 ? branches : branches.slice(0, taken + 1);
  const paths = new Set(looked.flatMap(({ all }) => (Array.isArray(all) ? all : []).flatMap(({ value }) => (typeof value === 'string' && value ? [value] : []))));
  return [...paths].map((path) => [path, valueAt(values, path)]);
}

/** The visits of a call that waited for the caller. */
export function getWaited(turns: readonly { events: readonly TurnEvent[] }[]): Set<number> {
  return new Set(turns.flatMap(({ events }) => events.flatMap((event) => (event.type === 'waited' ? [event.visit] : []))));
}
