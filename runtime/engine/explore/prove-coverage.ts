import { countExits, exitTaken, nameOf } from './count-exits.js';
import { openWalk, type ExploreOptions } from './explore-flow.js';
import type { Exit, ProvenExit } from './exploration.js';
import { staysInVisit } from './script.js';
import type { Walk, WalkState } from './walk-state.js';

/** What calls can come to, as far as the walk proves it: what nobody can take need not be covered. */
export interface ProvenCoverage {
  /** Exits that no call can take, although a call comes to their step, each with the reason. Empty where the walk did not come to its end. */
  impossible: ProvenExit[];
  /** Two exits one right after the other, as `pairOf` names them. `null` where the walk did not come to its end. */
  pairs: Set<string> | null;
}

export function proveCoverage(document: unknown, options: ExploreOptions = {}): ProvenCoverage {
  const walk = openWalk(document, options);
  if (!walk.isComplete) return { impossible: [], pairs: null };
  return { impossible: countExits(walk).guards, pairs: findPairs(walk) };
}

/** Two exits one right after the other, by one name. */
export function pairOf(first: Exit, second: Exit): string {
  return `${nameOf(first)} ${nameOf(second)}`;
}

/** Where a visit goes on, the exit before it stays the last one. */
function findPairs(walk: Walk): Set<string> {
  const pairs = new Set<string>();
  const lastExits = new Map<WalkState, Set<Exit>>();
  const names = new Map<string, Exit>();
  const intern = (exit: Exit): Exit => names.get(nameOf(exit)) ?? (names.set(nameOf(exit), exit), exit);
  const queue = new Set<WalkState>();
  for (const transition of walk.transitions) {
    const taken = exitTaken(walk, transition);
    if (taken) arrive(transition.to, [intern(taken)]);
  }
  for (const state of queue) {
    queue.delete(state);
    for (const transition of state.transitions) if (transition.exit === null && staysInVisit(transition)) arrive(transition.to, lastExits.get(state)!);
  }
  for (const [state, before] of lastExits) {
    for (const transition of state.transitions) {
      const taken = exitTaken(walk, transition);
      if (taken) for (const first of before) pairs.add(pairOf(first, taken));
    }
  }
  return pairs;

  function arrive(state: WalkState, exits: Iterable<Exit>): void {
    const known = lastExits.get(state) ?? new Set();
    const before = known.size;
    for (const exit of exits) known.add(exit);
    lastExits.set(state, known);
    if (known.size > before) queue.add(state);
  }
}
