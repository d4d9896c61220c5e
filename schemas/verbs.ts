/**
 * Verbs: what a step asks a carrier to do, as data. Each carrier renders them in its own words (TwiML, a terminal, a text).
 *
 * They run from top to bottom. A `gather` that hears nothing falls through to the verb below it; `redirect`, `dial` and `hang_up` end the list.
 */

/** Speak text that is already expanded to words. `language` is the flow's tag (`zh-CN`), which a carrier maps to a voice. */
export interface SayVerb {
  verb: 'say';
  text: string;
  language: string;
  /** May be cut short by a key of the gather that follows in the same turn. (Default: false.) */
  interruptible?: boolean;
}

export interface PauseVerb {
  verb: 'pause';
  seconds: number;
}

/** Speak and listen at once: the first key stops the prompt. */
export interface GatherVerb {
  verb: 'gather';
  prompts: (SayVerb | PauseVerb)[];
  input: ('keys' | 'speech')[];
  /** Language of speech recognition. */
  language: string;
  /** Silence, counted from the end of the prompts, after which the next verb runs. At least 1. */
  timeoutSeconds: number;
  /** Send at this many keys; `null`: only the finishing key or silence ends the entry. */
  digits: number | null;
  /** The key that ends an entry and is not part of it; empty where every key is input. */
  finishOnKey: string;
  hints: string[];
}

/**
 * Ask the runtime what comes next. `heard`: every prompt above was played to its end, and that this request came is the carrier's own
 * fact of it. `silence`: the gather above ended without input.
 */
export interface RedirectVerb {
  verb: 'redirect';
  reached: 'heard' | 'silence' | 'held';
}

/** Connect the caller to a person. The carrier reports the result as `dialed` input. */
export interface DialVerb {
  verb: 'dial';
  number: string;
  timeoutSeconds: number;
  /** The number the person sees; the called line where `null`. */
  callerId: string | null;
}

export interface HangUpVerb {
  verb: 'hang_up';
}

export type Verb = SayVerb | PauseVerb | GatherVerb | RedirectVerb | DialVerb | HangUpVerb;
