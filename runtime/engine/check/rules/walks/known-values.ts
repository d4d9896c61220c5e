import type { Json, JsonObject } from '../../../../../schemas/json.js';
import type { FlowGraph, GraphStep } from '../../flow-graph.js';
import { getBranches, toDotted, type Comparison } from './branches.js';
import { getSetPaths, touches } from './value-walk.js';

/** What a value may be where a call comes to a step. */
export interface KnownValue {
  /** What the flow itself may have set it to, as text. */
  literals: Set<string>;
  /** Something may have set it that only the call knows. */
  isOpen: boolean;
}

/**
 * What a value may be at every step a call can come to: constants carried along the ways of the flow, from the choices, the yes and no, and
 * the assignments that set it; a branch that has compared it lets through only what fits. Empty where the flow sets it to no word at all, or
 * asks for more values than `MAX_PATHS`. Linear in the flow for each value, and done once.
 */
export function getKnownValues(flow: FlowGraph, path: string): Map<GraphStep, KnownValue> {
  const index = indexOf(flow);
  const before = index.known.get(path);
  if (before) return before;
  const known = index.known.size < MAX_PATHS ? walk(flow, path, index) : new Map<GraphStep, KnownValue>();
  index.known.set(path, known);
  return known;
}

/** More values than any line branches by; it bounds the time a hostile flow takes. */
const MAX_PATHS = 60;

interface Index {
  /** First name of a path → the steps that set something below it. */
  setters: Map<string, GraphStep[]>;
  branches: GraphStep[];
  known: Map<string, Map<GraphStep, KnownValue>>;
}

const indexes = new WeakMap<FlowGraph, Index>();

function indexOf(flow: FlowGraph): Index {
  const before = indexes.get(flow);
  if (before) return before;
  const index: Index = { setters: new Map(), branches: [], known: new Map() };
  for (const step of flow.reachable) {
    if (step.type === 'branch') index.branches.push(step);
    for (const root of new Set(getSetPaths(step).map(rootOf))) {
      const known = index.setters.get(root);
      if (known) known.push(step);
      else index.setters.set(root, [step]);
    }
  }
  indexes.set(flow, index);
  return index;
}

function rootOf(path: string): string {
  return path.split('.', 1)[0]!;
}

function walk(flow: FlowGraph, path: string, { setters, branches }: Index): Map<GraphStep, KnownValue> {
  const known = new Map<GraphStep, KnownValue>();
  const setting = new Set((setters.get(rootOf(path)) ?? []).filter((step) => getSetPaths(step).some((set) => touches(set, path))));
  const hasLiterals = [...setting].some((step) => step.edges.some(({ exit }) => (setTo(step, exit, path) ?? 'open') !== 'open'));
  if (!flow.initial || !hasLiterals) return known;
  const comparing = new Set(branches.filter((step) => getBranches(step).some(({ conditions }) => conditions.some(({ value }) => toDotted(value) === path))));
  const waiting: GraphStep[] = [];
  const isWaiting = new Set<GraphStep>();
  const arrive = (step: GraphStep, value: KnownValue) => {
    const own = known.get(step);
    if (own && !grow(own, value)) return;
    if (!own) known.set(step, { literals: new Set(value.literals), isOpen: value.isOpen });
    if (isWaiting.has(step)) return;
    isWaiting.add(step);
    waiting.push(step);
  };
  arrive(flow.initial, { literals: new Set(), isOpen: false });
  for (let at = 0; at < waiting.length; at += 1) {
    const step = waiting[at]!;
    isWaiting.delete(step);
    const value = known.get(step)!;
    for (const { exit, target } of step.edges) {
      const left = setting.has(step) ? setTo(step, exit, path) : null;
      if (left !== null) arrive(target, left === 'open' ? { literals: new Set(), isOpen: true } : { literals: new Set([left]), isOpen: false });
      else arrive(target, comparing.has(step) ? letThrough(step, exit, path, value) : value);
    }
  }
  return known;
}

/** More choices than any caller has; past it a value counts as open, which bounds the walk. */
const MAX_LITERALS = 60;

function grow(before: KnownValue, value: KnownValue): boolean {
  const wasOpen = before.isOpen;
  const size = before.literals.size;
  before.isOpen ||= value.isOpen;
  for (const literal of value.literals) if (before.literals.size < MAX_LITERALS) before.literals.add(literal);
  if (before.literals.size >= MAX_LITERALS) before.isOpen = true;
  return before.isOpen !== wasOpen || before.literals.size !== size;
}

/** What a step sets the value to by an exit; `null`: nothing. */
function setTo(step: GraphStep, exit: string, path: string): string | 'open' | null {
  if (step.data['saveAs'] === path) {
    if (step.type === 'menu') return step.exits?.some(({ id, kind }) => id === exit && kind === 'choice') ? exit : null;
    if (step.type === 'yes_no') return exit === 'yes' ? 'true' : exit === 'no' ? 'false' : null;
  }
  if (step.type === 'set_values') return assigned(step.data['assignments'], path);
  return 'open';
}

function assigned(assignments: Json | undefined, path: string): string | 'open' {
  const own = (Array.isArray(assignments) ? assignments : []).filter((entry): entry is JsonObject => (entry as JsonObject | null)?.['path'] === path).at(-1);
  const to = own?.['to'];
  const isLiteral = (typeof to === 'string' && !to.includes('{')) || typeof to === 'number' || typeof to === 'boolean';
  return isLiteral ? String(to) : 'open';
}

/** By the exit of a comparison go the values that fit it, and by "otherwise" the rest. */
function letThrough(step: GraphStep, exit: string, path: string, before: KnownValue): KnownValue {
  const branches = getBranches(step);
  const own = branches.find(({ id }) => id === exit);
  const literals = own ? literalsOf(own.conditions, path) : null;
  if (literals) return { literals: new Set([...before.literals].filter((value) => literals.includes(value)).concat(before.isOpen ? literals : [])), isOpen: false };
  if (exit !== 'otherwise') return before;
  const handled = new Set(branches.flatMap(({ conditions }) => (conditions.length === 1 ? (literalsOf(conditions, path) ?? []) : [])));
  return { literals: new Set([...before.literals].filter((value) => !handled.has(value))), isOpen: before.isOpen };
}

/** What the conditions say the value is; `null` where they do not say. */
export function literalsOf(conditions: readonly Comparison[], path: string): string[] | null {
  const own = conditions.find(({ value, is }) => toDotted(value) === path && (is === 'equal' || is === 'one_of'));
  if (!own) return null;
  if (own.is === 'equal') return isPlain(own.to) ? [String(own.to)] : null;
  const list = Array.isArray(own.to) ? own.to : typeof own.to === 'string' ? own.to.split(/[,，]/u).map((word) => word.trim()) : [];
  return list.filter(isPlain).map(String);
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
