import { randomBytes } from 'node:crypto';
import type { Caller, HeardSpeech } from './caller.js';
import { CarrierEnded, CarrierFault, HungUp } from './carrier-fault.js';
import type { CallClock } from './clock.js';
import { createCookieJar } from './cookie-jar.js';
import { fetchDocument } from './fetch-document.js';
import { endRecordings } from './run-record.js';
import { runDocument, type Next } from './run-document.js';
import { answer, plan, raise, sendStatus, speak, talkSeconds, unlessHungUp } from './running-call.js';
import type { CarrierError, CarrierEvent, CarrierRequest, ConnectOutcome, DialOutcome, PayOutcome, QueueOutcome, RecordOutcome, RunningCall } from './running-call.js';
import { speechSeconds } from './speech-seconds.js';
import type { Method } from './transport.js';

/**
 * Places a call at a voice URL as Twilio would, over real HTTP: signed webhooks, verbs with their fall-through rules, cookies, redirects,
 * the fallback URL and the status callback. Resolves when the call is over and its last request has ended. Rejects only where the caller
 * given to it fails: what the application does wrong is in the result.
 */
export async function placeCall(options: PlaceCallOptions): Promise<CarrierCall> {
  const call = createRunningCall(options);
  call.tell({ type: 'call_started', callSid: call.leg.callSid });
  const end = await run(call, options);
  call.leg.callStatus = end.status;
  await endRecordings(call);
  call.tell({ type: 'call_ended', ...end });
  const durationSeconds = talkSeconds(call);
  if (options.statusUrl) await sendStatus(call, options.statusUrl, { ...call.leg }, 0, durationSeconds);
  await Promise.allSettled(call.pending);
  return { callSid: call.leg.callSid, ...end, durationSeconds, heard: call.heard, requests: call.requests, errors: call.errors };
}

export interface PlaceCallOptions {
  /** The number's voice URL. */
  incomingUrl: string;
  /** (Default: POST) */
  incomingMethod?: Method;
  /** Told of the end of the call. */
  statusUrl?: string;
  /** Asked where the voice URL or its TwiML fails. */
  fallbackUrl?: string;
  from: string;
  to: string;
  accountSid: string;
  authToken: string;
  /** (Default: a random one) */
  callSid?: string;
  caller: Caller;
  clock: CallClock;
  /** The caller puts down the phone when it aborts, also during a request. */
  signal?: AbortSignal;
  /** Estimated length of speech; `language` is canonical, such as `zh-CN`. (Default: `speechSeconds`) */
  secondsOf?: (text: string, language: string) => number;
  /**
   * Uses connections again, which spares a load test most of its own cost. Without it every request has its own, so that a server that was
   * started anew between two turns is never met on a dead one. (Default: false)
   */
  keepAlive?: boolean;
  /** Results of the call's dials, in order. (Default: answered, after 3 s of ringing, for 20 s) */
  dialOutcomes?: readonly DialOutcome[];
  /** What becomes of waits in a queue, in order. (Default: answered after 30 s, for 20 s) */
  queueOutcomes?: readonly QueueOutcome[];
  /** Results of payments, in order. (Default: success, with a Visa that ends in 1111) */
  payOutcomes?: readonly PayOutcome[];
  /** What becomes of hand-overs to a bot, in order. (Default: it gives the call back at once) */
  connectOutcomes?: readonly ConnectOutcome[];
  /** What becomes of messages, in order. (Default: the caller says something or nothing) */
  recordOutcomes?: readonly RecordOutcome[];
  /** Length of a recording that is played. (Default: 5 s) */
  audioSecondsOf?: (url: string) => number;
  onEvent?: (event: CarrierEvent) => void;
}

const usualAudioSeconds = 5;

export interface CarrierCall {
  callSid: string;
  /** Final CallStatus in the carrier's spelling: `completed`, `busy`, `no-answer`. */
  status: string;
  endedBy: 'flow' | 'caller' | 'carrier' | 'error';
  /** Whole seconds since the call was answered. */
  durationSeconds: number;
  heard: HeardSpeech[];
  requests: CarrierRequest[];
  errors: CarrierError[];
}

type End = Pick<CarrierCall, 'status' | 'endedBy'>;

function createRunningCall(options: PlaceCallOptions): RunningCall {
  const { from, to, accountSid, authToken, caller, clock } = options;
  const callSid = options.callSid ?? `CA${randomBytes(16).toString('hex')}`;
  return {
    ...{ leg: { callSid, accountSid, from, to, callStatus: 'ringing' }, authToken, caller, clock },
    keepAlive: options.keepAlive ?? false,
    cookies: createCookieJar(),
    startedAt: clock.now(),
    secondsOf: options.secondsOf ?? speechSeconds,
    hangUp: options.signal ?? new AbortController().signal,
    // What the caller's script tells comes first.
    dialOutcomes: [...(caller.outcomes?.dial ?? []), ...(options.dialOutcomes ?? [])],
    queueOutcomes: [...(caller.outcomes?.queue ?? []), ...(options.queueOutcomes ?? [])],
    payOutcomes: [...(caller.outcomes?.pay ?? []), ...(options.payOutcomes ?? [])],
    connectOutcomes: [...(caller.outcomes?.bot ?? []), ...(options.connectOutcomes ?? [])],
    recordOutcomes: [...(caller.outcomes?.message ?? []), ...(options.recordOutcomes ?? [])],
    audioSecondsOf: options.audioSecondsOf ?? (() => usualAudioSeconds),
    recordings: [],
    pickUpAt: null,
    ...{ heard: [], requests: [], errors: [], pending: [] },
    tell: options.onEvent ?? (() => undefined),
    ...{ answeredAt: null, planned: null, dials: 0 },
  };
}

/** Requests of one call; only a flow that sends the carrier in a circle without a word gets there. */
const mostRequests = 1000;

async function run(call: RunningCall, options: PlaceCallOptions): Promise<End> {
  try {
    return ended(call, await converse(call, options));
  } catch (error) {
    if (error instanceof HungUp) return { endedBy: 'caller', status: finalStatus(call) };
    if (error instanceof CarrierEnded) {
      raise(call, error.code, error.message);
      return { endedBy: 'carrier', status: finalStatus(call) };
    }
    if (error instanceof CarrierFault) return apologise(call);
    throw error;
  }
}

async function converse(call: RunningCall, options: PlaceCallOptions): Promise<Next> {
  let next: Next = { url: options.incomingUrl, method: options.incomingMethod ?? 'POST', fields: {} };
  for (let requests = 0; requests < mostRequests; requests++) {
    const fetching = fetchDocument(call, next, options.fallbackUrl);
    call.pending.push(fetching);
    const { verbs, url } = await unlessHungUp(call, fetching);
    const act = call.planned ? undefined : call.caller.plans?.();
    if (act) plan(call, act);
    next = await runDocument(call, verbs, url);
    if (typeof next === 'string') return next;
  }
  throw new CarrierEnded('too_long', `The call made ${mostRequests} requests. Look for verbs that lead in a circle.`);
}

function ended(call: RunningCall, next: Next): End {
  return { endedBy: 'flow', status: next === 'busy' ? 'busy' : next === 'reject' ? 'no-answer' : finalStatus(call) };
}

/** A call nobody answered ends as one that was not answered, whoever ended it. */
function finalStatus(call: RunningCall): string {
  return call.answeredAt ? 'completed' : 'no-answer';
}

/** What the carrier plays where the application failed and no fallback helped. */
async function apologise(call: RunningCall): Promise<End> {
  answer(call);
  const hungUp = await speak(call, 'We are sorry, an application error has occurred. Goodbye.', 'en-US').then(
    () => false,
    (error: unknown) => {
      if (error instanceof HungUp) return true;
      throw error;
    },
  );
  return { endedBy: hungUp ? 'caller' : 'error', status: 'completed' };
}
