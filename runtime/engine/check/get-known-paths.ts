import { callWide } from '../values.js';
import { readFlowGraph, type FlowGraph, type GraphStep } from './flow-graph.js';
import { metaOf, readRows } from './flow-links.js';
import { getSetPaths, getSetters, getStepsWith, getStepsWithout, isGivenToAll } from './rules/walks/value-walk.js';

export interface KnownPath {
  /** Dotted, such as `bill.amount`. */
  path: string;
  /** Whether a call that comes to the step has it: on every way, on some, or on none as the flow stands. */
  when: 'always' | 'sometimes' | 'never';
}

/** What every call has, and what is known of a customer who was found. */
const standing = ['call.from', 'call.language', 'customer.age', 'customer.identity.level', 'customer.name', 'customer.segment', 'product.charge', 'product.name', 'product.quotedPrice', 'settings.crmUrl'];

/**
 * The values a step may read, by the analysis of the rules about values that nothing sets: those that a call surely has first, then those it
 * may have, those that can only be set later last. Of a step that no call comes to yet, all may be there.
 */
export function getKnownPaths(document: unknown, step: string): KnownPath[] {
  const flow = readFlowGraph(document);
  const own = flow.byId.get(step);
  const given = readRows(metaOf(flow), 'parameters').flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
  const paths = new Set([...given, ...standing, ...flow.steps.flatMap(getSetPaths)]);
  // A flow that is used by others may be entered with all that these have found out.
  const isUsed = given.length > 0 || flow.steps.some(({ type }) => type === 'return');
  const isHandedIn = (path: string): boolean => isUsed && callWide.includes(path.split('.', 1)[0]!);
  const known = [...paths].filter(isReadable).map((path): KnownPath => {
    const when = given.includes(path) || isGivenToAll(path) ? 'always' : whenSet(flow, own, path);
    return { path, when: when === 'never' && isHandedIn(path) ? 'sometimes' : when };
  });
  return known.toSorted((one, other) => order.indexOf(one.when) - order.indexOf(other.when) || (one.path < other.path ? -1 : 1));
}

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
