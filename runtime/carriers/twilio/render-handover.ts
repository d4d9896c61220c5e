import type { ConnectRelayVerb, ConnectStreamVerb, EnqueueVerb, RecordVerb } from '../../../schemas/verbs.js';
import { element, escapeText } from './element.js';
import { wholeSeconds } from './render-prompt.js';
import type { TwimlOptions } from './render-twiml.js';
import { getVoice } from './voices.js';
import { withReached } from './with-reached.js';

/** `trim` would cut the pauses of somebody who thinks; the caller's words are kept as they were spoken. */
export function renderRecord(verb: RecordVerb, { actionUrl, recordingStatusUrl }: TwimlOptions): string {
  return element('Record', {
    action: actionUrl,
    method: 'POST',
    timeout: wholeSeconds(verb.timeoutSeconds),
    finishOnKey: verb.finishOnKey,
    maxLength: wholeSeconds(verb.maxSeconds),
    playBeep: verb.beep,
    trim: 'do-not-trim',
    ...recordingCallback(recordingStatusUrl, 'completed absent'),
  });
}

/** The carrier names the recording as soon as it begins, so that a sale later in the call can name it too. Each side has its own channel. */
export function renderStartRecording({ recordingStatusUrl }: TwimlOptions): string {
  return element('Start', {}, element('Recording', { channels: 'dual', ...recordingCallback(recordingStatusUrl, 'in-progress completed absent') }));
}

function recordingCallback(url: string | undefined, events: string) {
  return url === undefined ? {} : { recordingStatusCallback: url, recordingStatusCallbackMethod: 'POST', recordingStatusCallbackEvent: events };
}

/** With a workflow the carrier's router finds the person, by the attributes of the task; else the queue is known by its name. */
export function renderEnqueue(verb: EnqueueVerb, { actionUrl, waitUrl }: TwimlOptions): string {
  const attributes = { action: actionUrl, method: 'POST', ...(waitUrl !== undefined && { waitUrl, waitUrlMethod: 'POST' }) };
  if (verb.workflowSid === null) return element('Enqueue', attributes, escapeText(verb.queue));
  return element('Enqueue', { ...attributes, workflowSid: verb.workflowSid }, element('Task', {}, escapeText(JSON.stringify(verb.attributes ?? {}))));
}

/** A stream's action carries nothing that tells it from others, so its URL does. */
export function renderConnectStream(verb: ConnectStreamVerb, options: TwimlOptions): string {
  const { streamStatusUrl } = options;
  const attributes = { url: verb.url, ...(streamStatusUrl !== undefined && { statusCallback: streamStatusUrl, statusCallbackMethod: 'POST' }) };
  return renderConnect(options, element('Stream', attributes, ...parameters(verb.parameters)));
}

export function renderConnectRelay(verb: ConnectRelayVerb, options: TwimlOptions): string {
  const { sayLanguage } = getVoice(verb.language);
  const attributes = {
    url: verb.url,
    welcomeGreeting: verb.greeting || undefined,
    language: sayLanguage,
    interruptible: verb.interruptible ? 'any' : 'none',
    dtmfDetection: verb.keys,
  };
  return renderConnect(options, element('ConversationRelay', attributes, ...parameters(verb.parameters)));
}

function renderConnect({ actionUrl }: TwimlOptions, noun: string): string {
  return element('Connect', { action: withReached(actionUrl, 'connected'), method: 'POST' }, noun);
}

function parameters(values: Record<string, string>): string[] {
  return Object.entries(values).map(([name, value]) => element('Parameter', { name, value }));
}
