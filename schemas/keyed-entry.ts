import type { CallerInput } from './caller-input.js';
import { againOrLeave, takeKey, type Choice } from './choices.js';
import type { AnswerResult, CallView, EnterResult } from './define-step.js';
import { reproach } from './house-prompts.js';
import type { Json } from './json.js';
import type { LocalizedText } from './localized-text.js';
import { ANSWER_SECONDS, ENTRY_ATTEMPTS } from './question-form.js';
import { askForKey, say } from './speech.js';

/** An entry of several keys, read back where the step says so. Dates, amounts and account numbers are entered so. */
export interface KeyedEntry {
  prompt: LocalizedText;
  timeoutSeconds?: number;
  attempts?: number;
  /** Reads the entry back as `{{ entry }}` and asks: 1 it is right, 2 enter it again. */
  confirm?: LocalizedText;
  leave?: Choice[];
  /** Send at this many keys; `null`: the hash key ends the entry. */
  digits: number | null;
  /** The value of what was entered, or what the caller is told is wrong with it. */
  read(keys: string, call: CallView): { value: Json } | { wrong: string };
  /** What the step leaves with. */
  keep(value: Json): Extract<AnswerResult, { exit: string }>;
}

type Memory = { stage: 'wrong'; words: string } | { stage: 'confirm'; entry: Json; since: number } | null;

export function enterEntry(entry: KeyedEntry, call: CallView): EnterResult {
  const memory = call.visit.memory as Memory;
  const { timeoutSeconds = ANSWER_SECONDS } = entry;
  const told = memory?.stage === 'wrong' ? memory.words : reproach(call.language, call.visit.again);
  if (memory?.stage === 'confirm') {
    const prompts = say(call, told, call.prompt(entry.confirm, { entry: memory.entry }));
    return { verbs: [askForKey(call, prompts, timeoutSeconds), { verb: 'redirect', reached: 'silence' }], waits: true };
  }
  const question = askForKey(call, say(call, told, call.prompt(entry.prompt)), timeoutSeconds);
  return { verbs: [{ ...question, digits: entry.digits, finishOnKey: entry.digits === null ? '#' : '' }, { verb: 'redirect', reached: 'silence' }], waits: true };
}

export function answerEntry(entry: KeyedEntry, input: CallerInput, call: CallView): AnswerResult {
  const keys = input.kind === 'keys' ? input.value : '';
  const memory = call.visit.memory as Memory;
  return memory?.stage === 'confirm' ? takeConfirmation(entry, memory, keys, call) : takeEntry(entry, keys, call);
}

function takeEntry(entry: KeyedEntry, keys: string, call: CallView): AnswerResult {
  const leaving = entry.leave?.find((choice) => choice.key === keys);
  if (leaving) return { exit: leaving.id };
  const attempts = entry.attempts ?? ENTRY_ATTEMPTS;
  if (keys === '') return failing(againOrLeave('no_input', attempts, call), null);
  const reading = entry.read(keys, call);
  if ('wrong' in reading) return failing(againOrLeave('no_match', attempts, call), { stage: 'wrong', words: reading.wrong });
  return entry.confirm ? { again: 'stage', memory: { stage: 'confirm', entry: reading.value, since: call.visit.attempt } } : entry.keep(reading.value);
}

/** The read-back has attempts of its own: a slip in the entry takes none away from it. */
function takeConfirmation(entry: KeyedEntry, memory: Extract<Memory, { stage: 'confirm' }>, keys: string, call: CallView): AnswerResult {
  if (keys === '1') return entry.keep(memory.entry);
  if (keys === '2') return { again: 'repeat', memory: null };
  const taken = keys === '' ? null : takeKey(keys, entry.leave ?? [], call);
  if (taken) return taken;
  return failing(againOrLeave(keys === '' ? 'no_input' : 'no_match', (entry.attempts ?? ENTRY_ATTEMPTS) + memory.since - 1, call), memory);
}

/** A caller who fails an entry is not sold to: the record says that it happened. */
function failing(result: ReturnType<typeof againOrLeave>, memory: Memory): AnswerResult {
  return 'exit' in result ? { ...result, facts: [{ type: 'entry_failed' }] } : { ...result, memory };
}
