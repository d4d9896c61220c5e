import { shortestRealTimeoutSeconds, type Answer, type Question } from './caller.js';
import { answer, elapsedSeconds, passTime, plan, raise, speak, unlessHungUp, type RunningCall } from './running-call.js';
import { readSpoken, type TwimlElement } from './read-twiml.js';

/**
 * Speaks and listens. Returns the fields for the action request, or `undefined` where the gather falls through to the verb below it: after
 * silence, and after the finishing key as the first one.
 */
export async function runGather(call: RunningCall, element: TwimlElement): Promise<Record<string, string> | undefined> {
  const gather = readGather(call, element);
  answer(call);
  const expired = new AbortController();
  const asked = ask(call, { ...gather.question, signal: expired.signal });
  try {
    await asked.ready;
    const act = await listen(call, gather, asked);
    if (act === undefined) return emptyResult(gather, '');
    call.tell({ type: 'input_given', input: act });
    return 'speech' in act ? await takeSpeech(call, gather, act.speech) : await takeKeys(call, gather, act.keys);
  } finally {
    expired.abort();
  }
}

interface Gather {
  question: Omit<Question, 'signal'>;
  prompts: Prompt[];
  speechTimeoutSeconds: number;
  actionOnEmptyResult: boolean;
}

type Prompt = { text: string; language: string; seconds?: number } | { pauseSeconds: number };
type Act = { keys: string } | { speech: string };

const keyPattern = /^[0-9#*]$/;

function readGather(call: RunningCall, { attributes, children }: TwimlElement): Gather {
  const input = (attributes['input'] ?? 'dtmf').split(/\s+/).filter(Boolean);
  const timeoutSeconds = readWhole(call, 'timeout', attributes['timeout'], 5);
  const digits = readWhole(call, 'numDigits', attributes['numDigits'], 0);
  const finishOnKey = attributes['finishOnKey'] ?? '#';
  if (finishOnKey !== '' && !keyPattern.test(finishOnKey)) raise(call, 12200, `finishOnKey is one key or empty, not "${finishOnKey}".`);
  const prompts = children.flatMap((child) => (typeof child === 'string' ? [] : readPrompts(call, child)));
  return {
    prompts,
    question: {
      prompts: prompts.filter((prompt) => 'text' in prompt),
      input: [...(input.includes('dtmf') ? (['keys'] as const) : []), ...(input.includes('speech') ? (['speech'] as const) : [])],
      timeoutSeconds,
      digits: digits || null,
      finishOnKey,
      hints: (attributes['hints'] ?? '').split(',').map((hint) => hint.trim()).filter(Boolean),
      language: attributes['language'] ?? 'en-US',
      interruptible: timeoutSeconds < shortestRealTimeoutSeconds,
    },
    speechTimeoutSeconds: Number(attributes['speechTimeout']) || (attributes['speechTimeout'] === 'auto' ? 1 : timeoutSeconds),
    actionOnEmptyResult: attributes['actionOnEmptyResult'] === 'true',
  };
}

/** Repetitions of a prompt that is said for ever: enough to outlast any caller. */
const mostLoops = 1000;

/** Say, Play and Pause as what is heard, in order, repeated as `loop` says. */
export function readPrompts(call: RunningCall, element: TwimlElement): Prompt[] {
  if (element.name === 'Pause') return [{ pauseSeconds: readWhole(call, 'length', element.attributes['length'], 1) }];
  const { text, pauseSeconds } = readSpoken(element);
  if (text.trim() === '') return [];
  const loop = readWhole(call, 'loop', element.attributes['loop'], 1);
  const prompt = element.name === 'Play' ? { text: `[${text.trim()}]`, language: '', seconds: call.audioSecondsOf(text.trim()) } : readSay(call, text, pauseSeconds, element.attributes['language'] ?? 'en-US');
  return Array.from({ length: Math.min(mostLoops, loop || mostLoops) }, () => prompt);
}

/** The time of words is estimated when they are heard, but for those that have breaks. */
function readSay(call: RunningCall, text: string, pauseSeconds: number, language: string): Prompt {
  return pauseSeconds === 0 ? { text, language } : { text, language, seconds: call.secondsOf(text, language) + pauseSeconds };
}

export function readWhole(call: RunningCall, name: string, text: string | undefined, fallback: number): number {
  if (text === undefined || text === '') return fallback;
  if (/^\d{1,6}$/.test(text)) return Number(text);
  raise(call, 12200, `${name} is a whole number, not "${text}".`);
  return fallback;
}

interface Asked {
  /** In virtual time: until the caller has answered. */
  ready: Promise<void>;
  /** Aborts when the answer has come. */
  wake: AbortSignal;
  answer(): Answer | undefined;
}

/** Puts the question, unless the caller has planned what to do and when. */
function ask(call: RunningCall, question: Question): Asked {
  call.tell({ type: 'question_asked', question });
  const wake = new AbortController();
  if (call.planned) return { ready: Promise.resolve(), wake: wake.signal, answer: () => 'silence' };
  let given: { answer: Answer } | { error: unknown } | undefined;
  const answering = (async () => call.caller.answers(question))().then(
    (answer) => void (given = { answer }),
    (error: unknown) => void (given = { error }),
  );
  const arrival = answering.then(() => wake.abort());
  return {
    ready: call.clock.isVirtual ? unlessHungUp(call, arrival) : Promise.resolve(),
    wake: wake.signal,
    answer() {
      if (given && 'error' in given) throw given.error;
      return given?.answer;
    },
  };
}

/** Plays the prompts and the silence after them until the caller does something that this gather takes. */
async function listen(call: RunningCall, { question, prompts }: Gather, asked: Asked): Promise<Act | undefined> {
  const beganAt = elapsedSeconds(call);
  let promptsEndAt: number | undefined = undefined;
  let spent = false;
  let heard: Act | undefined;
  const due = (): { at: number; act: Act } | undefined => {
    const answer = spent ? undefined : asked.answer();
    if (answer === undefined || answer === 'silence') return undefined;
    if ('hangUpAfterSeconds' in answer) {
      spent = true;
      plan(call, { hangUpAfterSeconds: Math.max(0, beganAt + answer.hangUpAfterSeconds - elapsedSeconds(call)) });
      return undefined;
    }
    const at = answer.afterSeconds === undefined ? (promptsEndAt ?? Infinity) + reactionSeconds(question) : beganAt + answer.afterSeconds;
    return { at, act: 'speech' in answer ? { speech: answer.speech } : { keys: answer.keys + (answer.finish ? question.finishOnKey : '') } };
  };
  const takes = (act: Act): boolean => question.input.includes('keys' in act ? 'keys' : 'speech');
  const wait = async (_: RunningCall, seconds: number): Promise<undefined> => {
    const end = elapsedSeconds(call) + seconds;
    while (heard === undefined) {
      const next = due();
      const isDue = next !== undefined && next.at <= elapsedSeconds(call) + epsilonSeconds;
      if (isDue) spent = true;
      const left = Math.min(end, next?.at ?? Infinity) - elapsedSeconds(call);
      if (!isDue && end - elapsedSeconds(call) <= epsilonSeconds) return;
      const act = isDue ? next.act : await passTime(call, left, { wake: asked.wake.aborted ? undefined : asked.wake });
      if (act && takes(act)) heard = act;
      else if (act) call.tell({ type: 'input_lost', input: act });
    }
  };
  for (const prompt of prompts) {
    if ('text' in prompt) await speak(call, prompt.text, prompt.language, wait, prompt.seconds);
    else await wait(call, prompt.pauseSeconds);
    if (heard) return heard;
  }
  promptsEndAt = elapsedSeconds(call);
  await wait(call, question.timeoutSeconds);
  return heard;
}

/** The clock counts in milliseconds. */
const epsilonSeconds = 0.0005;

/** Between the end of a prompt and the first key, or key and key. */
const reaction = 0.5;

function reactionSeconds({ timeoutSeconds }: { timeoutSeconds: number }): number {
  return Math.min(reaction, timeoutSeconds / 2);
}

async function takeKeys(call: RunningCall, gather: Gather, keys: string): Promise<Record<string, string> | undefined> {
  const { digits: wanted, finishOnKey, timeoutSeconds } = gather.question;
  let digits = '';
  for (const key of keys) {
    if (digits !== '') await passTime(call, reactionSeconds(gather.question));
    if (key === finishOnKey) return digits === '' ? emptyResult(gather, key) : keyFields(digits, key);
    digits += key;
    if (digits.length === wanted) return keyFields(digits, '');
  }
  await passTime(call, timeoutSeconds);
  return digits === '' ? emptyResult(gather, '') : keyFields(digits, '');
}

async function takeSpeech(call: RunningCall, { speechTimeoutSeconds, question }: Gather, speech: string): Promise<Record<string, string>> {
  await passTime(call, call.secondsOf(speech, question.language) + speechTimeoutSeconds);
  return { SpeechResult: speech, Confidence: '0.9', Language: question.language };
}

function emptyResult({ actionOnEmptyResult }: Gather, finishedOnKey: string): Record<string, string> | undefined {
  return actionOnEmptyResult ? keyFields('', finishedOnKey) : undefined;
}

function keyFields(digits: string, finishedOnKey: string): Record<string, string> {
  return { Digits: digits, FinishedOnKey: finishedOnKey, msg: 'Gather End' };
}
