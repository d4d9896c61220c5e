import type { AnswerResult, CallView, StepExit } from './define-step.js';
import type { LocalizedText } from './localized-text.js';

export interface Choice {
  id: string;
  key: string;
  label: LocalizedText;
}

/**
 * What a single key does: the step's own choices come first, then the keys of the whole flow (whose exit `again` repeats the prompt).
 * `null` where the key means nothing here.
 */
export function takeKey(key: string, own: Choice[], call: CallView): { exit: string } | { again: 'repeat' } | null {
  const choice = own.find((candidate) => candidate.key === key);
  if (choice) return { exit: choice.id };
  const shared = Object.hasOwn(call.keys, key) ? call.keys[key] : undefined;
  if (shared === undefined) return null;
  return shared === 'again' ? { again: 'repeat' } : { exit: shared };
}

/** Asks again, or leaves by the same name when the attempts are used up. */
export function againOrLeave(why: 'no_input' | 'no_match', attempts: number, call: CallView): Extract<AnswerResult, { exit: string } | { again: string }> {
  return call.visit.attempt >= attempts ? { exit: why } : { again: why };
}

export function choiceExits(choices: Choice[]): StepExit[] {
  return choices.map(({ id, key, label }) => ({ id, key, label, kind: 'choice' }));
}

/** The exits of a question that was not answered. */
export function unansweredExits(kind: StepExit['kind']): StepExit[] {
  return [
    { id: 'no_input', label: { 'en-US': 'No answer', 'zh-CN': '没有回答' }, kind },
    { id: 'no_match', label: { 'en-US': 'Wrong key', 'zh-CN': '按错键' }, kind },
  ];
}
