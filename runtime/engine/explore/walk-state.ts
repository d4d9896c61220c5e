import type { Fact, VisitView } from '../../../schemas/define-step.js';
import type { Json, JsonObject } from '../../../schemas/json.js';
import type { FlowGraph, GraphStep } from '../check/flow-graph.js';
import type { Met } from './exploration.js';
import { noSale, type Sale } from './sale.js';
import type { SpeechProfile } from './speech-profile.js';

/** A place of a call: a step at one of its attempts and stages, with what the sale has come to. */
export interface WalkState {
  /** `null`: the call is over. */
  step: GraphStep | null;
  attempt: number;
  again: VisitView['again'];
  memory: Json;
  sale: Sale;
  /** The caller has hung up. */
  isGone: boolean;
  speech: SpeechProfile;
  /** Waits for the caller or a dial; else the turn goes on. */
  waits: boolean;
  /** The caller may press or say something now. */
  asks: boolean;
  /** A person is being called. */
  dials: boolean;
  transitions: Transition[];
  /** By a shortest script; `null` where the call begins. */
  cameBy: Transition | null;
  /** Tokens of that script. */
  tokens: number;
  isExpanded: boolean;
}

export interface Transition {
  from: WalkState;
  to: WalkState;
  /** `null`: the step is entered again, or it broke. */
  exit: string | null;
  /**
   * `choice`: the caller's own. `unanswered`: silence or a wrong key. `heard`: all was spoken. `dial`: how a call to a person went. `carrier`:
   * a payment, a bot or a recording failed. `world`: an effect, a branch and the like. `onward`: the step goes on by itself. `fault`: it broke,
   * and the call goes where faults go.
   */
  by: 'choice' | 'unanswered' | 'heard' | 'dial' | 'carrier' | 'world' | 'onward' | 'fault';
  token: string | null;
  isTimed: boolean;
  keys: number;
  met: Met | null;
  /** The caller is gone; the flow goes on until it would wait for them. */
  hangsUp: boolean;
  seconds: number;
  quietSeconds: number;
  /** Of a slow effect: quiet again after the short message. */
  quietAfterMessage: number;
  fault: string | null;
  /** The exit the world gave where taking it broke the step. (Default: `null`.) */
  outcome: string | null;
  /** The exit is only taken to be possible. */
  isAssumed: boolean;
}

export interface Walk {
  graph: FlowGraph;
  states: WalkState[];
  start: WalkState;
  end: WalkState;
  transitions: Transition[];
  isComplete: boolean;
  /** Where the walk was cut first: too many states of one step, or in all. `null`: nowhere. */
  cut: { step: string; limit: number; isOfStep: boolean } | null;
}

/** Where a visit stands within its step. */
export interface LocalVisit {
  attempt: number;
  again: VisitView['again'];
  memory: Json;
}

export const freshVisit: LocalVisit = { attempt: 1, again: null, memory: null };

/** One thing that can happen at a place, before target and sale are filled in. */
export interface Move extends Omit<Transition, 'from' | 'to'> {
  again: LocalVisit | null;
  facts: Fact[];
  values: JsonObject | undefined;
  isEnding: boolean;
}

/** What a step does at one place. */
export interface Behaviour extends Pick<WalkState, 'speech' | 'waits' | 'asks' | 'dials'> {
  moves: Move[];
  /** The walk cannot try all that may be entered or known here, so exits it does not find may be possible all the same. */
  isOpen: boolean;
}

export const silentSpeech: SpeechProfile = { seconds: 0, isHeard: false, quietBefore: 0, quietWithin: 0, quietAfter: 0 };

/** One literal: a walk makes hundreds of thousands. */
export function createMove(by: Move['by']): Move {
  return { by, exit: null, token: null, isTimed: false, keys: 0, met: null, hangsUp: false, seconds: 0, quietSeconds: 0, quietAfterMessage: 0, fault: null, outcome: null, isAssumed: false, again: null, facts: [], values: undefined, isEnding: false };
}

export function createState(step: GraphStep | null, visit: LocalVisit, sale: Sale = noSale, isGone = false): WalkState {
  return { step, ...visit, sale, isGone, speech: silentSpeech, waits: false, asks: false, dials: false, transitions: [], cameBy: null, tokens: 0, isExpanded: false };
}
