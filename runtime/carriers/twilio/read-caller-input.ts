import type { CallerInput, DialResult } from '../../../schemas/caller-input.js';
import type { RedirectVerb } from '../../../schemas/verbs.js';
import { readConnected, readEnqueued, readPaid, readRecorded } from './read-handover.js';
import { field, isCallOver, readCallStatus, readCount, type WebhookParams } from './read-webhook.js';

/**
 * Reads what the caller did from the fields of an action or redirect request. `reached` is the value the redirect verb put into its URL;
 * `undefined` at a gather's or dial's own action. Never throws on the caller's doing: what holds no input is silence.
 */
export function readCallerInput(params: WebhookParams, reached: Reached | undefined): CallerInput {
  const dialed = readDialed(params);
  // A caller who hangs up on a person they spoke with has still spoken with them; one who hangs up while it rings has not.
  if (dialed?.bridged) return dialed;
  // Likewise a message that was left stays left, a payment paid, and a queue that led to a person did so.
  const done = readRecorded(params) ?? readPaid(params) ?? readEnqueued(params);
  if (done && isDone(done)) return done;
  if (field(params, 'CallStatus') !== '' && isCallOver(readCallStatus(params))) return { kind: 'hang_up' };
  if (reached === 'connected') return readConnected(params);
  return dialed ?? done ?? readKeys(params) ?? readSpeech(params) ?? { kind: reached ?? 'silence' };
}

/** What the query of a URL says of how the carrier came to ask for it. */
export type Reached = RedirectVerb['reached'] | 'connected';

/** The value of `reached` in a URL's query; `undefined` for anything else. */
export function readReached(value: unknown): Reached | undefined {
  return value === 'heard' || value === 'silence' || value === 'held' || value === 'connected' ? value : undefined;
}

/** It counts although the caller has hung up. */
function isDone(input: CallerInput): boolean {
  if (input.kind === 'recorded') return !input.hungUp || input.seconds > 0;
  if (input.kind === 'enqueued') return input.result !== 'hangup' && input.result.includes('bridged');
  return input.kind === 'paid';
}

function readKeys(params: WebhookParams): CallerInput | undefined {
  const value = field(params, 'Digits').replace(/[^0-9*#A-D]/gi, '');
  return value ? { kind: 'keys', value } : undefined;
}

function readSpeech(params: WebhookParams): CallerInput | undefined {
  const value = field(params, 'SpeechResult').trim();
  return value ? { kind: 'speech', value, confidence: readConfidence(field(params, 'Confidence')) } : undefined;
}

function readConfidence(text: string): number | null {
  const confidence = text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(confidence) ? Math.min(1, Math.max(0, confidence)) : null;
}

const dialResults: Record<string, DialResult> = {
  completed: 'completed',
  answered: 'completed', // of a conference
  busy: 'busy',
  'no-answer': 'no_answer',
  failed: 'failed',
  canceled: 'canceled',
};

function readDialed(params: WebhookParams): Extract<CallerInput, { kind: 'dialed' }> | undefined {
  const status = field(params, 'DialCallStatus');
  if (!status) return undefined;
  const result = dialResults[status] ?? 'failed';
  const bridged = field(params, 'DialBridged');
  return { kind: 'dialed', result, bridged: bridged ? bridged === 'true' : result === 'completed', seconds: readCount(params, 'DialCallDuration') ?? 0 };
}
