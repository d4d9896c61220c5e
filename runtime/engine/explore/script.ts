import { ENTER } from '../check/join-flows.js';
import type { Met, Script } from './exploration.js';
import { AND_SO_ON } from './read-outcome-word.js';
import type { Transition, WalkState } from './walk-state.js';

/** The way to a state with the fewest tokens. */
export function wayTo(state: WalkState): Transition[] {
  const way: Transition[] = [];
  for (let by = state.cameBy; by; by = by.from.cameBy) way.push(by);
  return way.reverse();
}

/** What makes a call go this way from its beginning. `isTimed`: effects take as long as they may. (Default: they take no time.) */
export function scriptOf(way: readonly Transition[], { isTimed = false }: { isTimed?: boolean } = {}): Script {
  const metBy = (kind: Met['kind']) => way.flatMap(({ met }) => (met?.kind === kind ? met.word : []));
  return { keys: keysOf(way), dials: metBy('dial'), queues: metBy('queue'), payments: metBy('pay'), bots: metBy('bot'), recordings: metBy('message'), outcomes: outcomesOf(way, isTimed) };
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

function outcomesOf(way: readonly Transition[], isTimed: boolean): Script['outcomes'] {
  const visits = new Map<string, (string | null)[]>();
  for (const transition of way) {
    if (staysInVisit(transition)) continue;
    const { id, joined } = transition.from.step!;
    const step = joined?.address ?? id;
    const exits = visits.get(step) ?? [];
    exits.push(transition.by === 'world' && transition.exit !== ENTER ? wordOf(transition, isTimed) : transition.outcome);
    visits.set(step, exits);
  }
  return Object.fromEntries([...visits].filter(([, exits]) => exits.some((exit) => exit !== null)).map(([step, exits]) => [step, exits.slice(0, exits.findLastIndex((exit) => exit !== null) + 1)]));
}

function wordOf({ exit, seconds }: Transition, isTimed: boolean): string | null {
  return isTimed && seconds > 0 && exit !== null ? `${exit}@${Math.round(seconds)}` : exit;
}

/** The same script, where what it says last of these steps holds from then on. */
export function goOnAsLast(script: Script, steps: ReadonlySet<string>): Script {
  const outcomes = Object.entries(script.outcomes).map(([step, words]) => [step, steps.has(step) ? [...words, AND_SO_ON] : words]);
  return { ...script, outcomes: Object.fromEntries(outcomes) as Script['outcomes'] };
}
