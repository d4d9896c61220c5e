import { personStepOf, type FlowGraph, type GraphStep } from '../check/flow-graph.js';
import { askStep } from './ask-step.js';
import { findSaleAhead } from './find-sale-ahead.js';
import { MAX_ATTEMPTS, MAX_STATES, MAX_STATES_PER_STEP } from './limits.js';
import { advanceSale, forgetDead, noSale, type Catalogue, type Sale } from './sale.js';
import { createSymbolicCalls, type Looks } from './symbolic-call.js';
import { createMove, createState, freshVisit, type Behaviour, type LocalVisit, type Move, type Transition, type Walk, type WalkState } from './walk-state.js';

/**
 * Every state a call can come to, each by a script with the fewest tokens. Steps are asked by their own `enter` and `answer`; what hangs on
 * data may come out in every way. Breadth first by tokens, so time and memory grow with states × ways out. Past `maxStates` it is cut.
 */
export function walkFlow(graph: FlowGraph, language: string, products: Catalogue, maxStates = MAX_STATES): Walk {
  const calls = createSymbolicCalls(graph, language, products);
  const person = personStepOf(graph);
  const ahead = findSaleAhead(graph, Object.keys(products));
  const known = new Map<string, WalkState>();
  const statesOf = new Map<GraphStep, WalkState[]>();
  const open = new Set<GraphStep>();
  const behaviours = new Map<string, Behaviour>();
  const saleBound = new Set<string>();
  const levels: WalkState[][] = [];
  const end = createState(null, freshVisit);
  const walk: Walk = { graph, states: [], start: end, end, transitions: [], isComplete: true, cut: null };
  if (!graph.initial) return walk;

  walk.start = reach(graph.initial, freshVisit, noSale, false, null, 0)!;
  do drain();
  while (assume());
  return walk;

  function drain(): void {
    for (let level = 0; level < levels.length; level += 1) {
      for (const state of levels[level] ?? []) if (!state.isExpanded) expand(state);
      levels[level] = [];
    }
  }

  function expand(state: WalkState): void {
    state.isExpanded = true;
    const { speech, waits, asks, dials, moves, isOpen } = behaviourOf(state);
    // Nobody is there to be asked.
    if (state.isGone && waits) return finish(state, { ...createMove('onward'), isEnding: true });
    Object.assign(state, { speech, waits, asks, dials });
    if (isOpen) open.add(state.step!);
    for (const move of moves) follow(state, move);
  }

  /** A step is asked once for each of its attempts and stages, and again only where it looks at the sale. */
  function behaviourOf(state: WalkState): Behaviour {
    const local = placeOf(state.step!, state);
    const kept = behaviours.get(saleBound.has(local) ? `${local} ${state.sale.key}` : local);
    if (kept) return kept;
    const looks: Looks = { atData: false, atSale: false };
    const behaviour = askStep(state, products, calls, looks);
    if (looks.atSale) saleBound.add(local);
    behaviours.set(looks.atSale ? `${local} ${state.sale.key}` : local, behaviour);
    return behaviour;
  }

  function follow(state: WalkState, move: Move): void {
    if (move.isEnding) return finish(state, move);
    const sale = advanceSale(state.sale, move.facts, move.values, products);
    if (move.again && move.again.attempt > MAX_ATTEMPTS) return;
    if (move.again) return arrive(state, state.step!, move.again, sale, move);
    const target = move.exit === null ? null : targetOf(graph, state.step!, move.exit);
    if (target) return arrive(state, target, freshVisit, sale, move);
    breakDown(state, sale, { ...move, by: 'fault', exit: null, outcome: move.by === 'world' ? move.exit : null, fault: move.fault ?? `Exit "${move.exit ?? ''}" leads nowhere. Connect it to a step.` });
  }

  /** As the runtime does: an apology and the flow's person; where that is what broke, the end. */
  function breakDown(state: WalkState, sale: Sale, move: Move): void {
    const refuge = state.step?.joined ? state.step.joined.refuge : person;
    if (refuge && refuge !== state.step) arrive(state, refuge, freshVisit, sale, move);
    else finish(state, move);
  }

  function arrive(from: WalkState, step: GraphStep, visit: LocalVisit, sale: Sale, move: Move): void {
    const transition: Transition = { ...move, from, to: from };
    const to = reach(step, visit, sale, from.isGone || move.hangsUp, transition, from.tokens + cost(move));
    if (to) keep(transition, to);
  }

  function finish(from: WalkState, move: Move): void {
    const transition: Transition = { ...move, from, to: end };
    const tokens = from.tokens + cost(move);
    if (end.cameBy === null || tokens < end.tokens) Object.assign(end, { cameBy: transition, tokens });
    keep(transition, end);
  }

  function keep(transition: Transition, to: WalkState): void {
    transition.to = to;
    transition.from.transitions.push(transition);
    walk.transitions.push(transition);
  }

  /** `null` where a bound is reached. */
  function reach(step: GraphStep, visit: LocalVisit, sale: Sale, isGone: boolean, by: Transition | null, tokens: number): WalkState | null {
    const kept = forgetDead(sale, ahead.get(step)!, products);
    const key = `${placeOf(step, visit)} ${kept.key}${isGone ? ' gone' : ''}`;
    const before = known.get(key);
    if (before) {
      if (!before.isExpanded && tokens < before.tokens) come(before, by, tokens);
      return before;
    }
    const siblings = statesOf.get(step) ?? [];
    const isOfStep = siblings.length >= MAX_STATES_PER_STEP;
    if (known.size >= maxStates || isOfStep) {
      walk.isComplete = false;
      walk.cut ??= { step: step.joined?.address ?? step.id, limit: isOfStep ? MAX_STATES_PER_STEP : maxStates, isOfStep };
      return null;
    }
    const state = createState(step, visit, kept, isGone);
    statesOf.set(step, siblings);
    siblings.push(state);
    known.set(key, state);
    walk.states.push(state);
    come(state, by, tokens);
    return state;
  }

  function come(state: WalkState, by: Transition | null, tokens: number): void {
    state.cameBy = by;
    state.tokens = tokens;
    (levels[tokens] ??= []).push(state);
  }

  /** Exits that an entry or data the walk does not know may lead to are taken to be possible. Tells whether there were new ones. */
  function assume(): boolean {
    const before = walk.transitions.length;
    for (const step of open) {
      const states = statesOf.get(step) ?? [];
      const taken = new Set(states.flatMap(({ transitions }) => transitions.map(({ exit }) => exit)));
      const missing = (step.exits ?? []).filter(({ id }) => !taken.has(id));
      const leaving = findLeaving(states);
      if (!leaving) continue;
      // Whatever the caller did to leave, the exit is then given in place of the one it would have been.
      const { token, isTimed, keys, met, seconds, quietSeconds } = leaving;
      const moves = missing.map(({ id }): Move => ({ ...createMove('world'), token, isTimed, keys, met, seconds, quietSeconds, exit: id, isAssumed: true }));
      for (const move of moves) follow(leaving.from, move);
    }
    open.clear();
    return walk.transitions.length > before;
  }
}

/** How the caller leaves a step soonest. */
function findLeaving(states: readonly WalkState[]): Transition | null {
  const leaving = states.flatMap(({ transitions }) => transitions.filter(({ exit, fault, isAssumed }) => exit !== null && fault === null && !isAssumed));
  return leaving.reduce<Transition | null>((best, transition) => (best && best.from.tokens <= transition.from.tokens ? best : transition), null);
}

function cost({ token, met }: Move): number {
  return token === null && met === null ? 0 : 1;
}

function placeOf(step: GraphStep, { attempt, again, memory }: LocalVisit): string {
  return `${step.id} ${attempt} ${again ?? ''} ${JSON.stringify(memory)}`;
}

function targetOf(graph: FlowGraph, step: GraphStep, exit: string): GraphStep | null {
  const edge = step.edges.find((way) => way.exit === exit);
  if (edge || step.joined) return edge?.target ?? null;
  const target = step.connections.find((connection) => connection.exit === exit)?.target ?? graph.shared.get(exit)?.target;
  return (target !== undefined && graph.byId.get(target)) || null;
}
