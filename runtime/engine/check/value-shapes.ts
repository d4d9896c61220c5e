import { dateOf, numberOf, readPathPattern, valueAt } from '../../../schemas/conditions.js';
import type { Json, JsonObject } from '../../../schemas/json.js';
import { isMoney } from '../../../schemas/money.js';
import { callWide } from '../values.js';
import type { FlowGraph, GraphStep } from './flow-graph.js';
import { getReturns, metaOf, readRows } from './flow-links.js';
import { getSetPaths, touches } from './rules/walks/value-walk.js';

/** What a value is, for people: money is one value, not a group of two. */
export type ValueKind = 'number' | 'text' | 'money' | 'date' | 'yes_no' | 'list' | 'group';

/** The kind of an example; `null` where it says nothing, as a template does. */
export function kindOf(sample: Json | undefined): ValueKind | null {
  if (sample === undefined || sample === null) return null;
  if (typeof sample === 'number') return 'number';
  if (typeof sample === 'boolean') return 'yes_no';
  if (typeof sample === 'string') return sample.includes('{{') ? null : dateOf(sample) === null ? 'text' : 'date';
  if (Array.isArray(sample)) return 'list';
  return isMoney(sample) ? 'money' : 'group';
}

/** Whether an example can be put in an order: a number, money or a day, also as text. */
export function isOrdered(sample: Json): boolean {
  return numberOf(sample) !== null || dateOf(sample) !== null;
}

/** A value and all that is in it, by path; of a list its first entry. Only what a path can name, and no more than a list can show. */
export function spread(path: string, sample: Json): [path: string, sample: Json][] {
  const found: [string, Json][] = [];
  const waiting: [string, Json][] = [[path, sample]];
  for (let at = 0; at < waiting.length && found.length < MOST_PATHS; at += 1) {
    const [name, value] = waiting[at]!;
    if (!READABLE.test(name)) continue;
    found.push([name, value]);
    const kind = kindOf(value);
    if (kind === 'list' && (value as Json[]).length > 0) waiting.push([`${name}[0]`, (value as Json[])[0]!]);
    if (kind === 'group') waiting.push(...Object.entries(value as JsonObject).map(([part, inner]): [string, Json] => [`${name}.${part}`, inner]));
  }
  return found;
}

/** A long example is an answer with many rows; nobody looks through more names than this. */
const MOST_PATHS = 200;

const READABLE = new RegExp(readPathPattern);

/** What the engine itself tells every call, and what customers mostly have. */
export const standingSamples: Readonly<Record<'call' | 'customer' | 'product' | 'order', JsonObject>> = {
  call: { id: 'CA1', from: '+8613812345678', to: '+8640012345678', startedAt: '2026-12-05T01:30:00Z', language: 'zh-CN', identity: { level: 'verified', how: 'card_and_pin' } },
  customer: { id: 'C1', name: '', segment: '', age: 42, birthDate: '1984-05-01', language: 'zh-CN', branch: '', optedOut: false, identity: { level: 'verified' } },
  product: { id: '', name: '', quotedPrice: { amountMinor: 400, currency: 'CNY' }, charge: { amountMinor: 1200, currency: 'CNY' }, insurer: '', coolingOffDays: 15 },
  order: { firstCharge: '2026-12-20', endsOn: '2027-12-04' },
};

/** Examples of what a step sets, by path; none where its data is malformed. */
export function getSamples(step: GraphStep): [path: string, sample: Json][] {
  try {
    return (step.definition?.samples?.(step.data) ?? []).filter(([path, sample]) => typeof path === 'string' && sample !== undefined);
  } catch {
    // Half-written data, which `schema` tells of.
    return [];
  }
}

/** What a request's own conditions look at: its answer, as far as an example shows it. */
export function getAnswerSample(step: GraphStep): JsonObject {
  const { status, body } = (step.data['example'] ?? {}) as JsonObject;
  return { status: typeof status === 'number' ? status : 200, ...(body !== undefined && { body }) };
}

/**
 * Examples of a value wherever the flow sets it; `null` where something may set it of which no example is known. What the CRM says of
 * customers is never known: every house has fields of its own.
 */
export function getValueSamples(flow: FlowGraph, dotted: string): Json[] | null {
  const index = indexOf(flow);
  const before = index.known.get(dotted);
  if (before !== undefined) return before;
  const samples = readSamples(index, dotted);
  index.known.set(dotted, samples);
  return samples;
}

function readSamples(index: Index, path: string): Json[] | null {
  const root = rootOf(path);
  if (root === 'call' || root === 'product' || root === 'order') return known(valueAt(standingSamples, path));
  if (root === 'customer' || index.given.has(root)) return null;
  const samples: Json[] = [];
  for (const { set, examples } of index.setters.get(root) ?? []) {
    if (!touches(set, path)) continue;
    // What is set inside makes it a group.
    const found = set.length > path.length ? [{}] : examples.map((example) => (set === path ? example : valueAt(example, path.slice(set.length + 1))));
    if (found.length === 0 || found.some((sample) => kindOf(sample) === null)) return null;
    samples.push(...(found as Json[]));
  }
  return samples.length > 0 ? samples : null;
}

function known(sample: Json | undefined): Json[] | null {
  return kindOf(sample) === null || sample === '' ? null : [sample!];
}

interface Index {
  /** First name of a path → what is set below it, with examples. */
  setters: Map<string, { set: string; examples: Json[] }[]>;
  /** First names that other flows hand in. */
  given: Set<unknown>;
  known: Map<string, Json[] | null>;
}

const indexes = new WeakMap<FlowGraph, Index>();

function indexOf(flow: FlowGraph): Index {
  const before = indexes.get(flow);
  if (before) return before;
  const names = readRows(metaOf(flow), 'parameters').map(({ name }) => name);
  const index: Index = { setters: new Map(), given: new Set([...names, ...(names.length > 0 || getReturns(flow).length > 0 ? callWide : [])]), known: new Map() };
  for (const step of flow.steps) {
    const samples = getSamples(step);
    for (const set of getSetPaths(step)) {
      const examples = samples.flatMap(([path, sample]) => (path === set ? [sample] : []));
      const known = index.setters.get(rootOf(set));
      if (known) known.push({ set, examples });
      else index.setters.set(rootOf(set), [{ set, examples }]);
    }
  }
  indexes.set(flow, index);
  return index;
}

function rootOf(path: string): string {
  return path.split('.', 1)[0]!;
}
