import type { JsonObject } from './json.js';

/**
 * Verbs: what a step asks a carrier to do, as data. Each carrier renders them in its own words (TwiML, a terminal, a text).
 *
 * They run from top to bottom. A `gather` that hears nothing falls through to the verb below it. What hands the caller over (`dial`,
 * `record`, `enqueue`, `pay`, `connect_stream`, `connect_relay`), `redirect`, `leave` and `hang_up` end the list.
 */

/** Words with the marks of a prompt (SSML): a text, or a mark with what stands in it. */
export type SpeechNode = string | { tag: string; attributes: Record<string, string>; children: SpeechNode[] };

/** Speak text that is already expanded to words. `language` is the flow's tag (`zh-CN`), which a carrier maps to a voice. */
export interface SayVerb {
  verb: 'say';
  /** Plain words. */
  text: string;
  language: string;
  /** The same with its marks, for a voice that knows them. (Default: `text`.) */
  marked?: SpeechNode[];
  /** The name of a voice at the carrier. (Default: the carrier's for the language.) */
  voice?: string;
  /** May be cut short by a key of the gather that follows in the same turn. (Default: false.) */
  interruptible?: boolean;
}

export interface PauseVerb {
  verb: 'pause';
  seconds: number;
}

/** Play a recording. */
export interface PlayVerb {
  verb: 'play';
  /** An https address, or `recording:<id>` for an uploaded one: whoever answers the carrier makes a signed link of it. */
  url: string;
  /** The words of it: what the transcript shows, and what is spoken where there is no such recording. Empty for music. */
  text: string;
  /** Which variant is played; where there is none `text` is spoken. Of music, which has no text, the variants of `languages` are tried next, then any. */
  language: string;
  /** The flow's languages. (Default: only `language`.) */
  languages?: string[];
  /** As of `say`. (Default: false.) */
  interruptible?: boolean;
}

/** What only sounds. */
export type PromptVerb = SayVerb | PlayVerb | PauseVerb;

/** Speak and listen at once: the first key stops the prompt. */
export interface GatherVerb {
  verb: 'gather';
  prompts: PromptVerb[];
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
  /** The address: a number in E.164, a `sip:` address, the name of a client, or that of a queue whose first caller is taken. */
  number: string;
  /** What `number` is. (Default: number.) */
  kind?: 'number' | 'sip' | 'client' | 'queue';
  timeoutSeconds: number;
  /** The number the person sees; the called line where `null`. */
  callerId: string | null;
  /** Said to the person alone, before they hear the caller. Not of a queue. */
  whisper?: SayVerb[];
  /** Sent along: SIP headers, whose names begin with `X-`, or the parameters of a client. */
  context?: Record<string, string>;
}

/** Record the caller's words. Reported as `recorded` input. */
export interface RecordVerb {
  verb: 'record';
  beep: boolean;
  maxSeconds: number;
  /** Silence that ends it. */
  timeoutSeconds: number;
  /** Keys that end it, such as `#` or `1234567890*#`; empty: none. */
  finishOnKey: string;
}

/** Record the whole call from here on, both sides. Goes on to the next verb at once; the carrier tells of the recording on its own. */
export interface StartRecordingVerb {
  verb: 'start_recording';
}

/** Let the caller wait in a queue of the carrier. The step's `wait` says what they hear there. Reported as `enqueued` input. */
export interface EnqueueVerb {
  verb: 'enqueue';
  queue: string;
  /** Of the carrier's router, which then finds the person in place of a plain queue. */
  workflowSid: string | null;
  /** What the router and the person are told of the call. */
  attributes: JsonObject | null;
}

/** Leave the queue: only in a reply to a caller who waits in one. */
export interface LeaveVerb {
  verb: 'leave';
}

/** Let the carrier take card details, which never reach us. Reported as `paid` input. */
export interface PayVerb {
  verb: 'pay';
  /** `null`: only a token is taken. */
  charge: { amountMinor: number; currency: string } | null;
  description: string;
  /** The name of the connection to the payment provider. */
  connector: string;
  tokenType: 'reusable' | 'one-time' | 'payment-method';
  method: 'credit-card' | 'ach-debit';
  /** How often each entry is asked for. From 1 to 3. */
  attempts: number;
  timeoutSeconds: number;
  cardTypes: string[];
  securityCode: boolean;
  postalCode: boolean;
  language: string;
  prompts: PayPrompt[];
}

/** What the carrier says while it asks. */
export interface PayPrompt {
  for: 'payment-card-number' | 'expiration-date' | 'security-code' | 'postal-code' | 'bank-routing-number' | 'bank-account-number' | 'payment-processing';
  /** Said after these faults of an entry; empty: at the first time of asking. */
  errors: string[];
  say: SayVerb;
}

/** Hand the caller over to a voice bot that takes the sound itself. The call comes back as `connected` input. */
export interface ConnectStreamVerb {
  verb: 'connect_stream';
  /** `wss:`, without a query. */
  url: string;
  parameters: Record<string, string>;
}

/** Hand the caller over to a voice bot that takes and gives text. The call comes back as `connected` input. */
export interface ConnectRelayVerb {
  verb: 'connect_relay';
  url: string;
  parameters: Record<string, string>;
  /** Spoken as soon as the bot is there; empty: nothing. */
  greeting: string;
  language: string;
  /** Whether the caller can cut in on the bot. */
  interruptible: boolean;
  /** Whether the bot is told of keys. */
  keys: boolean;
}

export interface HangUpVerb {
  verb: 'hang_up';
}

export type Verb =
  | SayVerb
  | PlayVerb
  | PauseVerb
  | GatherVerb
  | RedirectVerb
  | DialVerb
  | RecordVerb
  | StartRecordingVerb
  | EnqueueVerb
  | LeaveVerb
  | PayVerb
  | ConnectStreamVerb
  | ConnectRelayVerb
  | HangUpVerb;
