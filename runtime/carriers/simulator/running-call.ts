import { createHash } from 'node:crypto';
import type { Caller, HeardSpeech, Question, TimedAct } from './caller.js';
import { callbackParameters, callParameters, type Leg } from './call-parameters.js';
import { CarrierEnded, CarrierFault, HungUp, PickedUp, type FaultCode } from './carrier-fault.js';
import type { CallClock } from './clock.js';
import type { CookieJar } from './cookie-jar.js';
import { checkedUrl, sendWebhook, type Exchange } from './transport.js';

/** A call while it lasts. */
export interface RunningCall {
  readonly leg: Leg;
  readonly authToken: string;
  readonly keepAlive: boolean;
  readonly caller: Caller;
  readonly clock: CallClock;
  readonly cookies: CookieJar;
  readonly startedAt: Date;
  readonly secondsOf: (text: string, language: string) => number;
  /** Aborts when the caller puts down the phone out of turn. */
  readonly hangUp: AbortSignal;
  readonly dialOutcomes: DialOutcome[];
  readonly queueOutcomes: QueueOutcome[];
  readonly payOutcomes: PayOutcome[];
  readonly connectOutcomes: ConnectOutcome[];
  readonly recordOutcomes: RecordOutcome[];
  readonly audioSecondsOf: (url: string) => number;
  /** Recordings of the whole call that are running: where their end is told. */
  readonly recordings: { sid: string; url: string; callbackUrl: string; startedAt: Date }[];
  readonly heard: HeardSpeech[];
  readonly requests: CarrierRequest[];
  readonly errors: CarrierError[];
  readonly tell: (event: CarrierEvent) => void;
  /** Requests under way that the call does not wait for; it does before its result is given. */
  readonly pending: Promise<unknown>[];
  answeredAt: Date | null;
  planned: PlannedAct | null;
  dials: number;
  /** When a person takes the caller from the queue, in milliseconds of the call's clock. */
  pickUpAt: number | null;
}

export type DialResultName = 'answered' | 'busy' | 'no_answer' | 'failed';
export type DialOutcome = DialResultName | { result: DialResultName; ringSeconds?: number; talkSeconds?: number };

/** `waits`: nobody ever comes. */
export type QueueResultName = 'answered' | 'waits' | 'full' | 'failed' | 'taken_out';
export type QueueOutcome = QueueResultName | { result: QueueResultName; waitSeconds?: number; talkSeconds?: number; position?: number };

/** The carrier's word for the result, and the card that was used. */
export type PayResultName =
  | 'success' | 'too-many-failed-attempts' | 'payment-connector-error' | 'caller-interrupted-with-star' | 'caller-hung-up' | 'validation-error' | 'internal-error';
export type PayOutcome = PayResultName | { result: PayResultName; cardNumber?: string; cardType?: string; seconds?: number };

/** `data` is what a bot hands back. */
export type ConnectOutcome = 'returned' | 'failed' | { result: 'returned' | 'failed'; data?: string; seconds?: number };

/** A message of this length, whatever the caller does; `failed`: the carrier could not record it. */
export type RecordOutcome = 'failed' | { seconds: number };

export interface CarrierRequest extends Exchange {
  /** `voice` answers with TwiML; `status` only tells. */
  kind: 'voice' | 'status';
}

export interface CarrierError {
  code: FaultCode;
  message: string;
}

export type CarrierEvent =
  | { type: 'call_started'; callSid: string }
  | { type: 'request_made'; request: CarrierRequest }
  | { type: 'speech_heard'; speech: HeardSpeech }
  | { type: 'question_asked'; question: Question }
  | { type: 'input_given'; input: { keys: string } | { speech: string } }
  /** Nothing was listening, or not for this. */
  | { type: 'input_lost'; input: { keys: string } | { speech: string } }
  | { type: 'dial_started'; number: string }
  | { type: 'dial_ended'; number: string; result: DialResultName }
  | { type: 'whisper_heard'; text: string; language: string }
  | { type: 'queue_entered'; queue: string }
  | { type: 'queue_left'; queue: string; result: string }
  | { type: 'recording_made'; recordingSid: string; seconds: number }
  | { type: 'payment_ended'; result: string }
  | { type: 'bot_connected'; url: string }
  | { type: 'error_raised'; error: CarrierError }
  | { type: 'call_ended'; endedBy: 'flow' | 'caller' | 'carrier' | 'error'; status: string };

interface PlannedAct {
  /** Milliseconds of the call's clock. */
  at: number;
  keys?: string;
}

/** Twilio's limit of a call; only a flow that loops gets there. */
const longestCallSeconds = 4 * 3600;

/**
 * Lets time pass, acting on what the caller planned for it: throws `HungUp` where they hang up. Where something `listens`, planned keys end
 * the wait and are returned; otherwise they are lost. Also returns early when `wake` aborts.
 */
export async function passTime(call: RunningCall, seconds: number, listening?: { wake?: AbortSignal }): Promise<{ keys: string } | undefined> {
  const end = call.clock.now().getTime() + Math.round(seconds * 1000);
  if (elapsedSeconds(call) + seconds > longestCallSeconds) throw new CarrierEnded('too_long', `The call lasted over ${longestCallSeconds / 3600} hours.`);
  while (true) {
    if (call.hangUp.aborted) throw new HungUp();
    if (call.pickUpAt !== null && call.clock.now().getTime() >= call.pickUpAt) throw new PickedUp();
    const act = takeDueAct(call);
    if (act?.keys !== undefined && listening) return { keys: act.keys };
    if (act?.keys !== undefined) call.tell({ type: 'input_lost', input: { keys: act.keys } });
    const now = call.clock.now().getTime();
    if (now >= end || listening?.wake?.aborted) return undefined;
    const until = Math.min(end, call.planned?.at ?? Infinity, call.pickUpAt ?? Infinity);
    await call.clock.advance((until - now) / 1000, call.clock.isVirtual ? undefined : anySignal([call.hangUp, listening?.wake]));
  }
}

function takeDueAct(call: RunningCall): PlannedAct | null {
  const act = call.planned;
  if (!act || act.at > call.clock.now().getTime()) return null;
  call.planned = null;
  if (act.keys === undefined) throw new HungUp();
  return act;
}

/** Sets what the caller will do, counted from now. */
export function plan(call: RunningCall, act: TimedAct): void {
  const from = call.clock.now().getTime();
  call.planned = 'keys' in act ? { at: from + act.afterSeconds * 1000, keys: act.keys } : { at: from + act.hangUpAfterSeconds * 1000 };
}

/** Waits for `work` unless the caller hangs up first; the work is then left to itself. */
export async function unlessHungUp<T>(call: RunningCall, work: Promise<T>): Promise<T> {
  const over = new AbortController();
  const settled = work.finally(() => over.abort());
  settled.catch(() => undefined);
  const hangsUp = call.clock.isVirtual ? aborted(call.hangUp, over.signal) : waitForHangUp(call, over.signal);
  return Promise.race([work, hangsUp]);
}

/** In real time a planned hang-up comes due while a request is under way. */
async function waitForHangUp(call: RunningCall, over: AbortSignal): Promise<never> {
  const act = call.planned;
  if (!act || act.keys !== undefined) return aborted(call.hangUp, over);
  await call.clock.advance((act.at - call.clock.now().getTime()) / 1000, anySignal([call.hangUp, over]));
  if (over.aborted && !call.hangUp.aborted) return new Promise(() => undefined);
  throw new HungUp();
}

function aborted(signal: AbortSignal, over: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const hungUp = (): void => reject(new HungUp());
    if (signal.aborted) return hungUp();
    signal.addEventListener('abort', hungUp);
    over.addEventListener('abort', () => signal.removeEventListener('abort', hungUp));
  });
}

function anySignal(signals: (AbortSignal | undefined)[]): AbortSignal {
  return AbortSignal.any(signals.filter((signal) => signal !== undefined));
}

/** Seconds since the call began. */
export function elapsedSeconds(call: RunningCall): number {
  return (call.clock.now().getTime() - call.startedAt.getTime()) / 1000;
}

/** The first verb that plays or listens answers the call. */
export function answer(call: RunningCall): void {
  call.answeredAt ??= call.clock.now();
  call.leg.callStatus = 'in-progress';
}

/** Whole seconds since the call was answered. */
export function talkSeconds(call: RunningCall): number {
  return call.answeredAt ? Math.round((call.clock.now().getTime() - call.answeredAt.getTime()) / 1000) : 0;
}

/** Speaks to the end, or until the caller hangs up. */
export async function speak(call: RunningCall, text: string, language: string, wait: typeof passTime = passTime, length?: number): Promise<{ keys: string } | undefined> {
  const speech: HeardSpeech = { text, language: canonical(language), complete: false, atSeconds: elapsedSeconds(call) };
  const seconds = length ?? call.secondsOf(text, speech.language);
  const end = call.clock.now().getTime() + Math.round(seconds * 1000);
  call.caller.startsHearing?.({ text, language: speech.language });
  call.heard.push(speech);
  try {
    const keys = await wait(call, seconds);
    speech.complete = call.clock.now().getTime() >= end;
    return keys;
  } finally {
    call.caller.hears({ ...speech });
    call.tell({ type: 'speech_heard', speech: { ...speech } });
  }
}

/** Twilio's `cmn-CN` and the flow's `zh-CN` are one language; a tag that is none stays as it is. */
function canonical(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? language;
  } catch {
    return language;
  }
}

/** Notes what the carrier holds against the application. */
export function raise(call: RunningCall, code: FaultCode, message: string): void {
  const error = { code, message };
  call.errors.push(error);
  call.tell({ type: 'error_raised', error });
}

export function note(call: RunningCall, kind: CarrierRequest['kind']): (exchange: Exchange) => void {
  return (exchange) => {
    const request = { kind, ...exchange };
    call.requests.push(request);
    call.tell({ type: 'request_made', request });
  };
}

/**
 * Sends a status callback. It holds up nothing in real time; in virtual time, where requests take none, it has arrived before what follows.
 * A failure is noted and changes nothing.
 */
export async function sendStatus(call: RunningCall, url: string, leg: Leg, sequenceNumber: number, durationSeconds?: number): Promise<void> {
  const now = call.clock.now();
  const params = { ...callParameters(leg), ...callbackParameters(now, sequenceNumber, durationSeconds) };
  const sending = (async () => {
    await sendWebhook({ method: 'POST', url: checkedUrl(url), params, authToken: call.authToken, keepAlive: call.keepAlive, now, onExchange: note(call, 'status') });
  })().catch((error: unknown) => {
    if (!(error instanceof CarrierFault)) throw error;
    raise(call, error.code, error.message);
  });
  call.pending.push(sending);
  if (call.clock.isVirtual) await sending;
}

/** Tells something else than the state of a leg, in the way of a status callback. */
export async function sendNotice(call: RunningCall, url: string, params: Record<string, string>): Promise<void> {
  const sending = (async () => {
    await sendWebhook({ method: 'POST', url: checkedUrl(url), params, authToken: call.authToken, keepAlive: call.keepAlive, now: call.clock.now(), onExchange: note(call, 'status') });
  })().catch((error: unknown) => {
    if (!(error instanceof CarrierFault)) throw error;
    raise(call, error.code, error.message);
  });
  call.pending.push(sending);
  if (call.clock.isVirtual) await sending;
}

/** A sid of some kind, the same in every run of the same call. */
export function sidOf(call: RunningCall, prefix: string, what: string): string {
  return `${prefix}${createHash('sha256').update(`${call.leg.callSid}/${what}`).digest('hex').slice(0, 32)}`;
}

/** A sid for the leg of a dial, the same in every run of the same call. */
export function childSid(callSid: string, number: number): string {
  return `CA${createHash('sha256').update(`${callSid}/${number}`).digest('hex').slice(0, 32)}`;
}
