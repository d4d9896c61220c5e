import type { Verb } from '../../schemas/verbs.js';
import { pauseSecondsOf } from './prompts/speech-markup.js';

export interface HeardWords {
  text: string;
  language: string;
  /** Of the breaks its marks ask for. (Default: 0.) */
  pauseSeconds?: number;
}

/** What the caller hears of a verb as words, the carrier's own speech at our word included. */
export function wordsOf(verb: Verb): HeardWords[] {
  return spokenBy(verb).flatMap(({ text, language, marked }) => {
    const pauseSeconds = marked ? pauseSecondsOf(marked) : 0;
    return text === '' ? [] : [{ text, language, ...(pauseSeconds > 0 && { pauseSeconds }) }];
  });
}

function spokenBy(verb: Verb): { text: string; language: string; marked?: Extract<Verb, { verb: 'say' }>['marked'] }[] {
  if (verb.verb === 'say' || verb.verb === 'play') return [verb];
  if (verb.verb === 'gather') return verb.prompts.flatMap(spokenBy);
  if (verb.verb === 'pay') return verb.prompts.filter(({ errors }) => errors.length === 0).map(({ say }) => say);
  return verb.verb === 'connect_relay' ? [{ text: verb.greeting, language: verb.language }] : [];
}
