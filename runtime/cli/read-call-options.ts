import { InvalidArgumentError } from 'commander';
import type { Json, JsonObject } from '../../schemas/json.js';
import { outcomeWords, readOutcome, type OutcomeKind } from '../carriers/simulator/call-outcomes.js';
import { demoCallerNames, getDemoNumber } from '../phone/demo-callers.js';

export const readDials = listReader('dial');
export const readQueues = listReader('queue');
export const readPayments = listReader('pay');
export const readMessages = listReader('message');

/** Words divided by commas or blanks; more of them where the option stands again. */
function listReader(kind: OutcomeKind): (text: string, before?: string[]) => string[] {
  return (text, before = []) => {
    const words = text.split(/[\s,]+/).filter(Boolean);
    if (words.length === 0) throw new InvalidArgumentError(`Write ${outcomeWords[kind]}, divided by commas.`);
    return [...before, ...words.map((word) => readWord(kind, word))];
  };
}

/** JSON has commas of its own, so each stands in an option of its own. */
export function readBots(text: string, before: string[] = []): string[] {
  if (text.trim().startsWith('{')) return [...before, readWord('bot', text.trim())];
  return listReader('bot')(text, before);
}

function readWord(kind: OutcomeKind, word: string): string {
  try {
    readOutcome(kind, word);
    return word;
  } catch {
    throw new InvalidArgumentError(`"${word}" is none of: ${outcomeWords[kind]}. Several are divided by commas.`);
  }
}

export function readStepOutcome(text: string, before: Record<string, (string | null)[]> = {}): Record<string, (string | null)[]> {
  const [, step, exits] = /^((?:[a-z][a-z0-9-]{0,63}\/)?[a-z][a-z0-9_]{0,63})=((?:-|[a-z][a-z0-9_]{0,63}(?:@\d{1,3})?)(?:,(?:-|[a-z][a-z0-9_]{0,63}(?:@\d{1,3})?))*(?:,\.\.\.)?)$/.exec(text.trim()) ?? [];
  if (step === undefined || exits === undefined) throw new InvalidArgumentError('Write a step and its exits, such as check_identity=wrong,ok; - lets a visit decide for itself, ok@8 takes eight seconds, and ... at the end repeats the last.');
  return { ...before, [step]: [...(before[step] ?? []), ...exits.split(',').map((exit) => (exit === '-' ? null : exit))] };
}

/** `on`, `off`, numbers and JSON are what they mean; the rest is text. */
export function readNamed(text: string, before: JsonObject = {}): JsonObject {
  const [, name, value] = /^([A-Za-z][A-Za-z0-9_.-]{0,63})=(.*)$/s.exec(text.trim()) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('Write a name and a value, such as offers=off.');
  return { ...before, [name]: readValue(value) };
}

function readValue(text: string): Json {
  if (/^(on|off)$/i.test(text)) return /^on$/i.test(text);
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

export function readDemoCaller(name: string): string {
  const number = getDemoNumber(name);
  if (number === null) throw new InvalidArgumentError(`It is one of ${demoCallerNames.join(', ')}.`);
  return number;
}

export function readWhole(text: string): number {
  if (!/^-?\d{1,9}$/.test(text)) throw new InvalidArgumentError('It is a whole number.');
  return Number(text);
}
