import type { CallView } from './define-step.js';
import type { GatherVerb, PromptVerb, SayVerb } from './verbs.js';

/** The texts as speech in the call's language; empty ones are left out. */
export function say(call: CallView, ...texts: string[]): SayVerb[] {
  return texts.filter((text) => text.trim() !== '').map((text) => ({ verb: 'say', text, language: call.language }));
}

/** Speak and listen for one key: the first one pressed is the answer, `#` and `*` included. */
export function askForKey(call: CallView, prompts: PromptVerb[], timeoutSeconds: number): GatherVerb {
  return { verb: 'gather', prompts, input: ['keys'], language: call.language, timeoutSeconds, digits: 1, finishOnKey: '', hints: [] };
}
