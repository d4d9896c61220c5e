import type { CallerInput } from '../../../schemas/caller-input.js';
import type { GatherVerb, Verb } from '../../../schemas/verbs.js';
import { KEY_SECONDS, RING_SECONDS } from './limits.js';
import type { DialResultName } from './exploration.js';

/** Something that may happen to a waiting step: the input it gets, and what the caller or the world does for it. */
export interface Probe {
  input: CallerInput;
  by: 'keys' | 'speech' | 'silence' | 'heard' | 'dial';
  /** Token of a script; `null` where the caller does nothing. */
  token: string | null;
  /** The token is pressed while the prompt plays: it needs its time. */
  isTimed: boolean;
  keys: number;
  dial: DialResultName | null;
  /** After all was spoken. */
  seconds: number;
  /** Seconds of it in which nothing is heard. */
  quietSeconds: number;
}

/** What may happen next, by the verbs the step waits with. `null`: the walk does not know this way of waiting. */
export function probesOf(verbs: readonly Verb[]): { probes: Probe[]; isExhaustive: boolean } | null {
  const dial = verbs.find((verb) => verb.verb === 'dial');
  if (dial) return { probes: dialProbes(dial.timeoutSeconds), isExhaustive: true };
  const gather = verbs.findLast((verb) => verb.verb === 'gather');
  const reached = verbs.findLast((verb) => verb.verb === 'redirect')?.reached;
  if (!gather) return reached === 'heard' ? { probes: [heard(null, 0)], isExhaustive: true } : null;
  const quiet = nothing(gather, reached === 'heard' ? 'heard' : 'silence');
  return { probes: [...keyProbes(gather), ...speechProbes(gather), quiet], isExhaustive: gather.digits === 1 && !gather.input.includes('speech') };
}

/** A gather that listens this short after its prompts is only a chance to interrupt: nobody is really asked. */
const SHORTEST_QUESTION_SECONDS = 2;

const dialResults: Record<DialResultName, { result: 'completed' | 'busy' | 'no_answer' | 'failed'; bridged: boolean }> = {
  answered: { result: 'completed', bridged: true },
  busy: { result: 'busy', bridged: false },
  no_answer: { result: 'no_answer', bridged: false },
  failed: { result: 'failed', bridged: false },
};

function dialProbes(timeoutSeconds: number): Probe[] {
  return Object.entries(dialResults).map(([dial, result]) => {
    const seconds = dial === 'no_answer' ? timeoutSeconds : dial === 'answered' ? RING_SECONDS : 1;
    // Ringing is heard.
    return { input: { kind: 'dialed', ...result, seconds }, by: 'dial', token: null, isTimed: false, keys: 0, dial: dial as DialResultName, seconds, quietSeconds: 0 };
  });
}

function nothing(gather: GatherVerb, kind: 'heard' | 'silence'): Probe {
  if (gather.timeoutSeconds < SHORTEST_QUESTION_SECONDS && kind === 'heard') return heard(null, gather.timeoutSeconds);
  if (kind === 'heard') return heard('-', gather.timeoutSeconds);
  return { input: { kind }, by: 'silence', token: '-', isTimed: false, keys: 0, dial: null, seconds: gather.timeoutSeconds, quietSeconds: gather.timeoutSeconds };
}

function heard(token: string | null, seconds: number): Probe {
  return { input: { kind: 'heard' }, by: 'heard', token, isTimed: false, keys: 0, dial: null, seconds, quietSeconds: seconds };
}

/** Every entry that may mean something of its own: the walk keeps one for each different answer. */
function keyProbes(gather: GatherVerb): Probe[] {
  if (!gather.input.includes('keys')) return [];
  const { digits, finishOnKey } = gather;
  const isTimed = gather.timeoutSeconds < SHORTEST_QUESTION_SECONDS;
  const entries = digits === 1 ? singleKeys : entriesOf(digits);
  const possible = entries.filter((entry) => finishOnKey === '' || !entry.includes(finishOnKey));
  return possible.map((entry) => {
    const token = digits === null ? entry + finishOnKey : entry;
    return { input: { kind: 'keys', value: entry }, by: 'keys', token, isTimed, keys: token.length, dial: null, seconds: token.length * KEY_SECONDS, quietSeconds: 0 };
  });
}

/** Words are tried only where no key could say them. */
function speechProbes(gather: GatherVerb): Probe[] {
  if (!gather.input.includes('speech') || gather.input.includes('keys')) return [];
  return [...gather.hints, 'zzz'].map((value) => {
    const token = `say:"${value.replaceAll('"', '’')}"`;
    return { input: { kind: 'speech', value, confidence: 0.9 }, by: 'speech', token, isTimed: false, keys: 0, dial: null, seconds: 2, quietSeconds: 0 };
  });
}

const singleKeys = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#'];

/** Longer entries than any form asks for. */
const MAX_ENTRY = 20;

/** Lone keys; digits of each length, some with a check digit; days and amounts. */
function entriesOf(digits: number | null): string[] {
  const longest = digits ?? MAX_ENTRY;
  const known = generalEntries.filter((entry) => entry.length <= longest);
  // With many digits allowed, those of exactly this length and one short of it matter most.
  return digits !== null && digits > MAX_ENTRY ? [...known, '1'.repeat(digits)] : known;
}

const generalEntries = [
  ...Array.from({ length: MAX_ENTRY }, (_, at) => plainEntry(at + 1)),
  ...Array.from({ length: MAX_ENTRY - 1 }, (_, at) => withCheckDigit(plainEntry(at + 1))),
  '20261124', '11242026', '24112026', '1124', '2411', '261124', '1000', '100*50',
  '*', '#', '0', '2', '3',
];

function plainEntry(length: number): string {
  return '12345678901234567890'.slice(0, length);
}

/** The check digit of ISO/IEC 7812 (Luhn), which payment cards have. */
function withCheckDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const doubled = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return digits + String((10 - (sum % 10)) % 10);
}
