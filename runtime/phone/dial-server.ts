import type { CallTurn, SeenTurn } from '../../schemas/answers/call-turn.js';
import type { CallDocument } from '../calls/call-document.js';
import { createRealClock, createVirtualClock } from '../carriers/simulator/clock.js';
import { placeCall, type CarrierCall } from '../carriers/simulator/place-call.js';
import { readOutcome } from '../carriers/simulator/call-outcomes.js';
import type { CarrierEvent } from '../carriers/simulator/running-call.js';
import { estimateSpeechSeconds } from '../engine/prompts/estimate-speech-seconds.js';
import { createIdentifiers } from './identifiers.js';
import { getDemoCaller } from './simulate-call.js';
import type { PhoneCaller } from './phone-caller.js';

export interface ServerCallOptions {
  /** Of the running server, such as `http://localhost:3000`. */
  url: string;
  to: string;
  from?: string;
  accountSid?: string;
  /** What the server checks signatures with. */
  authToken: string;
  caller: PhoneCaller;
  /** As of `simulateCall`; the last one does not repeat. */
  dials?: readonly string[];
  queues?: readonly string[];
  payments?: readonly string[];
  bots?: readonly string[];
  recordings?: readonly string[];
  /** Speak in real time, as a line does; else in virtual time. */
  realTime: boolean;
  signal?: AbortSignal;
}

/** A call as the carrier sees it: no steps, no orders. What only the server knows is `null`. */
export type CarrierView = Omit<CallDocument, 'flow' | 'version' | 'language' | 'turns'> & {
  flow: string | null;
  version: string | null;
  language: string | null;
  turns: SeenTurn[];
};

/** Calls a number of a running server over HTTP, as the carrier does. */
export async function dialServer({ url, to, from = getDemoCaller(undefined), authToken, caller, dials = [], queues = [], payments = [], bots = [], recordings = [], realTime, signal, accountSid }: ServerCallOptions): Promise<{ carrier: CarrierCall; view: CarrierView }> {
  const identifiers = createIdentifiers(undefined);
  const startedAt = new Date();
  const events: CarrierEvent[] = [];
  const carrier = await placeCall({
    ...getVoiceUrls(url),
    ...{ to, from, authToken, caller, signal, callSid: identifiers.callSid, accountSid: accountSid ?? identifiers.accountSid },
    clock: realTime ? createRealClock() : createVirtualClock(startedAt),
    secondsOf: estimateSpeechSeconds,
    dialOutcomes: dials.map((word) => readOutcome('dial', word)),
    queueOutcomes: queues.map((word) => readOutcome('queue', word)),
    payOutcomes: payments.map((word) => readOutcome('pay', word)),
    connectOutcomes: bots.map((word) => readOutcome('bot', word)),
    recordOutcomes: recordings.map((word) => readOutcome('message', word)),
    onEvent: (event) => void events.push(event),
  });
  return { carrier, view: viewOf(carrier, events, { from, to, startedAt: startedAt.toISOString() }) };
}

/** The voice URLs of a server; `url` may name the server or its voice URL. */
export function getVoiceUrls(url: string): { incomingUrl: string; statusUrl: string; fallbackUrl: string } {
  const base = url.replace(/\/voice\/incoming\/?$/, '').replace(/\/+$/, '');
  return { incomingUrl: `${base}/voice/incoming`, statusUrl: `${base}/voice/status`, fallbackUrl: `${base}/voice/fallback` };
}

function viewOf(carrier: CarrierCall, events: readonly CarrierEvent[], who: { from: string; to: string; startedAt: string }): CarrierView {
  return {
    schemaVersion: 1,
    callId: carrier.callSid,
    ...{ flow: null, version: null, language: carrier.heard[0]?.language ?? null },
    ...who,
    ...{ durationSeconds: carrier.durationSeconds, test: false, endState: null, endedBy: carrier.endedBy },
    turns: turnsOf(carrier, events),
    ...{ orders: [], decisions: [], messages: [], callbacks: [], leads: [], requests: [] },
  };
}

/** Each question ends a turn: what was heard since the one before, and what the caller did. */
function turnsOf({ endedBy }: CarrierCall, events: readonly CarrierEvent[]): CarrierView['turns'] {
  const turns: CarrierView['turns'] = [];
  let heard: (CallTurn['heard'][number] & { atSeconds: number })[] = [];
  const close = (input: CallTurn['input']): void => {
    if (heard.length === 0 && input === null) return;
    turns.push({ turn: turns.length, step: null, visit: null, atSeconds: Math.round((heard[0]?.atSeconds ?? 0) * 10) / 10, heard: heard.map(({ text, language, complete }) => ({ text, language, complete })), choices: [], input, exit: null });
    heard = [];
  };
  let asked = false;
  for (const event of events) {
    if (event.type === 'speech_heard') heard.push(event.speech);
    if (event.type === 'question_asked') asked = !event.question.interruptible;
    if (event.type === 'input_given') {
      close('keys' in event.input ? { kind: 'keys', value: event.input.keys } : { kind: 'speech', value: event.input.speech });
      asked = false;
    }
    if (event.type === 'request_made' && event.request.kind === 'voice' && asked) {
      close({ kind: 'silence', value: null });
      asked = false;
    }
  }
  close(endedBy === 'caller' ? { kind: 'hang_up', value: null } : null);
  return turns;
}
