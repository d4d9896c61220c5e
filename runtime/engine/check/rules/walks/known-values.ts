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
 * the assignments that set it; a branch that has compared it lets through only what fits. Bounded by `MAX_LITERALS` rounds of the flow.
 */
export function getKnownValues(flow: FlowGraph, path: string): Map<GraphStep, KnownValue> {
  const known = new Map<GraphStep, KnownValue>();
  if (!flow.initial) return known;
  const waiting: GraphStep[] = [];
  const isWaiting = new Set<GraphStep>();
  const arrive = (step: GraphStep, value: KnownValue) => {
    const before = known.get(step);
    if (before && !grow(before, value)) return;
    if (!before) known.set(step, { literals: new Set(value.literals), isOpen: value.isOpen });
    if (isWaiting.has(step)) return;
    isWaiting.add(step);
    waiting.push(step);
  };
  arrive(flow.initial, { literals: new Set(), isOpen: false });
  for (let step = waiting.shift(); step; step = waiting.shift()) {
    isWaiting.delete(step);
    for (const { exit, target } of step.edges) arrive(target, leaveBy(step, exit, path, known.get(step)!));
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

function leaveBy(step: GraphStep, exit: string, path: string, before: KnownValue): KnownValue {
  if (step.type === 'branch') return letThrough(step, exit, path, before);
  const set = setTo(step, exit, path);
  if (set === null) return before;
  return set === 'open' ? { literals: new Set(), isOpen: true } : { literals: new Set([set]), isOpen: false };
}

/** What a step sets the value to by an exit; `null`: nothing. */
function setTo(step: GraphStep, exit: string, path: string): string | 'open' | null {
  if (!getSetPaths(step).some((set) => touches(set, path))) return null;
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
