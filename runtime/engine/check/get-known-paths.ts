import type { Json } from '../../../schemas/json.js';
import { callWide } from '../values.js';
import { readFlowGraph, type FlowGraph, type GraphStep } from './flow-graph.js';
import { metaOf, readRows } from './flow-links.js';
import { getSetPaths, getSetters, getStepsWith, getStepsWithout, isGivenToAll } from './rules/walks/value-walk.js';
import { getAnswerSample, getSamples, kindOf, spread, standingSamples, type ValueKind } from './value-shapes.js';

export interface KnownPath {
  /** Dotted, such as `bill.amount` or `bills[0].total`. */
  path: string;
  /** Whether a call that comes to the step has it: on every way, on some, or on none as the flow stands. */
  when: 'always' | 'sometimes' | 'never';
  /** `null` where nothing shows it, or examples differ. */
  kind: ValueKind | null;
}

/**
 * The values a step may read, by the analysis of the rules about values that nothing sets: those that a call surely has first, then those it
 * may have, those that can only be set later last; what the flow itself sets before what every call has. What an example shows to be in a value
 * is there too. Of a step that no call comes to yet, all may be there.
 */
export function getKnownPaths(document: unknown, step: string): KnownPath[] {
  const flow = readFlowGraph(document);
  const own = flow.byId.get(step);
  const parameters = readRows(metaOf(flow), 'parameters');
  const given = parameters.flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
  // A flow that is used by others may be entered with all that these have found out.
  const isUsed = given.length > 0 || flow.steps.some(({ type }) => type === 'return');
  const isHandedIn = (path: string): boolean => isUsed && callWide.includes(path.split('.', 1)[0]!);
  const whens = new Map<string, KnownPath['when']>();
  const whenOf = (path: string): KnownPath['when'] => {
    if (given.includes(path) || isGivenToAll(path)) return 'always';
    const before = whens.get(path) ?? whenSet(flow, own, path);
    whens.set(path, before);
    return before === 'never' && isHandedIn(path) ? 'sometimes' : before;
  };
  const found = new Map<string, KnownPath & { isOwn: boolean }>();
  const add = (path: string, source: string, sample: Json | undefined, isOwn: boolean): void => {
    if (!isReadable(path)) return;
    const [kind, before] = [kindOf(sample), found.get(path)];
    if (!before) found.set(path, { path, when: whenOf(source), kind, isOwn });
    else if (kind !== null) before.kind = before.kind === null || before.kind === kind ? kind : null;
  };
  for (const each of flow.steps) {
    for (const path of getSetPaths(each)) add(path, path, undefined, true);
    for (const [source, sample] of getSamples(each)) for (const [path, inner] of spread(source, sample)) add(path, source, inner, true);
  }
  for (const { name, type } of parameters) if (typeof name === 'string') add(name, name, PARAMETERS[String(type ?? 'text')], true);
  for (const [root, sample] of Object.entries(standingSamples)) for (const [path, inner] of spread(root, sample)) if (kindOf(inner) !== 'group') add(path, path, inner, false);
  add('settings.crmUrl', 'settings.crmUrl', '', false);
  return [...found.values()].toSorted((one, other) => order.indexOf(one.when) - order.indexOf(other.when) || Number(other.isOwn) - Number(one.isOwn) || (one.path < other.path ? -1 : 1)).map(({ path, when, kind }) => ({ path, when, kind }));
}

/** What the conditions of a request look at, and what it keeps: its status and what its example shows of the body. */
export function getAnswerPaths(document: unknown, step: string): KnownPath[] {
  const own = readFlowGraph(document).byId.get(step);
  const answer = own ? getAnswerSample(own) : {};
  const paths = Object.entries({ body: null, ...answer }).flatMap(([root, sample]) => spread(root, sample));
  return paths.map(([path, sample]): KnownPath => ({ path, when: 'always', kind: kindOf(sample) }));
}

const PARAMETERS: Readonly<Record<string, Json>> = { text: '', number: 1, boolean: true };

/** The whole of an offer or an order is nothing to be spoken. */
function isReadable(path: string): boolean {
  return path !== '' && path !== 'offer' && path !== 'order';
}

const order: KnownPath['when'][] = ['always', 'sometimes', 'never'];

function whenSet(flow: FlowGraph, step: GraphStep | undefined, path: string): KnownPath['when'] {
  if (!step || !flow.reachable.has(step)) return 'sometimes';
  const setters = getSetters(flow, path);
  if (!getStepsWith(setters).has(step)) return 'never';
  return getStepsWithout(flow, setters, path).has(step) ? 'sometimes' : 'always';
}
