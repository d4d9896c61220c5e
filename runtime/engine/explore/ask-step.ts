import type { AnswerResult, CallView, EnterResult, Fact, StepExit, VisitView } from '../../../schemas/define-step.js';
import type { Json } from '../../../schemas/json.js';
import type { Verb } from '../../../schemas/verbs.js';
import type { GraphStep } from '../check/flow-graph.js';
import { isClosed } from '../check/join-flows.js';
import { effectSecondsOf } from './effect-seconds.js';
import { probesOf, type Probe } from './probe-inputs.js';
import { queueProbes } from './probe-queue.js';
import { advanceSale, isConsentComplete, outcomeOf, productOf, type Catalogue, type Sale } from './sale.js';
import { profileOf } from './speech-profile.js';
import type { Looks, SymbolicCalls } from './symbolic-call.js';
import { createMove, silentSpeech, type Behaviour, type Move, type WalkState } from './walk-state.js';

/** Asks one step at one place what it speaks and what can happen then, by its own `enter` and `answer`. Never throws. */
export function askStep({ step: asked, attempt, again, memory, sale }: WalkState, products: Catalogue, calls: SymbolicCalls, looks: Looks): Behaviour {
  const step = asked!;
  const { definition } = step;
  const visit: VisitView = { id: 1, step: step.id, attempt, again, memory, enteredAt: calls.now };
  if (!definition) return broken(`Step "${step.id}" has a type that does not exist. Choose one of the step types in docs/steps.`);
  let entered: EnterResult;
  try {
    entered = definition.enter(step.data as never, calls.createView(visit, sale, looks));
  } catch (error) {
    return broken(messageOf(error));
  }
  const verbs = 'verbs' in entered ? (entered.verbs ?? []) : [];
  const behaviour: Behaviour = { speech: profileOf(verbs, calls.secondsOf), waits: false, asks: false, dials: false, isOpen: false, moves: [] };
  if (definition.final) return { ...behaviour, moves: [{ ...createMove('onward'), isEnding: true }] };
  if ('waits' in entered && definition.answer) return wait(behaviour, verbs, entered.memory === undefined ? memory : entered.memory, entered.facts ?? []);
  if ('enterFlow' in entered && !entered.comesBack && isClosed(step)) return { ...behaviour, moves: [{ ...createMove('onward'), isEnding: true }, ...worldMoves(step, products, sale, looks, false)] };
  if (!('exit' in entered) || hangsOnData(step, looks)) return { ...behaviour, moves: worldMoves(step, products, sale, looks, 'effect' in entered) };
  return { ...behaviour, moves: [{ ...createMove('onward'), exit: entered.exit, values: entered.values, facts: entered.facts ?? [] }] };

  function wait(spoken: Behaviour, spokenVerbs: Verb[], kept: Json, facts: Fact[]): Behaviour {
    const waiting = { ...spoken, waits: true, dials: spokenVerbs.some(({ verb }) => callsPerson.has(verb)) };
    const probed = probesIn(spokenVerbs, kept, facts);
    if ('fault' in probed) return { ...waiting, moves: [{ ...createMove('fault'), fault: probed.fault }] };
    if (!probed.probes) return { ...waiting, moves: worldMoves(step, products, sale, looks, false) };
    const call = viewAt(kept, facts);
    const found = new Map<string, Move[]>();
    for (const probe of probed.probes) {
      const answered = answerTo(probe, probe.memory === undefined ? call : viewAt(probe.memory, facts));
      const kind = `${isOwn(probe) ? 'own' : probe.by} ${probe.met && !isOwn(probe) ? probe.met.word : ''} ${kindOf(answered, probe)}`;
      // Of many keys that do the same one is enough.
      if (!found.has(kind)) found.set(kind, movesFor(answered, probe, kept, facts));
    }
    const asks = probed.probes.some(({ by, isTimed }) => (by === 'keys' || by === 'speech') && !isTimed);
    return { ...waiting, asks, moves: [...found.values()].flat(), isOpen: !goesBySale(step) && (looks.atData || !probed.isExhaustive) };
  }

  function viewAt(remembered: Json, facts: Fact[]): CallView {
    return calls.createView({ ...visit, memory: remembered }, advanceSale(sale, facts, undefined, products), looks);
  }

  /** `probes` is `null` where the walk does not know how the step waits. */
  function probesIn(spokenVerbs: Verb[], kept: Json, facts: Fact[]): { probes: Probe[] | null; isExhaustive: boolean } | { fault: string } {
    try {
      if (spokenVerbs.some(({ verb }) => verb === 'enqueue')) return { probes: queueProbes(definition!, step.data, viewAt(kept, facts), calls.secondsOf), isExhaustive: true };
      return probesOf(spokenVerbs, calls.language) ?? { probes: null, isExhaustive: false };
    } catch (error) {
      return { fault: messageOf(error) };
    }
  }

  function answerTo({ input }: Probe, call: CallView): AnswerResult | { fault: string } {
    try {
      return definition!.answer!(step.data as never, input, call);
    } catch (error) {
      return { fault: messageOf(error) };
    }
  }

  function movesFor(answered: AnswerResult | { fault: string }, probe: Probe, kept: Json, before: Fact[]): Move[] {
    const { token, isTimed, keys, met, hangsUp, seconds, quietSeconds } = probe;
    const facts = 'facts' in answered ? [...before, ...(answered.facts ?? [])] : before;
    const move: Move = { ...createMove('onward'), token, isTimed, keys, met, hangsUp, seconds, quietSeconds, facts };
    if ('fault' in answered) return [{ ...move, by: 'fault', fault: answered.fault }];
    if ('effect' in answered) return worldMoves(step, products, sale, looks, true).map((each) => ({ ...move, ...each, token: move.token, isTimed: move.isTimed, keys: move.keys, met: move.met, facts: [...move.facts, ...each.facts] }));
    if ('exit' in answered) return [{ ...move, exit: answered.exit, values: answered.values, by: byOf(probe, isUnanswered(answered.exit, step.exits ?? [])) }];
    const counts = answered.again === 'no_input' || answered.again === 'no_match';
    const visited = { attempt: attempt + (counts ? 1 : 0), again: answered.again, memory: answered.memory === undefined ? kept : answered.memory };
    return [{ ...move, again: visited, by: byOf(probe, counts) }];
  }
}

/** Every exit, as the world may have it: what an effect or data decides. A step without exits leaves the flow in a way of its own. */
function worldMoves(step: GraphStep, products: Catalogue, sale: Sale, looks: Looks, isEffect: boolean): Move[] {
  const exits = possibleExits(step, sale, looks);
  if (exits.length === 0) return [{ ...createMove('onward'), isEnding: true }];
  const slow = isEffect && !goesBySale(step) ? effectSeconds(step) : {};
  return exits.map(({ id }) => ({ ...createMove('world'), ...slow, exit: id, ...{ values: undefined, ...outcomeOf(step, id, products, productOf(step, sale)) } }));
}

/** An order is placed only where the caller's consent is in the record. */
function possibleExits(step: GraphStep, sale: Sale, looks: Looks): StepExit[] {
  const exits = step.exits ?? [];
  if (!goesBySale(step)) return exits;
  looks.atSale = true;
  if (step.type !== 'place_order' || isConsentComplete(sale, productOf(step, sale))) return exits;
  return exits.filter(({ id }) => id !== 'placed' && id !== 'pending');
}

function effectSeconds({ data }: GraphStep): Pick<Move, 'seconds' | 'quietSeconds' | 'quietAfterMessage'> {
  const { limit, hold } = effectSecondsOf(data);
  return { seconds: limit, quietSeconds: Math.min(hold, limit), quietAfterMessage: Math.max(0, limit - hold) };
}

/** The selling steps go by the sale, which the walk follows; what else looks at data may go any way it has. */
function hangsOnData(step: GraphStep, { atData }: Looks): boolean {
  return atData && !goesBySale(step) && (step.exits?.length ?? 0) > 1;
}

function goesBySale({ type }: GraphStep): boolean {
  return type !== null && SALE_STEPS.has(type);
}

/** Steps that go by the record of the sale and by no other data. */
const SALE_STEPS = new Set(['decide_offer', 'offer', 'read_back', 'place_order']);

function byOf(probe: Probe, isFailure: boolean): Move['by'] {
  if (probe.by === 'dial' || probe.by === 'heard' || probe.by === 'carrier' || probe.by === 'choice') return probe.by;
  return isFailure || probe.by === 'silence' ? 'unanswered' : 'choice';
}

/** Keys and words that do the same are one. */
function isOwn({ by }: Probe): boolean {
  return by === 'keys' || by === 'speech';
}

function isUnanswered(exit: string, exits: readonly StepExit[]): boolean {
  return exit === 'no_input' || exit === 'no_match' || exits.find(({ id }) => id === exit)?.kind === 'failure';
}

/** Answers of one kind lead to the same place but for what was entered: its digits, and after several keys what was made of them. */
function kindOf(answered: AnswerResult | { fault: string }, { input, keys }: Probe): string {
  const isEntry = keys > 1;
  const words = input.kind === 'speech' ? input.value : null;
  if ('fault' in answered) return `fault ${answered.fault}`;
  if ('effect' in answered) return 'effect';
  if ('exit' in answered) return `exit ${answered.exit}`;
  const isEntered = (value: unknown) => (words !== null && value === words) || (typeof value === 'string' && (isEntry ? /\d/ : /^[0-9*#]+$/).test(value)) || (isEntry && typeof value === 'number');
  return `again ${answered.again} ${JSON.stringify(answered.memory, (_, value: unknown) => (isEntered(value) ? '#' : value))}`;
}

function broken(fault: string): Behaviour {
  return { speech: silentSpeech, waits: false, asks: false, dials: false, isOpen: false, moves: [{ ...createMove('fault'), fault }] };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Verbs by which a call goes to a person. */
const callsPerson = new Set<string>(['dial', 'enqueue']);
