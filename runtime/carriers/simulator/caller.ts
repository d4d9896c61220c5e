import type { CallOutcomes } from './call-outcomes.js';

/** Who holds the other end of the line: a script, a person at a terminal, a load generator. */
export interface Caller {
  /** A stretch of speech has ended, or was cut short (`complete: false`). */
  hears(speech: HeardSpeech): void;
  /**
   * A gather has begun to speak and listen. In virtual time the call waits for the answer before the prompts are counted as spoken, so a
   * caller who shows them takes them from the question; in real time the answer counts from when it comes, and is too late once
   * `question.signal` has aborted.
   */
  answers(question: Question): Answer | Promise<Answer>;
  /** The carrier begins to speak; in real time `hears` follows when it has been said. */
  startsHearing?(speech: { text: string; language: string }): void;
  /**
   * Asked when a reply has come and nothing is planned: what the caller will do at a time counted from that reply, whatever is being spoken
   * then. While it is pending no question is put to the caller.
   */
  plans?(): TimedAct | undefined;
  /** What the script says of dials, queues, payments, bots and messages; each is met in order. */
  outcomes?: Readonly<CallOutcomes>;
}

export interface HeardSpeech {
  text: string;
  /** Canonical tag: Twilio's `cmn-CN` is `zh-CN` here. */
  language: string;
  complete: boolean;
  /** When it began, from the start of the call. */
  atSeconds: number;
}

export interface Question {
  prompts: { text: string; language: string }[];
  input: ('keys' | 'speech')[];
  /** Silence after the prompts that ends the question. */
  timeoutSeconds: number;
  /** As many keys are sent at once; `null`: any number. */
  digits: number | null;
  /** The key that ends an entry; empty: none does. */
  finishOnKey: string;
  hints: string[];
  /** Language of speech recognition, as the carrier was told. */
  language: string;
  /** Only a chance to interrupt, with no time to answer after the prompts: nobody is really asked. */
  interruptible: boolean;
  /** Aborts when the question is over. */
  signal: AbortSignal;
}

export type Answer =
  /** `afterSeconds` from the beginning of the question (Default: when the prompts have ended). `finish` presses the finishing key at the end. */
  | { keys: string; afterSeconds?: number; finish?: boolean }
  | { speech: string; afterSeconds?: number }
  | 'silence'
  /** From the beginning of the question. */
  | { hangUpAfterSeconds: number };

/** Keys pressed while nothing listens are lost, as on a telephone. */
export type TimedAct = { keys: string; afterSeconds: number } | { hangUpAfterSeconds: number };

/** A gather that waits less than this after its prompts is only a chance to interrupt. */
export const shortestRealTimeoutSeconds = 2;
