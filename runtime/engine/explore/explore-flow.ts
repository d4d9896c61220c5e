import type { Product } from '../../../schemas/documents/product.js';
import { MAX_STEPS_PER_TURN } from '../call-state.js';
import { readFlowGraph } from '../check/flow-graph.js';
import { joinFlows } from '../check/join-flows.js';
import { getReachable, turnRound } from '../check/reach.js';
import { countExits, exitsOf } from './count-exits.js';
import { describeProperties } from './describe-properties.js';
import type { Exploration, Failure, Script } from './exploration.js';
import { findLongest } from './find-longest.js';
import { findLoops } from './find-loops.js';
import { MAX_PERSON_KEYS, MAX_QUIET_SECONDS } from './limits.js';
import { measurePerson } from './measure-person.js';
import { measureQuiet, type Quiet } from './measure-quiet.js';
import { createCatalogue } from './sale.js';
import { scriptOf, staysInVisit, wayTo } from './script.js';
import { sentences } from './sentences.js';
import { walkFlow } from './walk-flow.js';
import type { Transition, Walk, WalkState } from './walk-state.js';

export interface ExploreOptions {
  /** The flows that this one may lead into, by id: the walk goes on in them. (Default: none, and a subflow may come back by every exit.) */
  flows?: Readonly<Record<string, unknown>>;
  /** The catalogue by product id. (Default: products cost nothing.) */
  products?: Record<string, Product>;
  /** The language the seconds are estimated in. (Default: the flow's first.) */
  language?: string;
  /** States after which the walk is cut, and what was not refuted by then is unknown. (Default: 300,000.) */
  maxStates?: number;
  /** The caller hears something at least this often. (Default: 10.) */
  quietSeconds?: number;
  /** A person is reachable from every question within this many keys. (Default: 3.) */
  personKeys?: number;
}

/**
 * Walks the machine of a flow and proves or refutes what must hold for every call. Takes any JSON: what is malformed breaks where a call comes
 * to it. Pure, and the same in every run.
 */
export function exploreFlow(document: unknown, options: ExploreOptions = {}): Exploration {
  return describeWalk(openWalk(document, options), options);
}

/** The walk itself, for what else is made from it. */
export function openWalk(document: unknown, { flows, products = {}, language, maxStates }: ExploreOptions): Walk {
  const graph = flows ? joinFlows(readFlowGraph(document), flows) : readFlowGraph(document);
  return walkFlow(graph, language ?? graph.languages[0] ?? 'en-US', createCatalogue(graph, products), maxStates);
}

/** What a walk proved and refuted. */
export function describeWalk(walk: Walk, { language, quietSeconds = MAX_QUIET_SECONDS, personKeys = MAX_PERSON_KEYS }: ExploreOptions): Exploration {
  const { graph } = walk;
  const loops = findLoops(walk);
  // What was not come to may lie beyond the cut.
  const exits = walk.isComplete ? countExits(walk) : { ...countExits(walk), unreachable: [], guards: [] };
  const quiet = measureQuiet(walk);
  const person = findFarthest(walk);
  const longest = findLongest(walk, secondsOf);
  const failures: Failure[] = [
    ...(graph.initial ? [] : [sentences.noStart()]),
    ...findStuck(walk).map((state) => sentences.cannotEnd(state.step!.id, scriptOf(wayTo(state)))),
    ...loops.flatMap((loop) => (loop.kind === 'unasked' || loop.kind === 'unanswered' ? [sentences.loop(loop)] : [])),
    ...findFaults(walk),
    ...quiet.filter(({ seconds }) => seconds > quietSeconds).map((found) => sentences.quiet(found.step, found.seconds, quietSeconds, scriptOf(found.way, { isTimed: true }))),
    ...exits.unreachable.map((exit) => sentences.unreachable(exit, scriptTo(walk, exit.step))),
    ...person.filter(({ keys }) => walk.isComplete && keys > personKeys).map(({ keys, state }) => sentences.farFromPerson(state.step!.id, keys, personKeys, scriptOf(wayTo(state)))),
  ];
  const seconds = Math.round(longest.length);
  return {
    schemaVersion: 1,
    flow: String((document(graph.document)['id'] as string | undefined) ?? ''),
    language: language ?? graph.languages[0] ?? 'en-US',
    ok: failures.length === 0 && walk.isComplete,
    isComplete: walk.isComplete,
    cut: walk.cut && { step: walk.cut.step, limit: walk.cut.limit, message: sentences.cut(walk.cut)['en-US'], messages: sentences.cut(walk.cut) },
    size: { steps: graph.steps.filter(({ joined }) => !joined).length, exits: exitsOf(walk).length, states: walk.states.length, transitions: walk.transitions.length },
    ...describeProperties(failures, { walk, exits, quiet: quiet[0] ?? null, person: person[0] ?? null, seconds }),
    longest: { seconds, keys: keysOf(longest.way), visits: visitsOf(longest.way), script: scriptOf(longest.way, { isTimed: true }) },
    mostKeys: Math.round(findLongest(walk, ({ keys }) => keys).length),
    quiet: quietOf(quiet[0]),
    person: { keys: finite(person[0]?.keys), step: person[0]?.state.step?.id ?? null },
    loops,
    exits,
  };
}

function secondsOf({ from, seconds }: Transition): number {
  return from.speech.seconds + seconds;
}

function keysOf(way: readonly Transition[]): number {
  return way.reduce((sum, { keys }) => sum + keys, 0);
}

function visitsOf(way: readonly Transition[]): number {
  return way.filter((transition) => !staysInVisit(transition)).length;
}

/** Where calls come to from which no ending can be reached: of each step, the place with the shortest script, and no step behind another one. */
function findStuck(walk: Walk): WalkState[] {
  const next = (state: WalkState) => state.transitions.map(({ to }) => to);
  const before = turnRound([...walk.states, walk.end], next);
  const canEnd = getReachable([walk.end], (state) => before.get(state) ?? []);
  const stuck = walk.isComplete ? walk.states.filter((state) => !canEnd.has(state)) : [];
  const entries = stuck.filter(({ cameBy }) => cameBy === null || canEnd.has(cameBy.from));
  return firstOfEachStep(entries);
}

/** Where an exit would be taken; `null` where no call comes to its step, or it is one of the whole flow. */
function scriptTo({ states }: Walk, step: string): Script | null {
  const [nearest] = states.filter((state) => state.step?.id === step).sort((one, other) => one.tokens - other.tokens);
  return nearest ? scriptOf(wayTo(nearest)) : null;
}

/** What breaks, each fault of a step once; and turns that pass more steps than the runtime bears. */
function findFaults(walk: Walk): Failure[] {
  const found = new Map<string, Failure>();
  for (const transition of walk.transitions) {
    if (transition.fault === null) continue;
    const { id } = transition.from.step!;
    const key = `${id} ${transition.fault}`;
    if (!found.has(key)) found.set(key, sentences.fault(id, transition.fault, scriptOf([...wayTo(transition.from), transition])));
  }
  const chain = findLongest(walk, () => 1, ({ step, waits }) => step !== null && !waits && !step.definition?.final);
  const last = chain.way.at(-1);
  if (last && chain.length + 1 >= MAX_STEPS_PER_TURN) found.set('', sentences.longTurn(last.to.step!.id, chain.length + 1, scriptOf(wayTo(last.to))));
  return [...found.values()];
}

/** Questions by their distance from a person, farthest first, each step once. */
function findFarthest(walk: Walk): { state: WalkState; keys: number }[] {
  const distance = measurePerson(walk);
  const questions = walk.states.filter(({ asks }) => asks).map((state) => ({ state, keys: distance.get(state) ?? Infinity }));
  const worst = new Map<string, { state: WalkState; keys: number }>();
  for (const question of questions) {
    const { id } = question.state.step!;
    if (question.keys > (worst.get(id)?.keys ?? -1)) worst.set(id, question);
  }
  return [...worst.values()].sort((one, other) => (one.keys === other.keys ? 0 : other.keys - one.keys));
}

function firstOfEachStep(states: readonly WalkState[]): WalkState[] {
  const first = new Map<string, WalkState>();
  for (const state of states) {
    const known = first.get(state.step!.id);
    if (!known || state.tokens < known.tokens) first.set(state.step!.id, state);
  }
  return [...first.values()];
}

function quietOf(quiet: Quiet | undefined): Exploration['quiet'] {
  return { seconds: finite(quiet && Math.round(quiet.seconds * 10) / 10), step: quiet?.step ?? null };
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

function document(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
