import type { PromptVerb } from '../../../schemas/verbs.js';
import { fail } from '../../errors.js';
import { element, escapeText } from './element.js';
import { renderSpeech } from './render-speech.js';
import { getVoice } from './voices.js';

/** What only sounds. Throws `carrier_failed` for an uploaded recording that nobody has made a link of. */
export function renderPrompt(verb: PromptVerb): string {
  if (verb.verb === 'pause') return element('Pause', { length: wholeSeconds(verb.seconds) });
  if (verb.verb === 'play') {
    if (verb.url.startsWith('recording:')) throw fail('carrier_failed', { reason: `"${verb.url}" is no address: make a link of it first.` });
    return element('Play', {}, escapeText(verb.url));
  }
  const voice = getVoice(verb.language, verb.voice);
  return element('Say', { language: voice.sayLanguage, voice: voice.voice }, renderSpeech(verb, voice));
}

/** Twilio counts in whole seconds, from 1. */
export function wholeSeconds(seconds: number): number {
  return Math.max(1, Math.ceil(seconds));
}
