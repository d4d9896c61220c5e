import type { DialVerb } from '../../../schemas/verbs.js';
import { element, escapeText } from './element.js';
import { wholeSeconds } from './render-prompt.js';
import type { TwimlOptions } from './render-twiml.js';

/** Twilio's limits for ringing. */
const shortestDial = 5;
const longestDial = 600;

export function renderDial(verb: DialVerb, options: TwimlOptions): string {
  const { actionUrl, calledNumber } = options;
  const timeout = Math.min(longestDial, Math.max(shortestDial, wholeSeconds(verb.timeoutSeconds)));
  const attributes = { action: actionUrl, method: 'POST', timeout, callerId: verb.callerId ?? calledNumber, answerOnBridge: true };
  return element('Dial', attributes, renderNoun(verb, options));
}

function renderNoun(verb: DialVerb, options: TwimlOptions): string {
  const attributes = nounAttributes(verb, options);
  switch (verb.kind ?? 'number') {
    case 'number':
      return element('Number', attributes, escapeText(verb.number));
    case 'sip':
      return element('Sip', attributes, escapeText(withHeaders(verb.number, verb.context)));
    case 'client':
      return element('Client', attributes, element('Identity', {}, escapeText(verb.number)), ...Object.entries(verb.context ?? {}).map(([name, value]) => element('Parameter', { name, value })));
    case 'queue':
      return element('Queue', {}, escapeText(verb.number));
  }
}

/** A person whom the carrier calls can be told something first, and tells us of their end of the line. */
function nounAttributes(verb: DialVerb, { legStatusUrl, whisperUrl }: TwimlOptions) {
  const whispers = verb.whisper !== undefined && verb.whisper.length > 0 && whisperUrl !== undefined;
  return {
    ...(whispers && { url: whisperUrl, method: 'POST' }),
    ...(legStatusUrl !== undefined && { statusCallback: legStatusUrl, statusCallbackEvent: 'answered completed' }),
  };
}

/** Headers ride on a SIP address as its query. */
function withHeaders(address: string, headers: Record<string, string> = {}): string {
  const query = Object.entries(headers).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return query === '' ? address : `${address}${address.includes('?') ? '&' : '?'}${query}`;
}
