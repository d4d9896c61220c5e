import { createHash } from 'node:crypto';
import type { Fact, QueueView } from '../../../schemas/define-step.js';
import { field, readCount, type WebhookParams } from '../../carriers/twilio/read-webhook.js';

/**
 * A recording callback as a fact. `sha256` is that of the recording's address (of its sid where there is none), so that evidence can name
 * the recording without holding a link to it.
 */
export function readRecordingNotice(params: WebhookParams): Fact | null {
  const recordingId = field(params, 'RecordingSid');
  if (recordingId === '') return null;
  const status = field(params, 'RecordingStatus').replaceAll('-', '_') || 'completed';
  return {
    type: 'recording_kept',
    recordingId,
    status,
    seconds: readCount(params, 'RecordingDuration'),
    source: field(params, 'RecordingSource') || null,
    sha256: createHash('sha256').update(field(params, 'RecordingUrl') || recordingId).digest('hex'),
  };
}

/** An entry of a payment that went wrong; what went well is told by the payment's result. */
export function readPayNotice(params: WebhookParams): Fact | null {
  const error = field(params, 'ErrorType');
  if (error === '') return null;
  return { type: 'payment_entry_failed', entry: field(params, 'For'), error, attempt: readCount(params, 'Attempt') };
}

export function readStreamNotice(params: WebhookParams): Fact | null {
  if (field(params, 'StreamEvent') !== 'stream-error') return null;
  return { type: 'stream_failed', why: field(params, 'StreamError').slice(0, 200) || 'unknown' };
}

export function readQueueView(params: WebhookParams): QueueView {
  const size = readCount(params, 'CurrentQueueSize');
  return {
    key: /^[0-9*#]/.exec(field(params, 'Digits'))?.[0] ?? null,
    position: readCount(params, 'QueuePosition'),
    waitedSeconds: readCount(params, 'QueueTime') ?? 0,
    averageWaitSeconds: readCount(params, 'AvgQueueTime'),
    size,
  };
}
