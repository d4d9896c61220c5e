import { getComponents } from '../check/components.js';
import type { Loop } from './exploration.js';
import { goOnAsLast, scriptOf, wayTo } from './script.js';
import type { Transition, Walk, WalkState } from './walk-state.js';

/** Each loop of a flow once for the steps it goes through, told by who drives it round. */
export function findLoops(walk: Walk): Loop[] {
  const unasked = findOf(walk, 'unasked', ['heard', 'world', 'carrier', 'onward', 'fault', 'dial'], () => true);
  const unanswered = findOf(walk, 'unanswered', ['heard', 'world', 'carrier', 'onward', 'fault', 'unanswered'], ({ by }) => by === 'unanswered');
  const redialed = findOf(walk, 'redialed', ['heard', 'world', 'carrier', 'onward', 'fault', 'unanswered', 'dial'], ({ by }) => by === 'dial');
  const chosen = findOf(walk, 'chosen', ['heard', 'world', 'carrier', 'onward', 'fault', 'unanswered', 'dial', 'choice'], ({ by }) => by === 'choice');
  const told = new Set(unasked.map(nameOf));
  return [...unasked, ...unanswered, ...redialed.filter((loop) => !told.has(nameOf(loop))), ...chosen];
}

/** Loops over transitions of some kinds, with one that `isDriver` in each: one for each group of states that can all reach one another. */
function findOf({ states }: Walk, kind: Loop['kind'], kinds: readonly Transition['by'][], isDriver: (transition: Transition) => boolean): Loop[] {
  const allowed = (state: WalkState) => state.transitions.filter(({ by }) => kinds.includes(by));
  const components = getComponents(states, (state) => allowed(state).map(({ to }) => to));
  const loops = new Map<string, Loop>();
  for (const members of components) {
    if (members.length === 1 && !members[0]!.transitions.some(({ to }) => to === members[0])) continue;
    const within = new Set(members);
    const inside = (state: WalkState) => allowed(state).filter(({ to }) => within.has(to));
    const drivers = [...members].sort((one, other) => one.tokens - other.tokens).flatMap((state) => inside(state).filter(isDriver).sort((one, other) => tokensOf(one) - tokensOf(other)));
    const [driver] = drivers;
    if (!driver) continue;
    const round = [driver, ...wayWithin(driver.to, driver.from, inside)];
    const loop: Loop = { kind, steps: stepsOf(round), script: scriptOfLoop(driver, round) };
    if (!loops.has(nameOf(loop))) loops.set(nameOf(loop), loop);
  }
  return [...loops.values()];
}

/** A shortest way between two states of one component; empty where they are the same. */
function wayWithin(from: WalkState, to: WalkState, ways: (state: WalkState) => Transition[]): Transition[] {
  const cameBy = new Map<WalkState, Transition | null>([[from, null]]);
  for (const [state] of cameBy) {
    if (state === to) break;
    for (const transition of [...ways(state)].sort((one, other) => tokensOf(one) - tokensOf(other))) if (!cameBy.has(transition.to)) cameBy.set(transition.to, transition);
  }
  const way: Transition[] = [];
  for (let by = cameBy.get(to); by; by = cameBy.get(by.from)) way.push(by);
  return way.reverse();
}

/** Silence needs no token at the end of a script. */
function tokensOf({ token, met }: Transition): number {
  return (token === null || token === '-' ? 0 : 1) + (met === null ? 0 : 1);
}

/** Rounds that a script shows where each needs something done. */
const ROUNDS_SHOWN = 3;

/** Into the loop and round it: silence, the last result of a transfer and what data decides go on by themselves, keys are pressed some rounds long. */
function scriptOfLoop(driver: Transition, round: readonly Transition[]): Loop['script'] {
  const deeds = round.reduce((sum, transition) => sum + tokensOf(transition), 0);
  const goesOnByItself = deeds === 0 || (deeds === 1 && round.some(({ met }) => met !== null));
  const rounds = Array.from({ length: goesOnByItself ? 1 : ROUNDS_SHOWN }, () => round).flat();
  const decided = new Set(round.flatMap(({ by, from }) => (by === 'world' ? from.step!.joined?.address ?? from.step!.id : [])));
  return goOnAsLast(scriptOf([...wayTo(driver.from), ...rounds]), decided);
}

function stepsOf(round: readonly Transition[]): string[] {
  const ids = round.map(({ from }) => from.step!.id);
  return ids.filter((id, at) => at === 0 || id !== ids[at - 1]);
}

function nameOf({ steps }: Loop): string {
  return [...new Set(steps)].sort().join(' ');
}
