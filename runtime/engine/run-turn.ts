import type { CallerInput } from '../../schemas/caller-input.js';
import type { EffectResult, EffectWrite } from '../../schemas/define-effect.js';
import type { AnswerResult, CallView, EnterResult, Fact } from '../../schemas/define-step.js';
import type { EndState } from '../../schemas/end-states.js';
import { apology, heldVerbs } from '../../schemas/house-prompts.js';
import type { JsonObject } from '../../schemas/json.js';
import type { Verb } from '../../schemas/verbs.js';
import { fail } from '../errors.js';
import { createCallView, type CallEnvironment } from './call-view.js';
import { MAX_STEPS_PER_TURN, MAX_VISITS_PER_CALL, type CallState, type Ended, type Frame, type TurnEvent, type Visit } from './call-state.js';
import type { CompiledFlow, CompiledStep } from './compile-flow.js';
import { closeCall, hangUpEndState } from './end-call.js';
import { joinVerbs } from './join-verbs.js';
import { noteFacts } from './note-facts.js';
import { assignValues } from './values.js';

/** Runs the effect of a step. Answers `held` where it is slow and the caller shall hear a short message meanwhile. */
export type EffectRunner = (request: EffectRequest) => Promise<EffectResult | 'held'>;

export interface EffectRequest {
  step: CompiledStep;
  call: CallView;
  secrets: Record<string, string>;
  idempotencyKey: string;
  /** The effect was begun in an earlier turn and the caller comes back to ask for its result. */
  held: boolean;
}

export interface TurnRequest {
  flow: CompiledFlow;
  state: CallState;
  /** `null` starts the call. */
  input: CallerInput | null;
  environment: CallEnvironment;
  runEffect: EffectRunner;
}

export interface TurnOutcome {
  state: CallState;
  verbs: Verb[];
  events: TurnEvent[];
  writes: EffectWrite[];
}

/**
 * One turn: takes what the caller did, walks the machine until a step waits or the call ends, and says what the carrier does next.
 * Pure but for the effects it is given; the state it is given is not changed. A failure on the way never throws: the caller hears an
 * apology and reaches a person, and the turn's events say what broke.
 */
export async function runTurn(request: TurnRequest): Promise<TurnOutcome> {
  const turn = startTurn(request);
  try {
    await walk(turn, request.input);
  } catch (error) {
    await recover(turn, error);
  }
  return outcomeOf(turn);
}

/** A turn in which something broke outside the flow: the caller hears an apology and reaches a person. */
export async function failTurn(request: TurnRequest, error: unknown): Promise<TurnOutcome> {
  const turn = startTurn(request);
  await recover(turn, error);
  return outcomeOf(turn);
}

function outcomeOf({ state, verbs, events, writes }: Turn): TurnOutcome {
  return { state, verbs: joinVerbs(verbs), events, writes };
}

interface Turn extends TurnRequest {
  verbs: Verb[];
  events: TurnEvent[];
  writes: EffectWrite[];
  secrets: Record<string, string>;
  recovering: boolean;
}

function startTurn(request: TurnRequest): Turn {
  return { ...request, state: structuredClonePlain(request.state), verbs: [], events: [], writes: [], secrets: {}, recovering: false };
}

type StepResult = EnterResult | AnswerResult;

async function walk(turn: Turn, input: CallerInput | null): Promise<void> {
  if (input?.kind === 'hang_up') return hangUp(turn);
  let result = takeInput(turn, input);
  for (let steps = 0; ; steps += 1) {
    const visit = currentVisit(turn);
    if (steps > MAX_STEPS_PER_TURN) throw fail('too_many_steps', { count: steps, step: visit.step });
    const after = await apply(turn, visit, result);
    if (!after) return;
    result = after;
  }
}

/** The first result of a turn: the waiting step's answer, or the entry of the first step. */
function takeInput(turn: Turn, input: CallerInput | null): StepResult {
  const visit = frameOf(turn).visit;
  if (!visit) return enter(turn, turn.flow.flow.initial);
  const { definition, data } = stepOf(turn, visit.step);
  if (visit.held) return { effect: true };
  if (!definition.answer || !input) return definition.enter(data as never, viewOf(turn));
  return definition.answer(data as never, input, viewOf(turn));
}

/** Carries out one result. Returns the next one, or `null` when the turn is over. */
async function apply(turn: Turn, visit: Visit, result: StepResult): Promise<StepResult | null> {
  if ('facts' in result) keepFacts(turn, visit, result.facts ?? []);
  if ('verbs' in result) speak(turn, visit, result.verbs ?? []);
  if ('effect' in result) return runEffect(turn, visit);
  if ('again' in result) return enterAgain(turn, visit, result);
  if ('exit' in result) return leave(turn, visit, result);
  if (result.memory !== undefined) visit.memory = result.memory;
  turn.events.push({ type: 'waited', step: visit.step, visit: visit.id, choices: choicesOf(turn, visit.step) });
  return null;
}

async function runEffect(turn: Turn, visit: Visit): Promise<StepResult | null> {
  const idempotencyKey = `${turn.environment.callId}.${visit.step}.${visit.id}.${visit.attempt}`;
  const result = await turn.runEffect({ step: stepOf(turn, visit.step), call: viewOf(turn), secrets: turn.secrets, idempotencyKey, held: visit.held === true });
  if (result === 'held') {
    const verbs = heldVerbs(turn.state.language, visit.held === true);
    visit.held = true;
    speak(turn, visit, verbs);
    turn.events.push({ type: 'waited', step: visit.step, visit: visit.id, choices: [] });
    return null;
  }
  visit.held = false;
  turn.writes.push(...(result.writes ?? []));
  if ('again' in result) return { again: result.again, memory: result.memory, facts: result.facts };
  return { exit: result.exit, values: result.values, facts: result.facts };
}

function enterAgain(turn: Turn, visit: Visit, result: Extract<AnswerResult, { again: string }>): StepResult {
  const counts = result.again === 'no_input' || result.again === 'no_match';
  if (counts) visit.attempt += 1;
  visit.again = result.again;
  if (result.memory !== undefined) visit.memory = result.memory;
  turn.events.push({ type: 'asked_again', step: visit.step, visit: visit.id, why: result.again });
  return stepOf(turn, visit.step).definition.enter(stepOf(turn, visit.step).data as never, viewOf(turn));
}

/** Leaves a step: the machine says where to. A final step has no exits and ends the call. */
function leave(turn: Turn, visit: Visit, result: Extract<StepResult, { exit: string }>): StepResult | null {
  if (result.values) setValues(turn, result.values);
  if ('secrets' in result && result.secrets) Object.assign(turn.secrets, result.secrets);
  const step = stepOf(turn, visit.step);
  if (step.definition.final && isGone(turn.input)) return end(turn, hangUpEndState(turn.state), 'caller');
  if (step.definition.final) return end(turn, (step.data['endState'] as EndState | undefined) ?? hangUpEndState(turn.state, 'completed'), 'flow');
  turn.events.push({ type: 'exit_taken', step: visit.step, visit: visit.id, exit: result.exit });
  const kind = step.exits.get(result.exit)?.kind ?? 'choice';
  if (kind === 'choice') turn.state.personReason = 'requested';
  if (kind === 'failure') turn.state.personReason = 'failed';
  return enter(turn, turn.flow.next(visit.step, result.exit));
}

/** The flow goes on for a caller who hung up to end a message or a payment, for what is left to do; but nobody hears its ending. */
function isGone(input: CallerInput | null): boolean {
  return (input?.kind === 'recorded' && input.hungUp) || (input?.kind === 'paid' && input.result === 'caller_hung_up');
}

function enter(turn: Turn, step: string): StepResult {
  if (turn.state.visits >= MAX_VISITS_PER_CALL) throw fail('too_many_visits', { count: turn.state.visits, step });
  turn.state.visits += 1;
  frameOf(turn).visit = { id: turn.state.visits, step, attempt: 1, again: null, memory: null, enteredAt: turn.environment.now };
  turn.events.push({ type: 'step_entered', step, visit: turn.state.visits, attempt: 1 });
  return stepOf(turn, step).definition.enter(stepOf(turn, step).data as never, viewOf(turn));
}

function end(turn: Turn, endState: EndState, endedBy: Ended['endedBy']): null {
  turn.verbs.push({ verb: 'hang_up' });
  turn.events.push(closeCall(turn.state, endState, endedBy, turn.environment.now));
  return null;
}

function hangUp(turn: Turn): void {
  if (turn.state.ended) return;
  turn.events.push(closeCall(turn.state, hangUpEndState(turn.state), 'caller', turn.environment.now));
}

/** Something broke: apologise once and go to the flow's person; where that breaks too, or there is none, apologise and end. */
async function recover(turn: Turn, error: unknown): Promise<void> {
  const visit = frameOf(turn).visit;
  turn.events.push({ type: 'failed', step: visit?.step ?? turn.flow.flow.initial, visit: visit?.id ?? 0, code: codeOf(error), message: messageOf(error) });
  turn.state.personReason = 'failed';
  const person = turn.flow.personStep;
  if (!person || turn.recovering) {
    apologise(turn, visit, 'goodbye');
    end(turn, 'system_error', 'error');
    return;
  }
  turn.recovering = true;
  apologise(turn, visit, 'person');
  try {
    turn.state.visits = Math.min(turn.state.visits, MAX_VISITS_PER_CALL - 10);
    let result: StepResult | null = enter(turn, person);
    for (let steps = 0; result && steps < MAX_STEPS_PER_TURN; steps += 1) result = await apply(turn, currentVisit(turn), result);
  } catch (second) {
    await recover(turn, second);
  }
}

function apologise(turn: Turn, visit: Visit | null, towards: 'person' | 'goodbye'): void {
  const { language } = turn.state;
  const text = apology(language, towards);
  turn.verbs.push({ verb: 'say', text, language });
  turn.events.push({ type: 'spoken', step: visit?.step ?? turn.flow.flow.initial, text, language });
}

function keepFacts(turn: Turn, visit: Visit, facts: Fact[]): void {
  turn.events.push(...noteFacts(turn.state, facts, { at: turn.environment.now, step: visit.step, visit: visit.id }));
}

function speak(turn: Turn, visit: Visit, verbs: Verb[]): void {
  for (const verb of verbs) {
    turn.verbs.push(verb);
    for (const { text, language } of wordsOf(verb)) if (text) turn.events.push({ type: 'spoken', step: visit.step, text, language });
  }
}

/** What the caller hears of a verb as words, the carrier's own speech at our word included. */
function wordsOf(verb: Verb): { text: string; language: string }[] {
  if (verb.verb === 'say' || verb.verb === 'play') return [verb];
  if (verb.verb === 'gather') return verb.prompts.flatMap(wordsOf);
  if (verb.verb === 'pay') return verb.prompts.filter(({ errors }) => errors.length === 0).map(({ say }) => say);
  return verb.verb === 'connect_relay' ? [{ text: verb.greeting, language: verb.language }] : [];
}

/** `language` is the one value that changes how the call speaks. */
function setValues(turn: Turn, values: JsonObject): void {
  assignValues(frameOf(turn).values, values);
  if (typeof values['language'] === 'string') turn.state.language = values['language'];
}

function choicesOf(turn: Turn, stepId: string): { key: string; exit: string }[] {
  const step = stepOf(turn, stepId);
  const own = [...step.exits.values()].flatMap((exit) => (exit.key ? [{ key: exit.key, exit: exit.id }] : []));
  const taken = new Set(own.map((choice) => choice.key));
  // In a number every key is a digit, so the keys of the whole flow work only where one key is the answer.
  const takesOneKey = turn.verbs.some((verb) => verb.verb === 'gather' && verb.digits === 1);
  const shared = takesOneKey ? Object.entries(turn.flow.keys) : [];
  return [...own, ...shared.filter(([key]) => !taken.has(key)).map(([key, exit]) => ({ key, exit }))];
}

function viewOf(turn: Turn): CallView {
  return createCallView(turn.flow, turn.state, turn.environment);
}

function frameOf(turn: Turn): Frame {
  return turn.state.frames[turn.state.frames.length - 1]!;
}

function currentVisit(turn: Turn): Visit {
  return frameOf(turn).visit!;
}

function stepOf(turn: Turn, step: string): CompiledStep {
  const compiled = turn.flow.steps.get(step);
  if (!compiled) throw fail('exit_without_target', { step, exit: 'initial' });
  return compiled;
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : 'unexpected';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The state is plain JSON; this copy is faster than parsing its text and shares nothing. */
function structuredClonePlain<T>(value: T): T {
  if (Array.isArray(value)) return value.map(structuredClonePlain) as T;
  if (value === null || typeof value !== 'object') return value;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) copy[key] = structuredClonePlain((value as Record<string, unknown>)[key]);
  return copy as T;
}
