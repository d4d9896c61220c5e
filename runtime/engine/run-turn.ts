import type { CallerInput } from '../../schemas/caller-input.js';
import type { EffectResult, EffectWrite } from '../../schemas/define-effect.js';
import type { AnswerResult, CallView, EnterResult, Fact, FlowChange, FlowReturn } from '../../schemas/define-step.js';
import type { EndState } from '../../schemas/end-states.js';
import { apology, heldVerbs } from '../../schemas/house-prompts.js';
import type { JsonObject } from '../../schemas/json.js';
import type { Verb } from '../../schemas/verbs.js';
import { fail } from '../errors.js';
import { createCallView, sharedKeys, type CallEnvironment } from './call-view.js';
import { MAX_STEPS_PER_TURN, MAX_SUBFLOW_DEPTH, MAX_VISITS_PER_CALL, type CallState, type Ended, type Frame, type TurnEvent, type Visit } from './call-state.js';
import type { CompiledFlow, CompiledStep } from './compile-flow.js';
import { closeCall, flowEndState, hangUpEndState } from './end-call.js';
import { findRefuge } from './find-refuge.js';
import type { FlowLibrary } from './flow-library.js';
import { joinVerbs } from './join-verbs.js';
import { noteFacts } from './note-facts.js';
import { noteDeed, noteQuestion } from './note-waiting.js';
import { settleSpeech, withoutMarks } from './settle-speech.js';
import { wordsOf } from './words-of.js';
import { openFlow } from './open-flow.js';
import { findExcess } from './find-excess.js';
import { assignValues, isCallWide, pickCallWide } from './values.js';
import { getEntry } from '../../schemas/get-entry.js';

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
  /** Of the running frame. */
  flow: CompiledFlow;
  /** Of the frames around it, outermost first. (Default: none.) */
  outer?: readonly CompiledFlow[];
  /** Where other flows are. (Default: nowhere, and steps that lead into one leave by `failed`.) */
  library?: FlowLibrary;
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
  outer: CompiledFlow[];
  verbs: Verb[];
  events: TurnEvent[];
  writes: EffectWrite[];
  secrets: Record<string, string>;
  recovering: boolean;
  /** What broke so far in this turn. */
  faults: number;
}

function startTurn(request: TurnRequest): Turn {
  return { ...request, outer: [...(request.outer ?? [])], state: structuredClonePlain(request.state), verbs: [], events: [], writes: [], secrets: {}, recovering: false, faults: 0 };
}

type StepResult = EnterResult | AnswerResult;

async function walk(turn: Turn, input: CallerInput | null): Promise<void> {
  if (input?.kind === 'hang_up') return hangUp(turn);
  noteDeed(turn.state, input);
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
  if ('enterFlow' in result) return enterFlow(turn, visit, result);
  if ('returns' in result) return returnTo(turn, result);
  if ('again' in result) return enterAgain(turn, visit, result);
  if ('exit' in result) return leave(turn, visit, result);
  if (result.memory !== undefined) visit.memory = result.memory;
  noteQuestion(turn.state, turn.input, turn.flow, visit.step);
  note(turn, { type: 'waited', step: visit.step, visit: visit.id, choices: choicesOf(turn, visit.step) });
  return null;
}

async function runEffect(turn: Turn, visit: Visit): Promise<StepResult | null> {
  const idempotencyKey = `${turn.environment.callId}.${visit.step}.${visit.id}.${visit.attempt}`;
  const result = await turn.runEffect({ step: stepOf(turn, visit.step), call: inPlainWords(viewOf(turn)), secrets: turn.secrets, idempotencyKey, held: visit.held === true });
  if (result === 'held') {
    const verbs = heldVerbs(turn.state.language, visit.held === true);
    visit.held = true;
    speak(turn, visit, verbs);
    note(turn, { type: 'waited', step: visit.step, visit: visit.id, choices: [] });
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
  note(turn, { type: 'asked_again', step: visit.step, visit: visit.id, why: result.again });
  return stepOf(turn, visit.step).definition.enter(stepOf(turn, visit.step).data as never, viewOf(turn));
}

/** Goes on in another flow: on top of this one, or in place of all. Where that cannot be, the step leaves by `failed`, and the record says why. */
async function enterFlow(turn: Turn, visit: Visit, change: FlowChange): Promise<StepResult | null> {
  const { flow, values } = await openFlow(turn, change).catch((error: unknown) => {
    tellFault(turn, visit, error);
    return { flow: null, values: {} };
  });
  if (!flow) return leave(turn, visit, { exit: 'failed' });
  const { version } = flow;
  note(turn, { type: 'flow_entered', step: visit.step, visit: visit.id, entered: flow.flow.id, version, comesBack: change.comesBack });
  const { state } = turn;
  turn.outer = change.comesBack ? [...turn.outer, turn.flow] : [];
  turn.flow = flow;
  if (change.comesBack) {
    state.frames.push({ version, visit: null, values });
  } else {
    state.frames = [{ version, visit: null, values: { ...pickCallWide(state.frames[0]!.values), ...values } }];
    state.handOvers = (state.handOvers ?? 0) + 1;
  }
  return enter(turn, flow.flow.initial);
}

/** Goes back into the flow around this one, by the step that led here. Without one the call has come to its end. */
function returnTo(turn: Turn, returned: FlowReturn): StepResult | null {
  if (turn.outer.length === 0) return endByFlow(turn);
  leaveFrames(turn, turn.outer.length - 1);
  const visit = currentVisit(turn);
  const { definition, data, exits } = stepOf(turn, visit.step);
  if (!exits.has(returned.returns)) tellFault(turn, visit, fail('unknown_exit', { step: visit.step, exit: returned.returns }));
  return definition.resume?.(data as never, returned) ?? { exit: 'failed' };
}

/** Leaves the frames on top of the one at `at`, which runs again. */
function leaveFrames(turn: Turn, at: number): void {
  turn.flow = [...turn.outer, turn.flow][at]!;
  turn.outer.length = at;
  turn.state.frames.length = at + 1;
}

function endByFlow(turn: Turn, endState?: EndState): null {
  if (isGone(turn.input)) return end(turn, hangUpEndState(turn.state), 'caller');
  return end(turn, endState ?? flowEndState(turn.state), 'flow');
}

/** Leaves a step: the machine says where to. A final step has no exits and ends the call. */
function leave(turn: Turn, visit: Visit, result: Extract<StepResult, { exit: string }>): StepResult | null {
  if (result.values) setValues(turn, result.values);
  if ('secrets' in result && result.secrets) Object.assign(turn.secrets, result.secrets);
  const step = stepOf(turn, visit.step);
  if (step.definition.final) return endByFlow(turn, step.data['endState'] as EndState | undefined);
  note(turn, { type: 'exit_taken', step: visit.step, visit: visit.id, exit: result.exit });
  const kind = step.exits.get(result.exit)?.kind ?? 'choice';
  if (kind === 'choice') turn.state.personReason = 'requested';
  if (kind === 'failure') turn.state.personReason = 'failed';
  return enter(turn, targetOf(turn, visit.step, result.exit));
}

/** An exit that only a flow around this one has is that of a key in force there: the call goes back to it. */
function targetOf(turn: Turn, step: string, exit: string): string {
  const isOwn = stepOf(turn, step).exits.has(exit) || getEntry(turn.flow.flow.on, exit) !== undefined;
  const at = isOwn ? -1 : turn.outer.findLastIndex(({ flow }) => getEntry(flow.on, exit) !== undefined);
  if (at < 0) return turn.flow.next(step, exit);
  leaveFrames(turn, at);
  return turn.flow.flow.on![exit]!.slice(1);
}

/** The flow goes on for a caller who hung up to end a message or a payment, for what is left to do; but nobody hears its ending. */
function isGone(input: CallerInput | null): boolean {
  return (input?.kind === 'recorded' && input.hungUp) || (input?.kind === 'paid' && input.result === 'caller_hung_up');
}

function enter(turn: Turn, step: string): StepResult {
  if (turn.state.visits >= MAX_VISITS_PER_CALL) throw fail('too_many_visits', { count: turn.state.visits, step });
  turn.state.visits += 1;
  frameOf(turn).visit = { id: turn.state.visits, step, attempt: 1, again: null, memory: null, enteredAt: turn.environment.now };
  note(turn, { type: 'step_entered', step, visit: turn.state.visits, attempt: 1 });
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

/**
 * Something broke. Goes, with an apology, to the person of the innermost flow that has one, or out of a subflow by the exit for that; where that
 * breaks too, or there is neither, apologises and ends.
 */
async function recover(turn: Turn, error: unknown): Promise<void> {
  const visit = frameOf(turn).visit;
  tellFault(turn, visit, error);
  turn.state.personReason = 'failed';
  turn.faults += 1;
  const refuge = turn.recovering || turn.faults > MAX_SUBFLOW_DEPTH ? null : findRefuge([...turn.outer, turn.flow], turn.state.frames);
  if (!refuge) {
    apologise(turn, visit, 'goodbye');
    end(turn, 'system_error', 'error');
    return;
  }
  turn.recovering = refuge.person !== null;
  if (refuge.person !== null) apologise(turn, visit, 'person');
  try {
    turn.state.visits = Math.min(turn.state.visits, MAX_VISITS_PER_CALL - 10);
    leaveFrames(turn, refuge.frame);
    let result: StepResult | null = refuge.person !== null ? enter(turn, refuge.person) : { exit: 'failed' };
    for (let steps = 0; result && steps < MAX_STEPS_PER_TURN; steps += 1) result = await apply(turn, currentVisit(turn), result);
  } catch (second) {
    await recover(turn, second);
  }
}

function tellFault(turn: Turn, visit: Visit | null, error: unknown): void {
  note(turn, { type: 'failed', step: visit?.step ?? turn.flow.flow.initial, visit: visit?.id ?? 0, code: codeOf(error), message: messageOf(error) });
}

function apologise(turn: Turn, visit: Visit | null, towards: 'person' | 'goodbye'): void {
  const { language } = turn.state;
  const text = apology(language, towards);
  turn.verbs.push(...settleSpeech([{ verb: 'say', text, language }], turn.flow.speech));
  note(turn, { type: 'spoken', step: visit?.step ?? turn.flow.flow.initial, text, language });
}

function keepFacts(turn: Turn, visit: Visit, facts: Fact[]): void {
  turn.events.push(...noteFacts(turn.state, facts, { at: turn.environment.now, step: visit.step, visit: visit.id, ...otherFlow(turn) }));
}

function speak(turn: Turn, visit: Visit, asked: Verb[]): void {
  const verbs = settleSpeech(asked, turn.flow.speech);
  for (const verb of verbs) {
    turn.verbs.push(verb);
    for (const words of wordsOf(verb)) note(turn, { type: 'spoken', step: visit.step, ...words });
  }
}

/** `language` is the one value that changes how the call speaks. */
function setValues(turn: Turn, values: JsonObject): void {
  const excess = findExcess(values);
  if (excess) throw fail('too_many_values', { step: currentVisit(turn).step, reason: excess });
  const paths = Object.entries(withoutMarks(values));
  assignValues(frameOf(turn).values, Object.fromEntries(paths.filter(([path]) => !isCallWide(path))));
  assignValues(turn.state.frames[0]!.values, Object.fromEntries(paths.filter(([path]) => isCallWide(path))));
  const all = findExcess(frameOf(turn).values) ?? findExcess(turn.state.frames[0]!.values);
  if (all) throw fail('too_many_values', { step: currentVisit(turn).step, reason: all });
  if (typeof values['language'] === 'string') turn.state.language = values['language'];
}

function choicesOf(turn: Turn, stepId: string): { key: string; exit: string }[] {
  const step = stepOf(turn, stepId);
  const own = [...step.exits.values()].flatMap((exit) => (exit.key ? [{ key: exit.key, exit: exit.id }] : []));
  const taken = new Set(own.map((choice) => choice.key));
  // In a number every key is a digit, so the keys of the whole flow work only where one key is the answer.
  const takesOneKey = turn.verbs.some((verb) => verb.verb === 'gather' && verb.digits === 1);
  const shared = takesOneKey ? Object.entries(sharedKeys(turn.flow, turn.outer)) : [];
  return [...own, ...shared.filter(([key]) => !taken.has(key)).map(([key, exit]) => ({ key, exit }))];
}

function viewOf(turn: Turn): CallView {
  return createCallView(turn.flow, turn.state, turn.environment, turn.outer);
}

/** What an effect sends is read, not heard. */
function inPlainWords(call: CallView): CallView {
  return { ...call, prompt: (text, extra) => withoutMarks(call.prompt(text, extra)) };
}

/** Puts an event into the record, with the flow its step belongs to where that is not the one the call came in by. */
function note(turn: Turn, event: TurnEvent): void {
  turn.events.push({ ...event, ...otherFlow(turn) });
}

function otherFlow({ flow, state }: Turn): { flow?: string } {
  return flow.flow.id === state.flow ? {} : { flow: flow.flow.id };
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
