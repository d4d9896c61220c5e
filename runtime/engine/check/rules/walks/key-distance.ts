import type { Edge, FlowGraph, GraphStep } from '../../flow-graph.js';
import { isClosed } from '../../join-flows.js';
import { getReachable, turnRound } from '../../reach.js';

/** Exits of a question that no key of the caller takes. */
const WITHOUT_A_KEY = new Set(['next', 'not_eligible', 'not_asked', 'no_number', 'failed', 'no_input', 'no_match']);

/** Whether the caller answers the question to leave this way; an entry of several digits counts once. */
export function isAnswered(step: GraphStep, { exit }: Pick<Edge, 'exit'>): boolean {
  return step.asks && !WITHOUT_A_KEY.has(exit);
}

/** Ways that a caller who says and presses nothing may be led. */
export function getSilentWays(step: GraphStep): Edge[] {
  if (!step.asks) return step.edges;
  const canTell = step.exits?.some(({ id }) => id === 'no_input') ?? false;
  return step.edges.filter(({ exit, kind }) => (canTell ? !isAnswered(step, { exit }) && exit !== 'no_match' && exit !== 'failed' : kind !== 'choice'));
}

/**
 * The fewest questions a caller has to answer from the starts to each step. Linear in the number of ways. `next` gives the ways of a
 * step and what each of them costs, 0 or 1.
 */
export function getKeyDistances(starts: Iterable<GraphStep>, next: (step: GraphStep) => Iterable<readonly [GraphStep, 0 | 1]>): Map<GraphStep, number> {
  const distances = new Map<GraphStep, number>();
  let level = [...starts];
  for (let keys = 0; level.length > 0; keys += 1) {
    const later: GraphStep[] = [];
    // The level grows by what costs nothing while it is walked.
    for (const step of level) {
      if (distances.has(step)) continue;
      distances.set(step, keys);
      for (const [target, cost] of next(step)) if (!distances.has(target)) (cost === 0 ? level : later).push(target);
    }
    level = later;
  }
  return distances;
}

/** Steps from which some way leads to the end of the call. For the others there is one thing to tell, which another rule does. */
export function getStepsThatEnd(flow: FlowGraph): Set<GraphStep> {
  const before = turnRound(flow.steps, (step) => step.edges.map(({ target }) => target));
  return getReachable(flow.steps.filter((step) => step.isFinal || (step.definition?.leavesFlow && isClosed(step))), (step) => before.get(step) ?? []);
}
