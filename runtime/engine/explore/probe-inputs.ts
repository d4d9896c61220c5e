import { payResults, type CallerInput } from '../../../schemas/caller-input.js';
import type { Json } from '../../../schemas/json.js';
import type { GatherVerb, RecordVerb, Verb } from '../../../schemas/verbs.js';
import { entriesOf, singleKeys } from './probe-entries.js';
import { BOT_SECONDS, KEY_SECONDS, MESSAGE_SECONDS, PAYMENT_SECONDS, RING_SECONDS } from './limits.js';
import type { Met } from './exploration.js';

/** Something that may happen to a waiting step: the input it gets, and what the caller or the world does for it. */
export interface Probe {
  input: CallerInput;
  by: 'keys' | 'speech' | 'silence' | 'heard' | 'dial' | 'carrier' | 'choice';
  /** Token of a script; `null` where the caller does nothing. */
  token: string | null;
  /** The token is pressed while the prompt plays: it needs its time. */
  isTimed: boolean;
  keys: number;
  /** What no caller can press. */
  met: Met | null;
  /** After all was spoken. */
  seconds: number;
  /** Seconds of it in which nothing is heard. */
  quietSeconds: number;
  /** The caller hangs up by it, and the flow goes on. */
  hangsUp: boolean;
  /** What the visit remembers by then. (Default: what it did before.) */
  memory?: Json;
}

/** A probe of which only some things are worth saying. */
export function createProbe(input: CallerInput, by: Probe['by'], more: Partial<Probe> = {}): Probe {
  return { input, by, token: null, isTimed: false, keys: 0, met: null, seconds: 0, quietSeconds: 0, hangsUp: false, ...more };
}

/** What may happen next, by the verbs the step waits with. `null`: the walk does not know this way of waiting. */
export function probesOf(verbs: readonly Verb[], language: string): { probes: Probe[]; isExhaustive: boolean } | null {
  const handedOver = verbs.flatMap(handOverProbes);
  if (handedOver.length > 0) return { probes: handedOver, isExhaustive: true };
  const gather = verbs.findLast((verb) => verb.verb === 'gather');
  const reached = verbs.findLast((verb) => verb.verb === 'redirect')?.reached;
  if (!gather) return reached === 'heard' ? { probes: [heard(null, 0)], isExhaustive: true } : null;
  const quiet = nothing(gather, reached === 'heard' ? 'heard' : 'silence');
  return { probes: [...keyProbes(gather), ...speechProbes(gather, language), quiet], isExhaustive: gather.digits === 1 && !gather.input.includes('speech') };
}

/** A gather that listens this short after its prompts is only a chance to interrupt: nobody is really asked. */
const SHORTEST_QUESTION_SECONDS = 2;

function handOverProbes(verb: Verb): Probe[] {
  if (verb.verb === 'dial') return dialProbes(verb.timeoutSeconds);
  if (verb.verb === 'record') return messageProbes(verb);
  if (verb.verb === 'pay') return payProbes;
  return verb.verb === 'connect_stream' || verb.verb === 'connect_relay' ? botProbes : [];
}

const dialResults = {
  answered: { result: 'completed', bridged: true },
  busy: { result: 'busy', bridged: false },
  no_answer: { result: 'no_answer', bridged: false },
  failed: { result: 'failed', bridged: false },
} as const;

function dialProbes(timeoutSeconds: number): Probe[] {
  return Object.entries(dialResults).map(([word, result]) => {
    const seconds = word === 'no_answer' ? timeoutSeconds : word === 'answered' ? RING_SECONDS : 1;
    // Ringing is heard.
    return createProbe({ kind: 'dialed', ...result, seconds }, 'dial', { met: { kind: 'dial', word }, seconds });
  });
}

/** A message, a longer one where the step asks for more, none, and one that was lost. */
function messageProbes({ maxSeconds, timeoutSeconds }: RecordVerb): Probe[] {
  const recorded = (seconds: number): CallerInput => ({ kind: 'recorded', recordingId: 'explored', url: 'https://recordings.example.com/explored', seconds, hungUp: false });
  const lengths = [...new Set([MESSAGE_SECONDS, Math.min(61, maxSeconds)])];
  return [
    ...lengths.map((seconds) => createProbe(recorded(seconds), 'choice', { met: { kind: 'message', word: String(seconds) }, seconds })),
    createProbe(recorded(0), 'silence', { met: { kind: 'message', word: '0' }, seconds: timeoutSeconds, quietSeconds: timeoutSeconds }),
    createProbe({ kind: 'silence' }, 'carrier', { met: { kind: 'message', word: 'failed' } }),
  ];
}

const callersOwn = ['success', 'caller_interrupted_with_star', 'caller_hung_up'];

const payProbes: Probe[] = payResults.map((result) => {
  const by = callersOwn.includes(result) ? 'choice' : result === 'too_many_failed_attempts' ? 'silence' : 'carrier';
  const paid: CallerInput = { kind: 'paid', result, last4: result === 'success' ? '1111' : null, cardType: null, token: null, confirmation: null, problem: null };
  return createProbe(paid, by, { met: { kind: 'pay', word: result }, seconds: PAYMENT_SECONDS, hangsUp: result === 'caller_hung_up' });
});

const botProbes: Probe[] = [
  createProbe({ kind: 'connected', failed: false, problem: null, data: null }, 'choice', { met: { kind: 'bot', word: 'returned' }, seconds: BOT_SECONDS }),
  createProbe({ kind: 'connected', failed: true, problem: 'explored', data: null }, 'carrier', { met: { kind: 'bot', word: 'failed' } }),
];

function nothing(gather: GatherVerb, kind: 'heard' | 'silence'): Probe {
  const { timeoutSeconds } = gather;
  if (timeoutSeconds < SHORTEST_QUESTION_SECONDS && kind === 'heard') return heard(null, timeoutSeconds);
  if (kind === 'heard') return heard('-', timeoutSeconds);
  return createProbe({ kind }, 'silence', { token: '-', seconds: timeoutSeconds, quietSeconds: timeoutSeconds });
}

function heard(token: string | null, seconds: number): Probe {
  return createProbe({ kind: 'heard' }, 'heard', { token, seconds, quietSeconds: seconds });
}

/** Every entry that may mean something of its own: the walk keeps one for each different answer. */
function keyProbes(gather: GatherVerb): Probe[] {
  if (!gather.input.includes('keys')) return [];
  const { digits, finishOnKey } = gather;
  const isTimed = gather.timeoutSeconds < SHORTEST_QUESTION_SECONDS;
  const name = `${digits} ${finishOnKey} ${isTimed}`;
  const known = keyProbesOf.get(name) ?? makeKeyProbes(digits, finishOnKey, isTimed);
  keyProbesOf.set(name, known);
  return known;
}

/** By the kind of question, of which there are few. */
const keyProbesOf = new Map<string, Probe[]>();

function makeKeyProbes(digits: number | null, finishOnKey: string, isTimed: boolean): Probe[] {
  const entries = digits === 1 ? singleKeys : entriesOf(digits);
  const possible = entries.filter((entry) => finishOnKey === '' || !entry.includes(finishOnKey));
  return possible.map((value) => {
    const token = digits === null ? value + finishOnKey : value;
    return createProbe({ kind: 'keys', value }, 'keys', { token, isTimed, keys: token.length, seconds: token.length * KEY_SECONDS });
  });
}

/** Words are tried after keys, of which the walk keeps those that do the same. */
function speechProbes(gather: GatherVerb, language: string): Probe[] {
  if (!gather.input.includes('speech') || gather.timeoutSeconds < SHORTEST_QUESTION_SECONDS) return [];
  const usual = /^(zh|yue)/.test(language) ? ['是的', '不是', '天气'] : ['yes', 'no', 'weather'];
  return [...new Set([...gather.hints, ...usual])].map((value) => {
    const token = `say:"${value.replaceAll('"', '’')}"`;
    return createProbe({ kind: 'speech', value, confidence: 0.9 }, 'speech', { token, seconds: 2 });
  });
}
