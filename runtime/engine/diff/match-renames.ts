import type { Flow, FlowState } from '../../../schemas/documents/flow.js';
import type { Json } from '../../../schemas/json.js';
import { isObject } from './json-changes.js';
import { getEntry } from '../../../schemas/get-entry.js';

/** Steps whose content is this much the same are one step under a new id. */
const NEAR_ENOUGH = 0.7;

/** A rewrite of a whole large flow is no renaming: past this many comparisons only equal content is matched. */
const MAX_COMPARISONS = 250_000;

/** Old id → new id of steps that vanished under one id and appeared under another with nearly the same content; each once, the nearest first. */
export function matchRenames(before: Flow, after: Flow): Map<string, string> {
  const gone = Object.keys(before.states).filter((id) => !Object.hasOwn(after.states, id));
  const come = Object.keys(after.states).filter((id) => !Object.hasOwn(before.states, id));
  const isLarge = gone.length * come.length > MAX_COMPARISONS;
  const [old, fresh] = [contentsOf(before, gone), contentsOf(after, come)];
  const pairs = gone.flatMap((from) => come.flatMap((to) => pairOf(from, to, old.get(from)!, fresh.get(to)!, isLarge)));
  const renames = new Map<string, string>();
  const taken = new Set<string>();
  for (const { from, to } of pairs.sort((one, other) => other.nearness - one.nearness)) {
    if (renames.has(from) || taken.has(to)) continue;
    renames.set(from, to);
    taken.add(to);
  }
  return renames;
}

/** The flow with other ids for some of its steps, wherever they are named. */
export function renameSteps(flow: Flow, renames: ReadonlyMap<string, string>): Flow {
  if (renames.size === 0) return flow;
  const named = (id: string) => renames.get(id) ?? id;
  const targets = (on: Record<string, string>) => Object.fromEntries(Object.entries(on).map(([exit, target]) => [exit, named(target)]));
  const states = Object.entries(flow.states).map(([id, state]): [string, FlowState] => [named(id), state.on ? { ...state, on: targets(state.on) } : state]);
  return {
    ...flow,
    initial: named(flow.initial),
    ...(flow.on && { on: Object.fromEntries(Object.entries(flow.on).map(([exit, target]) => [exit, `.${named(target.slice(1))}`])) }),
    states: Object.fromEntries(states),
  };
}

interface Content {
  type: string;
  parts: Set<string>;
}

function contentsOf({ states }: Flow, ids: readonly string[]): Map<string, Content> {
  return new Map(ids.map((id) => [id, contentOf(getEntry(states, id)!)]));
}

/** What a step says and asks, and its exits; where they lead is left out, since that may have been renamed too. */
function contentOf({ meta, on }: FlowState): Content {
  const { step, ...data } = meta;
  return { type: step, parts: new Set([...leavesOf(data as Json, ''), ...Object.keys(on ?? {}).map((exit) => `on ${exit}`)]) };
}

function leavesOf(value: Json, at: string): string[] {
  if (Array.isArray(value)) return value.flatMap((member, index) => leavesOf(member, `${at}/${index}`));
  if (isObject(value)) return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, `${at}/${name}`));
  return [`${at} ${JSON.stringify(value)}`];
}

function pairOf(from: string, to: string, one: Content, other: Content, isLarge: boolean): { from: string; to: string; nearness: number }[] {
  if (one.type !== other.type || (isLarge && one.parts.size !== other.parts.size)) return [];
  const most = Math.max(one.parts.size, other.parts.size);
  const shared = [...one.parts].filter((part) => other.parts.has(part)).length;
  // Two steps that hold nothing, such as two endings, say nothing of each other.
  const nearness = most === 0 ? 0 : shared / most;
  return nearness >= (isLarge ? 1 : NEAR_ENOUGH) ? [{ from, to, nearness }] : [];
}
