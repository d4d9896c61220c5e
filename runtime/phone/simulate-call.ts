import type { Waiting } from '../../schemas/answers/waiting.js';
import type { Article } from '../../schemas/documents/article.js';
import type { Calendar } from '../../schemas/documents/calendar.js';
import type { Flow } from '../../schemas/documents/flow.js';
import type { Product } from '../../schemas/documents/product.js';
import type { Scenario } from '../../schemas/documents/scenario.js';
import type { JsonObject } from '../../schemas/json.js';
import type { Verb } from '../../schemas/verbs.js';
import { describeCall, pathOf } from '../calls/describe-call.js';
import type { CallDocument } from '../calls/call-document.js';
import { createVirtualClock } from '../carriers/simulator/clock.js';
import { placeCall } from '../carriers/simulator/place-call.js';
import { readOutcome } from '../carriers/simulator/call-outcomes.js';
import type { TurnEvent } from '../engine/call-state.js';
import type { Problem } from '../engine/check/problem.js';
import { estimateSpeechSeconds } from '../engine/prompts/estimate-speech-seconds.js';
import { fail } from '../errors.js';
import type { CallRow, StoredTurn } from '../ports.js';
import type { RequestAnswers } from './create-phone-http.js';
import { findRunProblems } from './find-run-problems.js';
import { createIdentifiers } from './identifiers.js';
import { openPhoneLine, type CallFault, type PhoneLine } from './open-phone-line.js';
import type { PhoneAudio } from './open-phone-audio.js';
import { createPhoneCaller, StoppedHere, type PhoneCaller } from './phone-caller.js';
import { getBooks } from './get-books.js';
import { describeWaiting } from './describe-waiting.js';

/**
 * One call of a flow, offline: over real HTTP with signed webhooks, by our own carrier, with a demo CRM of its own, in virtual time. Leaves
 * nothing behind. Throws `wrong_usage` for a bad token; what is wrong with the flow is in the result.
 */
export async function simulateCall(request: SimulationRequest): Promise<SimulatedCall> {
  const caller = createPhoneCaller(request);
  const problems = findRunProblems(request.document);
  if (problems.length > 0) return cannotRun(request, caller, problems);
  const clock = createVirtualClock(readMoment(request.at));
  const identifiers = createIdentifiers(request.seed);
  const line = await openPhoneLine({ ...request, clock, callId: identifiers.callSid });
  try {
    const waits = await dial(request, caller, line, identifiers);
    return await describe(line, identifiers.callSid, caller, waits);
  } finally {
    await line.close();
  }
}

export interface SimulationRequest {
  document: Flow;
  /** Flows it leads into, by id. (Default: none.) */
  flows?: Readonly<Record<string, unknown>>;
  /** The catalogue the call sells from. */
  products: readonly Product[];
  /** What `knowledge_answer` searches. (Default: nothing.) */
  articles?: readonly Article[];
  /** The calendars by id that `hours` goes by. (Default: none.) */
  calendars?: Record<string, Calendar>;
  /** Exits that steps take whatever the world says. */
  outcomes?: Scenario['outcomes'];
  /** As of `trunkline call --keys`; silence when they end. Or else `caller`. */
  tokens?: string;
  caller?: PhoneCaller;
  /** (Default: an eligible demo caller who speaks the language.) */
  from?: string;
  to?: string;
  /** Starts in this language. (Default: the flow's first.) */
  language?: string;
  /** When the call comes in, ISO 8601. (Default: now.) */
  at?: string;
  /** Makes ids the same in every run. (Default: ids are random.) */
  seed?: number;
  /** How transfers end, in order. (Default: answered.) The last one repeats, except where the call stops when tokens end. */
  dials?: readonly string[];
  /** What becomes of waits in a queue, of payments, hand-overs to a bot and messages, each in order. The last one repeats, as of transfers. */
  queues?: readonly string[];
  payments?: readonly string[];
  bots?: readonly string[];
  recordings?: readonly string[];
  /** A CRM to use instead of a demo CRM of its own. */
  crmUrl?: string;
  /** Who answers requests. (Default: `service`.) */
  answers?: RequestAnswers;
  /** Flows read these as `settings`, beside `crmUrl`. */
  settings?: JsonObject;
  switches?: JsonObject;
  /** Uploaded recordings by the address they are played from. (Default: none; their words are spoken.) */
  audio?: PhoneAudio;
  /** Stop where the flow asks and no token is left, or dials and no result is left, instead of staying silent. (Default: false.) */
  stopWhenTokensEnd?: boolean;
  /** (Default: false.) */
  test?: boolean;
  /** The caller puts down the phone when it aborts. */
  signal?: AbortSignal;
  /** Called once the line stands, before it rings: what the running call knows. */
  onLine?(line: PhoneLine): void;
}

export interface SimulatedCall {
  call: CallDocument;
  /** The steps passed, in order. */
  path: string[];
  /** What the flow waits for where the call was stopped; `null` when it came to its end. */
  waiting: Waiting | null;
  /** What the call knows in the end, as templates read it. */
  values: JsonObject;
  /** The tokens that were used. */
  tokens: string;
  /** Tokens that no question took. */
  tokensLeft: number;
  /** Why the flow cannot run at all. Empty where it ran. */
  problems: Problem[];
  /** What broke while it ran, for whoever mends the flow. */
  faults: CallFault[];
  /** The call's record, turn by turn. */
  records: StoredTurn[];
  /** What no caller hears, turn by turn. */
  inside: TurnInside[];
}

/** What one turn left behind. */
export interface TurnInside {
  turn: number;
  /** The step that waits after it; `null` once the call is over. */
  step: string | null;
  /** As templates of the running flow read them. */
  values: JsonObject;
  /** What the carrier was told to do. */
  verbs: Verb[];
  events: TurnEvent[];
}

/** An eligible demo caller who speaks the language. */
export function getDemoCaller(language: string | undefined): string {
  return language?.startsWith('en') ? '+8613800000006' : '+8613800000001';
}

const DEMO_LINE = '+861055550100';

/** A list of outcomes is drawn out to this many; no call meets as many. */
const MOST_OUTCOMES = 1000;

function readMoment(at: string | undefined): Date {
  const moment = at === undefined ? new Date() : new Date(at);
  if (Number.isNaN(moment.getTime())) {
    throw fail('wrong_usage', {
      reason: { 'en-US': `"${at}" is no moment. Write it as 2026-11-24T10:00:00+08:00.`, 'zh-CN': `“${at}”不是有效的时间。请写成 2026-11-24T10:00:00+08:00 这样。` },
    });
  }
  return moment;
}

async function dial(request: SimulationRequest, caller: PhoneCaller, line: PhoneLine, { callSid, accountSid }: ReturnType<typeof createIdentifiers>): Promise<StoppedHere | null> {
  request.onLine?.(line);
  const { dials = [], queues = [], payments = [], bots = [], recordings = [], audio, stopWhenTokensEnd } = request;
  const outcomes = { dials: dials.map((word) => readOutcome('dial', word)), queues: queues.map((word) => readOutcome('queue', word)) };
  const dialsKnown = dials.length + (caller.outcomes?.dial.length ?? 0);
  let dialed = 0;
  try {
    const carrier = await placeCall({
      ...line.target,
      ...{ callSid, accountSid, caller, clock: line.clock, signal: request.signal },
      from: request.from ?? getDemoCaller(request.language),
      to: request.to ?? DEMO_LINE,
      secondsOf: estimateSpeechSeconds,
      dialOutcomes: stopWhenTokensEnd ? outcomes.dials : drawnOut(outcomes.dials),
      queueOutcomes: drawnOut(outcomes.queues),
      payOutcomes: drawnOut(payments.map((word) => readOutcome('pay', word))),
      connectOutcomes: drawnOut(bots.map((word) => readOutcome('bot', word))),
      recordOutcomes: drawnOut(recordings.map((word) => readOutcome('message', word))),
      audioSecondsOf: audio?.secondsOf,
      onEvent(event) {
        if (event.type !== 'dial_started' || !stopWhenTokensEnd) return;
        dialed += 1;
        if (dialed > dialsKnown) throw new StoppedHere('dialing');
      },
    });
    // The carrier cuts calls that go on without end, and the call's own record only knows that it is over.
    if (carrier.endedBy === 'carrier') line.faults.push(...carrier.errors.slice(-1).map(({ code, message }) => ({ step: null, code: String(code), message })));
    return null;
  } catch (error) {
    if (error instanceof StoppedHere) return error;
    throw error;
  }
}

function drawnOut<Outcome>(outcomes: readonly Outcome[]): Outcome[] {
  const last = outcomes.at(-1);
  return last === undefined ? [] : [...outcomes, ...Array.from({ length: Math.max(0, MOST_OUTCOMES - outcomes.length) }, () => last)];
}

async function describe({ store, faults }: PhoneLine, callId: string, caller: PhoneCaller, stopped: StoppedHere | null): Promise<SimulatedCall> {
  const row = await store.findCall(callId);
  if (!row) throw fail('carrier_failed', { reason: { 'en-US': `the call never came in. ${faults[0]?.message ?? ''}`.trim(), 'zh-CN': `电话没有打进来。${faults[0]?.message ?? ''}` } });
  const records = await store.listTurns(callId);
  return {
    call: describeCall(row, records, getBooks(store.writes)),
    path: pathOf(records),
    waiting: stopped && describeWaiting(row, records, stopped),
    values: row.state.frames.at(-1)?.values ?? {},
    tokens: caller.tokens(),
    tokensLeft: caller.tokensLeft?.() ?? 0,
    ...{ problems: [], faults, records },
    inside: insideOf(store.history, records),
  };
}

/** A turn is committed as the number of the next one. */
function insideOf(history: readonly CallRow[], records: readonly StoredTurn[]): TurnInside[] {
  return records.flatMap(({ turn, events }) => {
    const row = history.find((candidate) => candidate.turn === turn + 1);
    const frame = row?.state.frames.at(-1);
    return row ? [{ turn, step: row.state.ended ? null : (frame?.visit?.step ?? null), values: frame?.values ?? {}, verbs: row.verbs, events }] : [];
  });
}

function cannotRun({ document, language, from = getDemoCaller(language), to = DEMO_LINE, at, test = false }: SimulationRequest, caller: PhoneCaller, problems: Problem[]): SimulatedCall {
  const languages: unknown = (document as Partial<Flow> | null)?.meta?.languages;
  const call: CallDocument = {
    schemaVersion: 1,
    callId: createIdentifiers(0).callSid,
    ...{ flow: String((document as Partial<Flow> | null)?.id ?? ''), version: '', language: Array.isArray(languages) ? String(languages[0]) : '', from, to, startedAt: readMoment(at).toISOString() },
    ...{ durationSeconds: null, test, endState: null, endedBy: null, turns: [], orders: [], decisions: [], messages: [], callbacks: [], leads: [], requests: [] },
  };
  return { call, path: [], waiting: null, values: {}, tokens: caller.tokens(), tokensLeft: 0, problems, faults: [], records: [], inside: [] };
}
