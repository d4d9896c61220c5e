import { ENTER } from '../check/join-flows.js';
import type { Met, Script } from './exploration.js';
import type { Transition, WalkState } from './walk-state.js';

/** The way to a state with the fewest tokens. */
export function wayTo(state: WalkState): Transition[] {
  const way: Transition[] = [];
  for (let by = state.cameBy; by; by = by.from.cameBy) way.push(by);
  return way.reverse();
}

/** What makes a call go this way from its beginning. */
export function scriptOf(way: readonly Transition[]): Script {
  const metBy = (kind: Met['kind']) => way.flatMap(({ met }) => (met?.kind === kind ? met.word : []));
  return { keys: keysOf(way), dials: metBy('dial'), queues: metBy('queue'), payments: metBy('pay'), bots: metBy('bot'), recordings: metBy('message'), outcomes: outcomesOf(way) };
}

/** Whether a step goes on with the same visit. */
export function staysInVisit({ exit, fault, from, to }: Transition): boolean {
  return exit === null && fault === null && to.step === from.step;
}

/** Silence at the end needs no token: a caller whose tokens have ended is silent. */
function keysOf(way: readonly Transition[]): string {
  // A key that cuts a prompt short is pressed a second into the next prompt that can hear it.
  const tokens = way.flatMap(({ token, isTimed }) => (token === null ? [] : [isTimed ? `${token}@1` : token]));
  while (tokens.at(-1) === '-') tokens.pop();
  return tokens.join(' ');
}

function outcomesOf(way: readonly Transition[]): Script['outcomes'] {
  const visits = new Map<string, (string | null)[]>();
  for (const transition of way) {
    if (staysInVisit(transition)) continue;
    const { id, joined } = transition.from.step!;
    const step = joined?.address ?? id;
    const exits = visits.get(step) ?? [];
    exits.push(transition.by === 'world' && transition.exit !== ENTER ? transition.exit : null);
    visits.set(step, exits);
  }
  return Object.fromEntries([...visits].filter(([, exits]) => exits.some((exit) => exit !== null)).map(([step, exits]) => [step, exits.slice(0, exits.findLastIndex((exit) => exit !== null) + 1)]));
}
