import type { Json } from './json.js';

/** Caller input: what one webhook tells, after the carrier's own words are taken off. */
export type CallerInput =
  /** Keys pressed, the finishing key excluded. */
  | { kind: 'keys'; value: string }
  /** Words heard; `confidence` from 0 to 1 where the carrier gives it. */
  | { kind: 'speech'; value: string; confidence: number | null }
  /** The caller was asked and said nothing. */
  | { kind: 'silence' }
  /** Everything spoken was played to its end. */
  | { kind: 'heard' }
  /** A dial came to its end. `bridged`: a person spoke with the caller. */
  | { kind: 'dialed'; result: DialResult; bridged: boolean; seconds: number }
  /** The caller's words were recorded. `hungUp`: they put down the phone to end it, and hear nothing that follows. */
  | { kind: 'recorded'; recordingId: string; url: string; seconds: number; hungUp: boolean }
  /** The wait in a queue is over. `seconds`: how long it was; 0 where nobody waited. */
  | { kind: 'enqueued'; result: QueueResult; seconds: number }
  /** The carrier has asked for a card. Of its number there are the last four digits and no more; what is not known is `null`. */
  | { kind: 'paid'; result: PayResult; last4: string | null; cardType: string | null; token: string | null; confirmation: string | null; problem: string | null }
  /** A voice bot has given the call back, or was never reached. `data`: what it tells of the call, `null` for nothing. */
  | { kind: 'connected'; failed: boolean; problem: string | null; data: Json }
  /** The caller was held during a slow effect; the effect's exit is looked up, not given. */
  | { kind: 'held' }
  | { kind: 'hang_up' };

export type DialResult = 'completed' | 'busy' | 'no_answer' | 'failed' | 'canceled';

/** Twilio's words, hyphens as underscores. */
export type QueueResult = (typeof queueResults)[number];

export const queueResults = ['bridged', 'bridging_in_process', 'error', 'hangup', 'leave', 'redirected', 'redirected_from_bridged', 'queue_full', 'system_error'] as const;

/** Twilio's words, hyphens as underscores. */
export type PayResult = (typeof payResults)[number];

export const payResults = [
  'success', 'too_many_failed_attempts', 'payment_connector_error', 'caller_interrupted_with_star', 'caller_hung_up', 'validation_error', 'internal_error',
] as const;
