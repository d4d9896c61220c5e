import type { Static, TObject } from '@sinclair/typebox';
import type { CallerInput } from './caller-input.js';
import type { Calendar } from './documents/calendar.js';
import type { Product } from './documents/product.js';
import type { Json, JsonObject } from './json.js';
import type { LocalizedText } from './localized-text.js';
import type { Verb } from './verbs.js';

/**
 * Defines a step type: the one place that says what it holds, how it leaves, what it speaks and how it takes an answer.
 * The designer, the runtime, the checks and the docs all read this definition. It is pure: no clock, no random, no IO.
 */
export function defineStep<S extends TObject>(definition: StepDefinition<S>): StepDefinition<S> {
  return definition;
}

export interface StepDefinition<S extends TObject = TObject> {
  /** The word in the JSON, the folder, the fixture and the docs page. */
  type: string;
  title: { 'en-US': string; 'zh-CN': string };
  /** What people may look for it by who do not know its title. */
  alsoCalled: { 'en-US': string[]; 'zh-CN': string[] };
  /** One sentence for the palette and the docs. */
  summary: { 'en-US': string; 'zh-CN': string };
  group: StepGroup;
  /** Of `meta` without `step` and `title`. Carries the form as `x-form` and help as `description`. */
  schema: S;
  /** Ends the call: its state is `type: "final"` in the flow. */
  final?: boolean;
  /** What it leaves by, in the order the canvas shows. */
  exits(data: Static<S>): StepExit[];
  /**
   * What happens when a call comes in, and again after `again`: speak and wait, leave at once, or run this type's effect.
   * Speaking and leaving at once (`{ verbs, exit }`) lets the next step speak in the same turn.
   */
  enter(data: Static<S>, call: CallView): EnterResult;
  /** How the waiting step takes what the caller did. Steps that never wait leave it out. */
  answer?(data: Static<S>, input: CallerInput, call: CallView): AnswerResult;
  /** How a step that entered a flow goes on when that flow comes back. */
  resume?(data: Static<S>, returned: FlowReturn): AnswerResult;
  /** What a caller hears who waits in a queue at this step; asked for anew each time it has been said, and at a key. */
  wait?(data: Static<S>, queue: QueueView, call: CallView): WaitResult;
  /** The call may leave for another flow here, for good. (Default: false.) */
  leavesFlow?: boolean;
  /** A person is at the other end when it succeeds. (Default: false.) */
  reachesPerson?: boolean;
  /** Whether it takes keys of the caller, those of the whole flow included. (Default: the groups `ask` and `sell`, where they wait.) */
  asks?(data: Static<S>): boolean;
  /** Paths of the values this step can set, for data-flow checks and completion: `["bill"]`. */
  sets?(data: Static<S>): string[];
  /** What these values look like where that is known: path and an example, several for one path where it may look differently. (Default: not known.) */
  samples?(data: Static<S>): [path: string, example: Json][];
  examples: { title: { 'en-US': string; 'zh-CN': string }; data: Static<S> }[];
}

export type StepGroup = 'speak' | 'ask' | 'decide' | 'connect' | 'sell' | 'end';

export interface StepExit {
  /** The event of the machine, the handle on the canvas and the fact in the analytics. */
  id: string;
  label: { 'en-US': string; 'zh-CN': string } | LocalizedText;
  /**
   * `choice`: the caller chose it. `failure`: attempts used up or something broke; a person reached after it is `failed_to_agent`.
   * `next`: everything else.
   */
  kind: 'choice' | 'failure' | 'next';
  /** The key that takes it, where one does. */
  key?: string;
}

export type EnterResult =
  | { verbs: Verb[]; waits: true; memory?: Json; facts?: Fact[] }
  | { exit: string; verbs?: Verb[]; values?: JsonObject; facts?: Fact[] }
  /** Run the effect of this type; `verbs` are spoken before whatever comes next. */
  | { effect: true; verbs?: Verb[] }
  | FlowChange
  | FlowReturn;

/** Go on in another flow: as a subflow, which comes back by one of this step's exits, or for good. Where it cannot, this step leaves by `failed`. */
export interface FlowChange {
  /** Id of the flow. */
  enterFlow: string;
  comesBack: boolean;
  /** What the flow is given, by the names of its parameters. */
  parameters: JsonObject;
}

/** Go back to the flow that this one is a subflow of, by the exit of that name. Where there is none, the call ends. */
export interface FlowReturn {
  returns: string;
  /** What it is given, by name. */
  results: JsonObject;
}

export type AnswerResult =
  | { exit: string; values?: JsonObject; secrets?: Record<string, string>; facts?: Fact[] }
  /**
   * Enter again. `no_input` and `no_match` use up an attempt; `repeat` (the caller asked) and `stage` (the step goes on) do not.
   * `memory` replaces the visit's memory.
   */
  | { again: 'no_input' | 'no_match' | 'repeat' | 'stage'; memory?: Json; facts?: Fact[] }
  /** Run the effect of this type now. */
  | { effect: true; facts?: Fact[] };

/** Where a caller stands in a queue. What the carrier does not say is `null`. */
export interface QueueView {
  /** The key the caller has just pressed. */
  key: string | null;
  /** From 1. */
  position: number | null;
  waitedSeconds: number;
  /** The mean of how long those in the queue have waited so far. */
  averageWaitSeconds: number | null;
  /** How many are in the queue. */
  size: number | null;
}

/** `verbs` may speak, listen for one key and `leave`. With `memory` the visit's memory is replaced. */
export interface WaitResult {
  verbs: Verb[];
  memory?: Json;
  facts?: Fact[];
}

/** Something that happened, in the past tense, kept in the call's record: `{ type: "price_heard", … }`. */
export type Fact = { type: string } & JsonObject;

/** All that a pure step may see of a call. */
export interface CallView {
  callId: string;
  flow: string;
  /** The version the call runs on. */
  flowVersion: string;
  from: string;
  to: string;
  /** The language spoken now, such as `zh-CN`. */
  language: string;
  /** The flow's languages, the first being the fall-back. */
  languages: string[];
  /** Now, ISO 8601 in UTC. */
  now: string;
  /** Of the flow, such as `Asia/Shanghai`. */
  timeZone: string;
  /** Everything templates and conditions can read: `customer`, `bill`, `call`, `settings`, … Never a sensitive entry. */
  values: JsonObject;
  /** The catalogue as this call has it, by product id: one version of each for the whole call. */
  products: Record<string, { version: string; terms: Product }>;
  visit: VisitView;
  switches: JsonObject;
  /** The calendars of the installation, by id. */
  calendars: Record<string, Calendar>;
  /** Key → exit for keys that work in the whole flow; the exit `again` repeats the prompt. */
  keys: Record<string, string>;
  /** The call's record so far: every fact of the sale, oldest first. */
  facts: Fact[];
  /** Why a person would be reached now: the last exit was the caller's choice, or a failure. */
  personReason: 'requested' | 'failed' | null;
  /** Renders a prompt in the call's language; figures become words. */
  prompt(text: LocalizedText | undefined, extra?: JsonObject): string;
  /** Renders a plain template, such as an address or a body; `extra` adds values for this one use. */
  fill(template: string, extra?: JsonObject): string;
  /** Estimated seconds of speech. */
  seconds(text: string): number;
}

export interface VisitView {
  /** Number of this visit in the call, from 1. */
  id: number;
  step: string;
  /** From 1; raised by `no_input` and `no_match`. */
  attempt: number;
  /** Why the step was entered again; `null` at the first entry. */
  again: 'no_input' | 'no_match' | 'repeat' | 'stage' | null;
  memory: Json;
  /** ISO 8601. */
  enteredAt: string;
}
