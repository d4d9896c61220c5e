import type { GatherVerb, Verb } from '../../../schemas/verbs.js';
import { fail } from '../../errors.js';
import { element, escapeText } from './element.js';
import { renderDial } from './render-dial.js';
import { renderConnectRelay, renderConnectStream, renderEnqueue, renderRecord, renderStartRecording } from './render-handover.js';
import { renderPay } from './render-pay.js';
import { renderPrompt, wholeSeconds } from './render-prompt.js';
import { withReached } from './with-reached.js';
import { getVoice } from './voices.js';

/**
 * Renders verbs as a TwiML document. Throws `carrier_failed` (`carrierCode` 11750) where it would be larger than Twilio takes.
 *
 * A gather that hears nothing falls through to the verb below it, with no request: so a list that asks ends in a redirect, which tells
 * the runtime of the silence.
 */
export function renderTwiml(verbs: readonly Verb[], options: TwimlOptions): string {
  const document = declaration + element('Response', {}, ...verbs.map((verb) => renderVerb(verb, options)));
  const bytes = Buffer.byteLength(document);
  if (bytes > mostTwimlBytes) {
    throw fail('carrier_failed', { reason: `the reply has ${bytes} bytes and Twilio takes ${mostTwimlBytes}. Shorten the prompts of this turn.`, carrierCode: 11750 });
  }
  return document;
}

export interface TwimlOptions {
  /** Where input goes, relative or absolute, such as `/voice/turn/5`. A redirect adds `reached` to its query. */
  actionUrl: string;
  /** Where the status callbacks of a dialed leg go. */
  legStatusUrl?: string;
  /** What a dialed person hears before they are connected is asked for here. Without it there is no whisper. */
  whisperUrl?: string;
  /** What a caller in a queue hears is asked for here. Without it the carrier plays its own music. */
  waitUrl?: string;
  /** Where the carrier tells of recordings. */
  recordingStatusUrl?: string;
  /** Where the carrier tells of each entry of a payment. */
  payStatusUrl?: string;
  /** Where the carrier tells of a stream. */
  streamStatusUrl?: string;
  /** The line the caller called: what a dialed person sees where the verb names no number. Without it Twilio shows the caller's number. */
  calledNumber?: string;
}

/** The smaller reading of Twilio's "64 kB". */
export const mostTwimlBytes = 64_000;

const declaration = '<?xml version="1.0" encoding="UTF-8"?>';

function renderVerb(verb: Verb, options: TwimlOptions): string {
  switch (verb.verb) {
    case 'say':
    case 'play':
    case 'pause':
      return renderPrompt(verb);
    case 'gather':
      return renderGather(verb, options);
    case 'redirect':
      return element('Redirect', { method: 'POST' }, escapeText(withReached(options.actionUrl, verb.reached)));
    case 'dial':
      return renderDial(verb, options);
    case 'record':
      return renderRecord(verb, options);
    case 'start_recording':
      return renderStartRecording(options);
    case 'enqueue':
      return renderEnqueue(verb, options);
    case 'leave':
      return element('Leave', {});
    case 'pay':
      return renderPay(verb, options);
    case 'connect_stream':
      return renderConnectStream(verb, options);
    case 'connect_relay':
      return renderConnectRelay(verb, options);
    case 'hang_up':
      return element('Hangup', {});
  }
}

/** `finishOnKey` is always written: left out it is `#`, and `#` as the first key would fall through as if the caller had been silent. */
function renderGather(verb: GatherVerb, { actionUrl }: TwimlOptions): string {
  const hearsSpeech = verb.input.includes('speech');
  const attributes = {
    input: [verb.input.includes('keys') && 'dtmf', hearsSpeech && 'speech'].filter(Boolean).join(' '),
    action: actionUrl,
    method: 'POST',
    timeout: wholeSeconds(verb.timeoutSeconds),
    numDigits: verb.digits ?? undefined,
    finishOnKey: verb.finishOnKey,
    language: hearsSpeech ? getVoice(verb.language).speechLanguage : undefined,
    speechTimeout: hearsSpeech ? 'auto' : undefined,
    hints: hearsSpeech && verb.hints.length > 0 ? renderHints(verb.hints) : undefined,
  };
  return element('Gather', attributes, ...verb.prompts.map(renderPrompt));
}

/** Twilio's limits; a comma would split a hint in two. */
const mostHints = 500;
const longestHint = 100;

function renderHints(hints: readonly string[]): string {
  return hints
    .slice(0, mostHints)
    .map((hint) => [...hint.replaceAll(',', ' ')].slice(0, longestHint).join(''))
    .join(', ');
}
