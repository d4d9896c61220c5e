import type { Messages } from '../check/problem.js';

/** What the walk over a flow proved and refuted. A document: JSON, the same in every run. */
export interface Exploration {
  schemaVersion: 1;
  flow: string;
  /** The language the seconds are estimated in. */
  language: string;
  /** Nothing is refuted, and the walk came to its end. */
  ok: boolean;
  /** The walk came to its end; else what was not refuted is `unknown`. */
  isComplete: boolean;
  /** Why it did not. */
  cut: { step: string; limit: number; message: string; messages: Messages } | null;
  size: { steps: number; exits: number; states: number; transitions: number };
  properties: Property[];
  /** Each with the shortest script that shows it, where a call can. */
  failures: Failure[];
  /** The longest call that goes round no loop twice. Seconds are estimated, without talk to a person. */
  longest: { seconds: number; keys: number; visits: number; script: Script };
  /** The most keys a call without a loop twice asks for. */
  mostKeys: number;
  /** The longest time in which the caller hears nothing; `null`: without end. */
  quiet: { seconds: number | null; step: string | null };
  /** The question that is farthest from a person. `null`: there is no way. */
  person: { keys: number | null; step: string | null };
  loops: Loop[];
  exits: {
    reachable: number;
    /** Exits no call can take although their step is reached or they are a choice. */
    unreachable: Exit[];
    /** Exits a step type declares in case, which cannot happen in this flow, each with the reason. They stay connected and are no fault. */
    guards: ProvenExit[];
    /** Exits of steps that look at data and at keys in a way the walk cannot follow: taken to be possible, and given in no scenario. */
    assumed: Exit[];
  };
}

/** `step` is `*` for an exit of the whole flow, which counts once. */
export interface Exit {
  step: string;
  exit: string;
}

/** An exit that no call can take, and why. */
export interface ProvenExit extends Exit {
  reason: string;
  reasons: Messages;
}

export type PropertyId = 'every_call_ends' | 'loops_are_bounded' | 'nothing_breaks' | 'caller_hears_something' | 'every_exit_is_reachable' | 'a_person_is_near';

export type Verdict = 'proved' | 'refuted' | 'unknown';

export interface Property {
  id: PropertyId;
  verdict: Verdict;
  message: string;
  messages: Messages;
}

export interface Failure {
  property: PropertyId;
  step: string;
  exit: string | null;
  message: string;
  messages: Messages;
  /** `null` where no call comes there. */
  script: Script | null;
}

/**
 * `unasked`: goes round without the caller. `unanswered`: a caller who stays silent or presses wrong keys goes round for ever. `redialed`: the same,
 * but each round calls a person, so it ends when somebody answers. `chosen`: each round is the caller's own choice.
 */
export interface Loop {
  kind: 'unasked' | 'unanswered' | 'redialed' | 'chosen';
  /** One way round, in order. */
  steps: string[];
  /** Leads into the loop and once round it. */
  script: Script;
}

/** What makes a call go a way. */
export interface Script {
  /** As of `trunkline call --keys`. */
  keys: string;
  /** What transfers, waits in a queue, payments, voice bots and messages come to, each in order, in the words of `trunkline call`. */
  dials: string[];
  queues: string[];
  payments: string[];
  bots: string[];
  recordings: string[];
  /**
   * By step, in the order of its visits: the exits of effects, branches and the like, which no key chooses. `null`: a visit that decides for
   * itself.
   */
  outcomes: Record<string, (string | null)[]>;
}

/** What neither a key nor data decides, by the token that tells it: `dial:busy`. */
export interface Met {
  kind: 'dial' | 'queue' | 'pay' | 'bot' | 'message';
  word: string;
}
