import type { CallerInput } from './caller-input.js';
import type { CallView } from './define-step.js';
import { ANSWER_SECONDS } from './question-form.js';
import { askForKey, say } from './speech.js';
import { LOWEST_CONFIDENCE } from './spoken-choice.js';
import type { SayVerb, Verb } from './verbs.js';

export interface KeyQuestion {
  /** Already rendered; empty ones are left out. */
  texts: string[];
  timeoutSeconds?: number;
  /** Words the recogniser should expect. (Default: only keys are heard.) */
  hints?: string[];
}

/** A question that one key answers, or a word where hints are given; silence comes back as such. */
export function askByKey(call: CallView, { texts, timeoutSeconds = ANSWER_SECONDS, hints }: KeyQuestion): Verb[] {
  return askSpokenByKey(call, say(call, ...texts), { timeoutSeconds, hints });
}

/** The same with prompts in languages of their own. */
export function askSpokenByKey(call: CallView, prompts: SayVerb[], { timeoutSeconds = ANSWER_SECONDS, hints }: Omit<KeyQuestion, 'texts'>): Verb[] {
  const gather = askForKey(call, prompts, timeoutSeconds);
  if (hints) Object.assign(gather, { input: ['keys', 'speech'], hints });
  return [gather, { verb: 'redirect', reached: 'silence' }];
}

/** The key the caller means: empty where nothing was pressed or said, `null` where it is not understood. */
export function keyOfInput(input: CallerInput, keyOfWords: (words: string) => string | null = () => null): string | null {
  if (input.kind === 'keys') return input.value;
  if (input.kind !== 'speech' || input.value.trim() === '') return '';
  if (input.confidence !== null && input.confidence < LOWEST_CONFIDENCE) return null;
  return keyOfWords(input.value);
}
