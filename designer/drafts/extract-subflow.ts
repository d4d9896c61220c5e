import type { Flow, FlowLayout, FlowState } from '../../schemas/documents/flow.js';
import type { Json, JsonObject } from '../../schemas/json.js';
import { createStepId } from './create-step-id.js';
import type { Draft } from './draft-store.js';
import { getExits, stepTypes } from './step-types.js';
import { getEntry } from '../../schemas/get-entry.js';

/** What becomes of the steps: the new flow, and the draft in which one step stands for them. */
export interface Extracted {
  flow: { document: Flow; layout: FlowLayout };
  draft: Draft;
  /** The step that runs the new flow. */
  step: string;
  parameters: string[];
  results: string[];
}

export type NotExtractable = { reason: 'several_entries'; entries: string[] } | { reason: 'no_entry' };

/**
 * Makes steps a flow of their own. They must be entered at one of them; each step outside they lead to becomes a way to return. Values
 * that are set before and read inside are handed in, values set inside and read outside are handed back.
 */
export function extractSubflow(draft: Draft, steps: string[], id: string, name: string): Extracted | NotExtractable {
  const { document, layout } = draft;
  const inside = new Set(steps.filter((step) => getEntry(document.states, step)));
  const entries = findEntries(document, inside);
  if (entries.length > 1) return { reason: 'several_entries', entries };
  const [entry] = entries;
  if (!entry) return { reason: 'no_entry' };
  const values = findValues(document, inside);
  const returns = nameReturns(document, inside);
  const step = createStepId(id.replaceAll('-', '_'), document.states);
  return { flow: createFlow(draft, inside, entry, returns, values, id, name), draft: { document: replaceSteps(document, inside, { entry, step, returns, values, id, name }), layout: withoutSteps(layout, inside, step, entry) }, step, ...values };
}

interface Return {
  /** The step outside that is led to. */
  target: string;
  /** The exit of the subflow step, and the id of the `return` step inside. */
  exit: string;
  label: Record<string, string>;
}

interface Values {
  parameters: string[];
  results: string[];
}

function findEntries(document: Flow, inside: Set<string>): string[] {
  const outside = Object.entries(document.states).filter(([id]) => !inside.has(id));
  const targets = [document.initial, ...Object.values(document.on ?? {}).map((target) => target.slice(1)), ...outside.flatMap(([, state]) => Object.values(state.on ?? {}))];
  return [...new Set(targets.filter((target) => inside.has(target)))];
}

function nameReturns(document: Flow, inside: Set<string>): Return[] {
  const targets = [...new Set([...inside].flatMap((id) => Object.values(getEntry(document.states, id)!.on ?? {})))].filter((target) => !inside.has(target) && getEntry(document.states, target));
  const taken: Record<string, unknown> = Object.fromEntries([...inside].map((id) => [id, true]));
  return targets.map((target) => {
    const exit = createStepId(target === 'failed' ? 'return_failed' : `to_${target}`.slice(0, 56), taken);
    taken[exit] = true;
    const { languages } = document.meta;
    const title = getEntry(document.states, target)!.meta.title;
    return { target, exit, label: Object.fromEntries(languages.map((language) => [language, title?.[language] || target])) };
  });
}

function createFlow({ document, layout }: Draft, inside: Set<string>, entry: string, returns: Return[], { parameters, results }: Values, id: string, name: string): Extracted['flow'] {
  const { languages, timeZone, policy } = document.meta;
  const exitOf = new Map(returns.map(({ target, exit }) => [target, exit]));
  const kept = [...inside].map((step): [string, FlowState] => {
    const state = getEntry(document.states, step)!;
    if (!state.on) return [step, state];
    return [step, { ...state, on: Object.fromEntries(Object.entries(state.on).map(([exit, target]) => [exit, exitOf.get(target) ?? target])) }];
  });
  const ends = returns.map(({ exit, label }): [string, FlowState] => [exit, { type: 'final', meta: { step: 'return', title: label, exit, ...(results.length > 0 ? { results: results.map((value) => ({ name: value, value })) } : {}) } }]);
  const places = Object.fromEntries([...inside].flatMap((step) => (getEntry(layout.positions, step) ? [[step, getEntry(layout.positions, step)!]] : [])));
  const right = Math.max(0, ...Object.values(places).map((place) => place.x)) + 380;
  const top = Math.min(...Object.values(places).map((place) => place.y), Infinity);
  return {
    document: {
      id,
      initial: entry,
      meta: { specVersion: '1.0', name, languages, ...(timeZone ? { timeZone } : {}), ...(policy ? { policy } : {}), ...(parameters.length > 0 ? { parameters: parameters.map((parameter) => ({ name: parameter, type: 'any' as const, default: null })) } : {}) },
      states: Object.fromEntries([...kept, ...ends]),
    },
    layout: { flow: id, positions: { ...places, ...Object.fromEntries(returns.map(({ exit }, at) => [exit, { x: right, y: (Number.isFinite(top) ? top : 0) + at * 160 }])) } },
  };
}

function replaceSteps(document: Flow, inside: Set<string>, { entry, step, returns, values, id, name }: { entry: string; step: string; returns: Return[]; values: Values; id: string; name: string }): Flow {
  const { languages } = document.meta;
  const meta = {
    step: 'subflow',
    title: Object.fromEntries(languages.map((language) => [language, name])),
    flow: id,
    ...(values.parameters.length > 0 ? { parameters: values.parameters.map((parameter) => ({ name: parameter, to: `{{ ${parameter} }}` })) } : {}),
    ...(values.results.length > 0 ? { results: values.results.map((result) => ({ name: result, saveAs: result })) } : {}),
    exits: returns.map(({ exit, label }) => ({ id: exit, label })),
  };
  const on: Record<string, string> = Object.fromEntries(returns.map(({ exit, target }) => [exit, target]));
  const person = document.on?.['person']?.slice(1);
  // Where the other flow cannot be run, the caller reaches whoever the flow's own failures lead to.
  const failure = person && !inside.has(person) ? person : findFailure(document, inside);
  if (failure) on['failed'] = failure;
  const lead = (target: string): string => (target === entry ? step : target);
  const states = Object.entries(document.states).flatMap(([own, state]): [string, FlowState][] => {
    if (own === entry) return [[step, { meta: meta as FlowState['meta'], on }]];
    if (inside.has(own)) return [];
    return [[own, state.on ? { ...state, on: Object.fromEntries(Object.entries(state.on).map(([exit, target]) => [exit, lead(target)])) } : state]];
  });
  const shared = document.on && Object.fromEntries(Object.entries(document.on).map(([exit, target]) => [exit, `.${lead(target.slice(1))}`]));
  return { ...document, initial: lead(document.initial), ...(shared ? { on: shared } : {}), states: Object.fromEntries(states) };
}

function findFailure(document: Flow, inside: Set<string>): string | undefined {
  const failures = [...inside].flatMap((id) => getExits(getEntry(document.states, id)!).filter((exit) => exit.kind === 'failure' && exit.target && !inside.has(exit.target)));
  return failures[0]?.target ?? undefined;
}

function withoutSteps(layout: FlowLayout, inside: Set<string>, step: string, entry: string): FlowLayout {
  const positions = Object.fromEntries(Object.entries(layout.positions).filter(([id]) => !inside.has(id)));
  return { ...layout, positions: { ...positions, [step]: getEntry(layout.positions, entry) ?? { x: 0, y: 0 } }, ...(layout.folded ? { folded: layout.folded.filter((id) => !inside.has(id)) } : {}) };
}

/** The values a flow sets itself, by the first part of their path: what the call, the catalogue and the customer say is known everywhere. */
function findValues(document: Flow, inside: Set<string>): Values {
  const [within, without] = [read(document, (id) => inside.has(id)), read(document, (id) => !inside.has(id))];
  return { parameters: [...within.used].filter((root) => without.set.has(root)).sort(), results: [...within.set].filter((root) => without.used.has(root)).sort() };
}

function read(document: Flow, isWanted: (id: string) => boolean): { used: Set<string>; set: Set<string> } {
  const [used, set] = [new Set<string>(), new Set<string>()];
  for (const [id, state] of Object.entries(document.states)) {
    if (!isWanted(id)) continue;
    for (const path of setsOf(state)) set.add(rootOf(path));
    const { title: _title, ...data } = state.meta;
    for (const root of rootsIn(data as JsonObject)) used.add(root);
  }
  return { used, set };
}

function setsOf(state: FlowState): string[] {
  try {
    return getEntry(stepTypes, state.meta.step)?.sets?.(state.meta as never) ?? [];
  } catch {
    return [];
  }
}

/** Every name in a template or a path: too many rather than too few, since only those that a step sets are taken. */
function rootsIn(value: Json): string[] {
  if (typeof value === 'string') {
    if (/^[A-Za-z_][\w]*([.[][\w.[\]]*)?$/.test(value)) return [rootOf(value)];
    return [...value.matchAll(/\{\{.*?\}\}|\{%.*?%\}/gs)].flatMap(([part]) => [...part.matchAll(/(?<![\w.'"])[A-Za-z_]\w*/g)].map(([name]) => name));
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(rootsIn) : [];
}

function rootOf(path: string): string {
  return path.split(/[.[]/)[0]!;
}
