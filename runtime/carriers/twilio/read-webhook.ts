import { fail } from '../../errors.js';

/** Decoded fields of one request, as `express.urlencoded` or `URLSearchParams` give them. A repeated field counts by its first value. */
export type WebhookParams = Readonly<Record<string, string | readonly string[] | undefined>>;

export type CallStatus = (typeof callStatuses)[number];

export interface VoiceWebhook {
  callSid: string;
  accountSid: string;
  /** E.164 where the carrier knows it; `anonymous` for every spelling of a withheld number. */
  from: string;
  to: string;
  direction: 'inbound' | 'outbound';
  callStatus: CallStatus;
  /** Speech recognition's language, where the carrier says it. */
  language?: string;
}

export interface StatusCallback {
  callSid: string;
  /** The caller's own leg, where this is the leg of a dial. */
  parentCallSid: string | null;
  status: CallStatus;
  /** Whole seconds of talk; `null` before the end. */
  durationSeconds: number | null;
  sequenceNumber: number;
  /** ISO 8601 in UTC; `null` where the carrier gave no time. */
  at: string | null;
}

/** Reads the fields every TwiML request carries. Throws `invalid_request` naming the field. */
export function readVoiceWebhook(params: WebhookParams): VoiceWebhook {
  const language = field(params, 'Language');
  return {
    callSid: readSid(params, 'CallSid', 'CA'),
    accountSid: readSid(params, 'AccountSid', 'AC'),
    from: readParty(params, 'From'),
    to: readParty(params, 'To'),
    direction: field(params, 'Direction').startsWith('outbound') ? 'outbound' : 'inbound',
    callStatus: readCallStatus(params),
    ...(language && { language }),
  };
}

/** Reads a status callback of a call or of a dialed leg. Throws `invalid_request` naming the field. */
export function readStatusCallback(params: WebhookParams): StatusCallback {
  const timestamp = Date.parse(field(params, 'Timestamp'));
  return {
    callSid: readSid(params, 'CallSid', 'CA'),
    parentCallSid: field(params, 'ParentCallSid') ? readSid(params, 'ParentCallSid', 'CA') : null,
    status: readCallStatus(params),
    durationSeconds: readCount(params, 'CallDuration'),
    sequenceNumber: readCount(params, 'SequenceNumber') ?? 0,
    at: Number.isNaN(timestamp) ? null : new Date(timestamp).toISOString(),
  };
}

/** No further verb can reach a caller whose call has one of these. */
export function isCallOver(status: CallStatus): boolean {
  return ['completed', 'busy', 'failed', 'no_answer', 'canceled'].includes(status);
}

/** The first value of a field; empty where it is missing. Blanks are kept; a NUL, which no database keeps, is not. */
export function field(params: WebhookParams, name: string): string {
  const value = Object.hasOwn(params, name) ? params[name] : undefined;
  return ((typeof value === 'string' ? value : value?.[0]) ?? '').replaceAll('\0', '');
}

/** A whole number from 0; `null` where it is missing or none. */
export function readCount(params: WebhookParams, name: string): number | null {
  const text = field(params, name);
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

const callStatuses = ['queued', 'initiated', 'ringing', 'in_progress', 'completed', 'busy', 'failed', 'no_answer', 'canceled'] as const;

export function readCallStatus(params: WebhookParams): CallStatus {
  const text = field(params, 'CallStatus');
  const status = callStatuses.find((known) => known === text.replace('-', '_'));
  if (!status) throw fail('invalid_request', { reason: `CallStatus must be one of ${callStatuses.join(', ').replaceAll('_', '-')}, not "${shown(text)}".` });
  return status;
}

const sidLength = 34;

function readSid(params: WebhookParams, name: string, prefix: string): string {
  const text = field(params, name);
  if (text.length !== sidLength || !text.startsWith(prefix) || !/^[0-9a-f]+$/i.test(text.slice(2))) {
    throw fail('invalid_request', { reason: `${name} must be ${prefix} and 32 hexadecimal digits, not "${shown(text)}".` });
  }
  return text;
}

/** Longer ones are no number and no SIP address. */
const longestParty = 255;

/** What carriers write for a withheld number, and the same words dialed on a keypad, which older networks pass on as a number. */
const withheld = new Set([
  ...['', 'anonymous', 'unknown', 'unavailable', 'restricted', 'private', 'withheld', 'blocked', 'asserted'],
  ...['+266696687', '+8656696', '+86282452253', '+7378742833', '+2562533'],
]);

function readParty(params: WebhookParams, name: 'From' | 'To'): string {
  const text = field(params, name).trim();
  if (text.length > longestParty) throw fail('invalid_request', { reason: `${name} is longer than ${longestParty} characters.` });
  if (name === 'To' && text === '') throw fail('invalid_request', { reason: 'To is missing: it must name the number that was called.' });
  const user = text.toLowerCase().replace(/^sips?:/, '').replace(/@.*$/, '');
  return name === 'From' && withheld.has(user) ? 'anonymous' : text;
}

function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
