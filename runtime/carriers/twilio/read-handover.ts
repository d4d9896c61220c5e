import { payResults, queueResults, type CallerInput } from '../../../schemas/caller-input.js';
import type { Json } from '../../../schemas/json.js';
import { field, readCount, type WebhookParams } from './read-webhook.js';

type Input<Kind extends CallerInput['kind']> = Extract<CallerInput, { kind: Kind }>;

/** A Dial may be recorded too, and tells so in the same words. */
export function readRecorded(params: WebhookParams): Input<'recorded'> | undefined {
  const url = field(params, 'RecordingUrl');
  if (!url || field(params, 'DialCallStatus')) return undefined;
  const recordingId = field(params, 'RecordingSid') || (/RE[0-9a-f]{32}/i.exec(url)?.[0] ?? '');
  return { kind: 'recorded', recordingId, url, seconds: readCount(params, 'RecordingDuration') ?? 0, hungUp: field(params, 'Digits') === 'hangup' };
}

/** A result that is new to us is a failure. A Dial of a queue tells of the queue too. */
export function readEnqueued(params: WebhookParams): Input<'enqueued'> | undefined {
  const told = field(params, 'QueueResult');
  if (!told || field(params, 'DialCallStatus')) return undefined;
  const result = queueResults.find((known) => known === underscored(told)) ?? 'error';
  return { kind: 'enqueued', result, seconds: readCount(params, 'QueueTime') ?? 0 };
}

/** Nothing of a card but its last four digits goes any further, whatever the carrier sends. */
export function readPaid(params: WebhookParams): Input<'paid'> | undefined {
  const told = field(params, 'Result');
  if (!told) return undefined;
  const result = payResults.find((known) => known === underscored(told)) ?? 'internal_error';
  return {
    kind: 'paid',
    result,
    last4: lastFour(field(params, 'PaymentCardNumber') || field(params, 'BankAccountNumber')),
    cardType: field(params, 'PaymentCardType') || null,
    token: field(params, 'PaymentToken') || field(params, 'ProfileId') || null,
    confirmation: field(params, 'PaymentConfirmationCode') || null,
    problem: withoutCard(field(params, 'PaymentError') || field(params, 'ConnectorError')) || null,
  };
}

/** A bot tells of the call in HandoffData: JSON, or words. */
export function readConnected(params: WebhookParams): Input<'connected'> {
  const problem = [field(params, 'ErrorCode'), field(params, 'ErrorMessage') || field(params, 'StreamError')].filter(Boolean).join(' ') || null;
  const failed = problem !== null || field(params, 'SessionStatus') === 'failed';
  return { kind: 'connected', failed, problem, data: readData(field(params, 'HandoffData')) };
}

function readData(text: string): Json {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function lastFour(masked: string): string | null {
  return /\d{2,}$/.exec(masked)?.[0].slice(-4) ?? null;
}

/** A provider's words may repeat what was entered. */
function withoutCard(text: string): string {
  return text.replace(/\d(?:[ -]?\d){11,18}/g, (digits) => '*'.repeat(digits.length)).slice(0, 500);
}

function underscored(text: string): string {
  return text.replaceAll('-', '_');
}
