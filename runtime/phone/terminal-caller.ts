import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Answer, Question } from '../carriers/simulator/caller.js';
import { readTokens } from '../carriers/simulator/scripted-caller.js';
import { TrunklineError } from '../errors.js';
import { renderToken, type PhoneCaller } from './phone-caller.js';
import type { Paint } from './paint.js';

export interface TerminalPhone extends PhoneCaller {
  /** Aborts when the caller puts down the phone, by Ctrl-C. */
  hungUp: AbortSignal;
  hangUp(): void;
  /** Gives the terminal back. */
  close(): void;
}

export interface TerminalPhoneOptions {
  input: Readable;
  output: Writable;
  paint: Paint;
  /** The keys that count at the step that asks, with what each does, in words. */
  choices(): Promise<{ key: string; label: string }[]>;
}

/** A phone in the terminal: what is spoken appears with its language, and each question waits for a line of keys. */
export function createTerminalCaller({ input, output, paint, choices }: TerminalPhoneOptions): TerminalPhone {
  const lines = createInterface({ input, output, terminal: isTerminal(output) });
  const hungUp = new AbortController();
  const typed = createLineReader(lines, () => {
    // The line with the prompt stands half written.
    output.write('\n');
    hungUp.abort();
  });
  const tokens: string[] = [];
  /** Prompts of the last question: in virtual time they are counted as spoken after it was answered, and must not appear twice. */
  let shown: string[] = [];
  let helped = false;

  const write = (line: string): void => void output.write(`${line}\n`);
  const show = ({ text, language }: { text: string; language: string }): void => write(`${paint.faint(language.padEnd(6))} ${text}`);

  async function ask(question: Question): Promise<Answer> {
    for (const prompt of question.prompts) if (!shown.includes(prompt.text)) show({ text: prompt.text, language: canonical(prompt.language) });
    shown = question.prompts.map(({ text }) => text);
    if (question.interruptible) return 'silence';
    const keys = await choices();
    if (keys.length > 0) write(`       ${keys.map(({ key, label }) => `${paint.key(key)} ${label}`).join('   ')}`);
    if (!helped) write(paint.faint('       Keys and Enter. Enter alone: silence. say:… speaks. h hangs up.'));
    helped = true;
    return readAnswer(question);
  }

  async function readAnswer(question: Question): Promise<Answer> {
    for (;;) {
      const line = await typed(paint.prompt('     > '), question.signal);
      const answer = line === null ? 'silence' : readLine(line, question, (reason) => write(paint.warn(reason)));
      if (!answer) continue;
      tokens.push(renderToken(answer, question.finishOnKey));
      return answer;
    }
  }

  return {
    hungUp: hungUp.signal,
    hangUp: () => hungUp.abort(),
    answers: ask,
    startsHearing(speech) {
      const at = shown.indexOf(speech.text);
      if (at >= 0) shown.splice(at, 1);
      else show(speech);
    },
    hears: () => undefined,
    tokens: () => [...tokens, ...(hungUp.signal.aborted ? ['hangup@0'] : [])].join(' '),
    close: () => lines.close(),
  };
}

/** A line as an answer; `null` after telling what is wrong with it. */
function readLine(line: string, question: Question, complain: (reason: string) => void): Answer | null {
  const text = line.trim();
  if (text === '') return 'silence';
  if (/^h(ang ?up)?$/i.test(text)) return { hangUpAfterSeconds: 0 };
  try {
    // Words after say: need no quotes here.
    const [answer, ...more] = /^say:[^"']/.test(text) ? [{ speech: text.slice(4).trim() }] : readTokens(text);
    if (answer === undefined || more.length > 0) throw new Error('One answer a line, please.');
    // Enter ends an entry, as the finishing key would.
    const needsFinish = typeof answer === 'object' && 'keys' in answer && question.digits === null && question.finishOnKey !== '' && !answer.keys.endsWith(question.finishOnKey);
    return needsFinish ? { ...answer, finish: true } : answer;
  } catch (error) {
    complain(error instanceof TrunklineError ? 'Type keys (0-9 * #), say:words, h to hang up, or Enter for silence.' : String((error as Error).message));
    return null;
  }
}

type LineReader = (prompt: string, signal: AbortSignal) => Promise<string | null>;

/** Lines as they are asked for; `null` once the input has ended or the question is over. Ctrl-C calls `interrupted`. */
function createLineReader(lines: ReturnType<typeof createInterface>, interrupted: () => void): LineReader {
  const waiting: string[] = [];
  let ended = false;
  let deliver: (() => void) | null = null;
  lines.on('line', (line) => {
    waiting.push(line);
    deliver?.();
  });
  lines.on('SIGINT', () => {
    interrupted();
    lines.close();
  });
  lines.on('close', () => {
    ended = true;
    deliver?.();
  });
  return async (prompt, signal) => {
    if (waiting.length === 0 && !ended) {
      lines.setPrompt(prompt);
      lines.prompt();
      await new Promise<void>((resolve) => {
        deliver = resolve;
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      deliver = null;
    }
    return waiting.shift() ?? null;
  };
}

function isTerminal(output: Writable): boolean {
  return (output as { isTTY?: boolean }).isTTY === true;
}

function canonical(language: string): string {
  return Intl.getCanonicalLocales(language)[0] ?? language;
}
