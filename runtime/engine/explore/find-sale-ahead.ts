import { productsOf } from '../check/consent-walk.js';
import type { FlowGraph, GraphStep } from '../check/flow-graph.js';
import { getReachable } from '../check/reach.js';
import type { SaleAhead } from './sale.js';

/**
 * For each step what of the sale a call may still come to look at. What a decision overwrites on every way is dead before it, so that the many
 * pasts of a call become few.
 */
export function findSaleAhead(graph: FlowGraph, products: readonly string[]): Map<GraphStep, SaleAhead> {
  const before = edgesBefore(graph);
  const looking = graph.steps.filter(looksAtSale);
  const sells = lookBack(before, graph.steps.filter(({ definition }) => definition?.group === 'sell'), () => false);
  const surveys = lookBack(before, graph.steps.filter(({ type, data }) => type === 'survey' && data['requested'] !== true), () => false);
  const unnamed = looking.filter(({ data }) => typeof data['product'] !== 'string');
  // Steps that name no product speak of the last one that was decided on, so a decision makes whatever was known before it dead to them.
  const decided = lookBack(before, unnamed, (step, exit) => step.type === 'decide_offer' && productsOf(step).includes(exit));
  const ahead = new Map(graph.steps.map((step) => [step, { sells: sells.has(step), surveys: surveys.has(step), decided: decided.has(step), products: new Set<string>() }]));
  for (const product of products) {
    const named = lookBack(before, looking.filter(({ data }) => data['product'] === product), (from, exit) => checks(from, exit, product));
    for (const step of [...named, ...decided]) ahead.get(step)!.products.add(product);
  }
  return ahead;
}

type Before = Map<GraphStep, { from: GraphStep; exit: string }[]>;

function edgesBefore({ steps }: FlowGraph): Before {
  const before: Before = new Map(steps.map((step) => [step, []]));
  for (const from of steps) for (const { exit, target } of from.edges) before.get(target)!.push({ from, exit });
  return before;
}

/** The steps from which one of `goals` can be reached without an exit that `isOverwritten`. */
function lookBack(before: Before, goals: readonly GraphStep[], isOverwritten: (step: GraphStep, exit: string) => boolean): Set<GraphStep> {
  return getReachable(goals, (step) => before.get(step)!.flatMap(({ from, exit }) => (isOverwritten(from, exit) ? [] : [from])));
}

function looksAtSale({ type, definition, data }: GraphStep): boolean {
  return definition?.group === 'sell' && type !== 'decide_offer' && data['about'] !== 'change';
}

/** A decision checks products in order, up to the one it chooses. */
function checks(step: GraphStep, exit: string, product: string): boolean {
  if (step.type !== 'decide_offer') return false;
  const offered = productsOf(step);
  const chosen = offered.indexOf(exit);
  return (chosen < 0 ? offered : offered.slice(0, chosen + 1)).includes(product);
}
