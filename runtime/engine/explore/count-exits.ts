import type { GraphStep, JoinedStep } from '../check/flow-graph.js';
import { ENTER } from '../check/join-flows.js';
import type { Exit, Exploration } from './exploration.js';
import { explainGuard } from './explain-guard.js';
import type { Transition, Walk } from './walk-state.js';

const ANY_STEP = '*';

/** The exits a flow connects, by whether a call can take them. */
export function countExits(walk: Walk): Exploration['exits'] {
  const taken = namesOf(walk, walk.transitions.filter(({ isAssumed }) => !isAssumed));
  const assumed = namesOf(walk, walk.transitions.filter(({ isAssumed }) => isAssumed));
  const reached = new Set(walk.states.map(({ step }) => step));
  const never = exitsOf(walk).filter((exit) => !taken.has(nameOf(exit)) && !assumed.has(nameOf(exit)));
  const isGuard = ({ step, exit }: Exit) => reached.has(walk.graph.byId.get(step) ?? null) && isDeclaredInCase(walk.graph.byId.get(step)!, exit);
  return {
    reachable: taken.size,
    unreachable: never.filter((exit) => !isGuard(exit)),
    guards: never.filter(isGuard).map((exit) => explainGuard(walk, exit)),
    assumed: exitsOf(walk).filter((exit) => assumed.has(nameOf(exit)) && !taken.has(nameOf(exit))),
  };
}

/** The exit a transition takes, as the coverage of scenarios counts it; `null` where it takes none. */
export function exitTaken(walk: Walk, { from, exit }: Pick<Transition, 'from' | 'exit'>): Exit | null {
  if (exit === null || exit === ENTER || !from.step) return null;
  if (from.step.joined) return ofSubflow(from.step.joined, exit);
  const isOwn = from.step.connections.some((connection) => connection.exit === exit);
  return { step: isOwn || !walk.graph.shared.has(exit) ? from.step.id : ANY_STEP, exit };
}

/** What happens in another flow counts there; its return is the exit of the step that led into it. */
function ofSubflow({ returnsTo }: JoinedStep, exit: string): Exit | null {
  return returnsTo && !returnsTo.joined ? { step: returnsTo.id, exit } : null;
}

export function nameOf({ step, exit }: Exit): string {
  return `${step}.${exit}`;
}

/** An exit of the whole flow counts once, whatever step it is taken from. */
export function exitsOf({ graph }: Walk): Exit[] {
  const own = graph.steps.filter(({ joined }) => !joined).flatMap(({ id, connections }) => connections.map(({ exit }) => ({ step: id, exit })));
  return [...own, ...[...graph.shared.keys()].map((exit) => ({ step: ANY_STEP, exit }))];
}

function namesOf(walk: Walk, transitions: readonly Transition[]): Set<string> {
  return new Set(transitions.flatMap((transition) => exitTaken(walk, transition) ?? []).map(nameOf));
}

/** Neither a choice nor what the step is there for, which its type names first. */
function isDeclaredInCase({ exits }: GraphStep, exit: string): boolean {
  const at = exits?.findIndex(({ id }) => id === exit) ?? -1;
  return at > 0 && exits![at]!.kind !== 'choice';
}
