import type { StepDefinition, StepExit } from '../../../schemas/define-step.js';
import { definitions } from '../../../schemas/definitions.js';
import type { JsonObject } from '../../../schemas/json.js';
import { pointerTo } from './pointer.js';
import { getReachable } from './reach.js';
import { readStepTexts, type StepText } from './step-texts.js';

/** A flow as the rules see it, read once from any JSON: what is malformed is left out, and never throws. */
export interface FlowGraph {
  document: unknown;
  /** The first is the fall-back. */
  languages: string[];
  /** Key → exit, of the whole flow. */
  keys: Map<string, string>;
  /** Exit → step id, from the root `on`. */
  shared: Map<string, { target: string; pointer: string }>;
  /** In the order of the document. */
  steps: GraphStep[];
  byId: Map<string, GraphStep>;
  initial: GraphStep | null;
  /** What a call can come to, from `initial`. */
  reachable: Set<GraphStep>;
}

export interface GraphStep {
  id: string;
  /** Of the state, such as `/states/main_menu`. */
  pointer: string;
  /** The word in the JSON; `null` where it is no text. */
  type: string | null;
  definition: StepDefinition | null;
  data: JsonObject;
  /** The state says `type: "final"`. */
  isFinal: boolean;
  /** What the step type declares; `null` where that cannot be known. */
  exits: StepExit[] | null;
  /** The own `on`, target as written. */
  connections: Connection[];
  /** Ways to steps that exist, those by the keys of the whole flow included. */
  edges: Edge[];
  /** Asks the caller, and so takes keys. */
  asks: boolean;
  /** The keys of the whole flow work here. In a number they do not: every key is a digit of it. */
  takesFlowKeys: boolean;
  texts: StepText[];
  /** Of another flow, in a graph that joins several; left out for the flow's own steps. */
  joined?: JoinedStep;
}

export interface JoinedStep {
  /** The flow's own step through which a call comes here first. */
  by: GraphStep;
  /** The flow of the step, with the keys that work in it. */
  home: FlowGraph;
  /** Where a call goes on that breaks here. */
  refuge: GraphStep | null;
  /** `flow/step`. */
  address: string;
  /** Of a return: the step that led into its flow. */
  returnsTo: GraphStep | null;
}

export interface Connection {
  exit: string;
  target: string;
  pointer: string;
}

export interface Edge {
  exit: string;
  target: GraphStep;
  kind: StepExit['kind'];
}

export function readFlowGraph(document: unknown): FlowGraph {
  const root = asObject(document);
  const meta = asObject(root['meta']);
  const steps = Object.entries(asObject(root['states'])).map(([id, state]) => readStep(id, asObject(state)));
  const byId = new Map(steps.map((step) => [step.id, step]));
  const initial = typeof root['initial'] === 'string' ? (byId.get(root['initial']) ?? null) : null;
  const graph: FlowGraph = {
    document,
    languages: [...new Set(asArray(meta['languages']).filter(isText))],
    keys: readTextMap(meta['keys']),
    shared: readShared(root['on']),
    steps,
    byId,
    initial,
    reachable: new Set(),
  };
  for (const step of steps) step.edges = connect(graph, step);
  graph.reachable = getReachable(initial ? [initial] : [], (step) => step.edges.map((edge) => edge.target));
  return graph;
}

/** The step where a person is, by the flow's own word for it. */
export function personStepOf(flow: FlowGraph): GraphStep | null {
  return flow.byId.get(flow.shared.get('person')?.target ?? '') ?? null;
}

function readStep(id: string, state: JsonObject): GraphStep {
  const data = asObject(state['meta']);
  const type = isText(data['step']) ? data['step'] : null;
  const definition = type !== null && Object.hasOwn(definitions, type) ? definitions[type]! : null;
  const pointer = pointerTo('states', id);
  return {
    id,
    pointer,
    type,
    definition,
    data,
    isFinal: state['type'] === 'final',
    exits: definition && readExits(definition, data),
    connections: [...readTextMap(state['on'])].map(([exit, target]) => ({ exit, target, pointer: pointer + pointerTo('on', exit) })),
    edges: [],
    asks: Boolean(definition && takesKeys(definition, data)),
    takesFlowKeys: Boolean(definition && takesKeys(definition, data) && !(NUMBERS.has(definition.type) && !data['confirm'])),
    texts: definition ? readStepTexts(definition, data, `${pointer}/meta`) : [],
  };
}

/** Entries of several digits. Their read-back takes one key again. */
const NUMBERS = new Set(['collect_digits', 'collect_amount', 'collect_date', 'collect_account']);

/** Half-written data may be more than a step type bears: then its exits are not known, and `schema` tells why. */
function readExits(definition: StepDefinition, data: JsonObject): StepExit[] | null {
  try {
    return definition.exits(data).filter((exit) => isText(exit.id));
  } catch {
    return null;
  }
}

function takesKeys(definition: StepDefinition, data: JsonObject): boolean {
  if (!definition.answer) return false;
  return definition.asks ? definition.asks(data) : definition.group === 'ask' || definition.group === 'sell';
}

function connect(flow: FlowGraph, step: GraphStep): Edge[] {
  if (step.isFinal) return [];
  const targets = new Map(step.connections.map(({ exit, target }) => [exit, target]));
  const kinds = new Map(step.exits?.map((exit) => [exit.id, exit.kind]) ?? []);
  for (const exit of getSharedExits(flow, step, kinds)) {
    const shared = flow.shared.get(exit);
    if (shared && !targets.has(exit)) targets.set(exit, shared.target);
  }
  return [...targets].flatMap(([exit, id]) => {
    const target = flow.byId.get(id);
    // What a step does not declare are the keys of the whole flow.
    return target ? [{ exit, target, kind: kinds.get(exit) ?? 'choice' }] : [];
  });
}

/** Exits of the root `on` this step can leave by: its own of that name, and, where one key is an answer, those of the flow's keys. */
function getSharedExits(flow: FlowGraph, step: GraphStep, declared: Map<string, unknown>): string[] {
  const own = [...flow.shared.keys()].filter((exit) => declared.has(exit));
  return step.takesFlowKeys ? [...new Set([...own, ...flow.keys.values()])] : own;
}

function readShared(on: unknown): FlowGraph['shared'] {
  return new Map([...readTextMap(on)].map(([exit, target]) => [exit, { target: target.replace(/^\./, ''), pointer: pointerTo('on', exit) }]));
}

function readTextMap(value: unknown): Map<string, string> {
  return new Map(Object.entries(asObject(value)).filter((entry): entry is [string, string] => isText(entry[1])));
}

function asObject(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function asArray(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
