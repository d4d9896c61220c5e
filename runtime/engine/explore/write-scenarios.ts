import type { Scenario, Scenarios } from '../../../schemas/documents/scenario.js';
import type { GraphStep } from '../check/flow-graph.js';
import { turnRound } from '../check/reach.js';
import { exitTaken, nameOf } from './count-exits.js';
import { openWalk, type ExploreOptions } from './explore-flow.js';
import { MAX_SCENARIO_TOKENS, MAX_SCENARIO_VISITS } from './limits.js';
import { nameScenario } from './name-scenario.js';
import { scriptOf, staysInVisit, wayTo } from './script.js';
import { settingsOf } from './settings-of.js';
import type { Transition, Walk, WalkState } from './walk-state.js';

/**
 * Scripted callers who together take every exit that a call can take. Each goes by a shortest way to an exit nobody has taken yet, on to the
 * next ones that are near, and then to an ending. Few, not the fewest: that would be hard to find and harder to read. The same flow has the same
 * scenarios every time, by the same names.
 */
export function writeScenarios(document: unknown, options: ExploreOptions = {}): Scenarios {
  return scenariosOf(openWalk(document, options));
}

/** The same of a walk that was made before. */
export function scenariosOf(walk: Walk): Scenarios {
  const { graph } = walk;
  const left = new Set(walk.transitions.filter(({ fault }) => fault === null).flatMap((transition) => exitTaken(walk, transition) ?? []).map(nameOf));
  const home = findWaysHome(walk);
  const scenarios: Scenario[] = [];
  const names = new Set<string>();
  for (const [name, target] of farthestFirst(walk)) {
    if (!left.has(name)) continue;
    const way = goOn(walk, [...wayTo(target.from), target], left, home);
    for (const transition of way) left.delete(nameTaken(walk, transition) ?? '');
    scenarios.push(describe(walk, way, target, names));
  }
  return { flow: String((graph.document as { id?: unknown } | null)?.id ?? ''), scenarios };
}

/** Each exit with where it is taken soonest, the farthest first: whoever goes far takes most on the way. */
function farthestFirst(walk: Walk): [string, Transition][] {
  const soonest = new Map<string, Transition>();
  for (const transition of walk.transitions) {
    const name = nameTaken(walk, transition);
    const known = name === null ? undefined : soonest.get(name);
    if (name !== null && (!known || transition.from.tokens < known.from.tokens)) soonest.set(name, transition);
  }
  return [...soonest].sort(([, one], [, other]) => other.from.tokens - one.from.tokens);
}

/** Goes on to exits nobody has taken yet while they are near, then to an ending. */
function goOn(walk: Walk, begun: Transition[], left: ReadonlySet<string>, home: Map<WalkState, Transition>): Transition[] {
  const way = [...begun];
  const taken = new Set(way.map((transition) => nameTaken(walk, transition)));
  const isNew = (transition: Transition) => {
    const name = nameTaken(walk, transition);
    return name !== null && left.has(name) && !taken.has(name);
  };
  for (;;) {
    const last = way.at(-1)!;
    if (last.to === walk.end) return way;
    const more = wayToNew(last.to, isNew, MAX_SCENARIO_TOKENS - way.filter(({ token }) => token !== null).length, MAX_SCENARIO_VISITS - way.length);
    if (!more) return [...way, ...wayHome(last.to, home, walk.end)];
    for (const transition of more) taken.add(nameTaken(walk, transition));
    way.push(...more);
  }
}

/** The nearest exit nobody has taken, by the number of steps; `null` where none is near enough. */
function wayToNew(from: WalkState, isNew: (transition: Transition) => boolean, tokens: number, steps: number): Transition[] | null {
  if (tokens <= 0) return null;
  const cameBy = new Map<WalkState, { by: Transition | null; length: number }>([[from, { by: null, length: 0 }]]);
  for (const [state, { length }] of cameBy) {
    if (length >= Math.min(steps, MAX_DETOUR) || cameBy.size > MAX_LOOKED_AT) return null;
    for (const transition of state.transitions) {
      if (isNew(transition)) return [...backTo(state, cameBy), transition];
      if (transition.fault === null && transition.to.step && !cameBy.has(transition.to)) cameBy.set(transition.to, { by: transition, length: length + 1 });
    }
  }
  return null;
}

/** Farther than this a new caller is easier to follow than one who goes round. */
const MAX_DETOUR = 20;

/** Places looked at for one detour, so that the time for all grows with the flow and no faster. */
const MAX_LOOKED_AT = 500;

function backTo(state: WalkState, cameBy: Map<WalkState, { by: Transition | null }>): Transition[] {
  const way: Transition[] = [];
  for (let by = cameBy.get(state)?.by; by; by = cameBy.get(by.from)?.by) way.push(by);
  return way.reverse();
}

/** For each state the first transition of a shortest way to an ending. */
function findWaysHome({ states, end }: Walk): Map<WalkState, Transition> {
  const ways = new Map<WalkState, Transition>();
  const before = turnRound([...states, end], (state) => state.transitions.filter(({ fault }) => fault === null).map(({ to }) => to));
  const reached = new Set([end]);
  for (const state of reached) {
    for (const from of before.get(state) ?? []) {
      if (reached.has(from)) continue;
      reached.add(from);
      ways.set(from, from.transitions.find((transition) => transition.to === state && transition.fault === null)!);
    }
  }
  return ways;
}

function wayHome(from: WalkState, home: Map<WalkState, Transition>, end: WalkState): Transition[] {
  const way: Transition[] = [];
  for (let state = from; state !== end; ) {
    const next = home.get(state);
    if (!next) return way;
    way.push(next);
    state = next.to;
  }
  return way;
}

/** As the path of a call names it: a step of another flow with that flow's name. */
function addressOf({ id, joined }: GraphStep): string {
  return joined?.address ?? id;
}

function nameTaken(walk: Walk, transition: Transition): string | null {
  const exit = exitTaken(walk, transition);
  return exit && nameOf(exit);
}

function describe(walk: Walk, way: readonly Transition[], target: Transition, names: Set<string>): Scenario {
  const { keys, outcomes, ...met } = scriptOf(way);
  const last = way.at(-1)!;
  const isGone = last.from.isGone || last.hangsUp;
  const endState = last.to.step === null && !isGone ? last.from.step?.data['endState'] : undefined;
  const name = nameScenario(walk.graph, target, last, names);
  const settings = settingsOf(walk.graph);
  names.add(name);
  return {
    name,
    explored: true,
    keys,
    ...Object.fromEntries(Object.entries(met).filter(([, words]) => words.length > 0)),
    ...(Object.keys(outcomes).length > 0 && { outcomes }),
    ...(Object.keys(settings).length > 0 && { settings }),
    expect: {
      ...(typeof endState === 'string' && { endState }),
      ...(last.to.step === null && { endedBy: isGone ? 'caller' : 'flow' }),
      steps: [addressOf(way[0]!.from.step!), ...way.filter((transition) => !staysInVisit(transition) && transition.to.step !== null).map(({ to }) => addressOf(to.step!))],
    },
  };
}
