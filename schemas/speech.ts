import type { CallView } from './define-step.js';
import { languageRuns } from './language-runs.js';
import type { GatherVerb, PromptVerb, SayVerb } from './verbs.js';

/** The texts as speech in the call's language, a run in another one in its own voice; empty ones are left out. */
export function say(call: CallView, ...texts: string[]): SayVerb[] {
  return texts.flatMap((text) => languageRuns(text, call.language, call.languages).map((run) => ({ verb: 'say', ...run })));
}

/** Speak and listen for one key: the first one pressed is the answer, `#` and `*` included. */
export function askForKey(call: CallView, prompts: PromptVerb[], timeoutSeconds: number): GatherVerb {
  return { verb: 'gather', prompts, input: ['keys'], language: call.language, timeoutSeconds, digits: 1, finishOnKey: '', hints: [] };
}
