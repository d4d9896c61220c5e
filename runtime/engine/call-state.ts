import type { EndState } from '../../schemas/end-states.js';
import type { Fact } from '../../schemas/define-step.js';
import type { Json, JsonObject } from '../../schemas/json.js';
import type { CallerInput } from '../../schemas/caller-input.js';

/** What a call is between two turns: small, JSON, and all that the next turn needs. */
export interface CallState {
  schemaVersion: 1;
  /** The flow the call came in by: it counts under this one, wherever it goes. */
  flow: string;
  /** A stack: the running flow last, before it those that it is a subflow of. The first one keeps what the whole call knows. */
  frames: Frame[];
  /** How often the call was handed over to another flow. (Default: 0.) */
  handOvers?: number;
  language: string;
  /** Product id → the version this call sells. Pinned when the call starts. */
  products: Record<string, string>;
  /** The sale and the milestones of the call, oldest first; bounded by `MAX_FACTS`. */
  facts: Fact[];
  /** Visits made so far. */
  visits: number;
  /** Why a person would be reached now: the last exit taken was the caller's choice, or a failure. */
  personReason: 'requested' | 'failed' | null;
  /** The last time the caller was led to a person. `inVain`: nobody answered, and the caller does not wait any more. */
  transfer: { reason: TransferReason; answered: boolean; inVain?: true } | null;
  /** The best the caller got so far. */
  achieved: 'completed' | 'informed' | 'message_left' | null;
  ended: Ended | null;
}

export type TransferReason = 'requested' | 'by_design' | 'failed';

export interface Frame {
  /** Version id of the flow that runs in this frame. */
  version: string;
  visit: Visit | null;
  values: JsonObject;
}

export interface Visit {
  id: number;
  step: string;
  attempt: number;
  again: 'no_input' | 'no_match' | 'repeat' | 'stage' | null;
  memory: Json;
  enteredAt: string;
  /** The step's effect is running and the caller is held meanwhile. */
  held?: boolean;
  /** In a queue: the words said last, so that only others are put into the record. */
  saidWaiting?: string;
}

export interface Ended {
  endState: EndState;
  endedBy: 'flow' | 'caller' | 'carrier' | 'error';
  at: string;
}

/** One turn of a call's record: what the caller did and all that followed. A call is fully told by its turns. */
export interface TurnRecord {
  turn: number;
  /** ISO 8601. */
  at: string;
  /** `null` at the first turn. A sensitive entry is masked. */
  input: CallerInput | null;
  events: TurnEvent[];
}

/** `flow` where the step is of another flow than the one the call came in by: two flows may have steps of the same id. */
export type TurnEvent = { flow?: string } & (
  | { type: 'step_entered'; step: string; visit: number; attempt: number }
  /** `pauseSeconds`: of its breaks, where it has some. `waiting`: to a caller in a queue, beside the turns. */
  | { type: 'spoken'; step: string; text: string; language: string; pauseSeconds?: number; waiting?: true }
  | { type: 'waited'; step: string; visit: number; choices: { key: string; exit: string }[] }
  | { type: 'exit_taken'; step: string; visit: number; exit: string }
  | { type: 'asked_again'; step: string; visit: number; why: string }
  | { type: 'fact'; step: string; visit: number; fact: Fact }
  /** The step has led into another flow: a subflow that comes back, or for good. */
  | { type: 'flow_entered'; step: string; visit: number; entered: string; version: string; comesBack: boolean }
  | { type: 'failed'; step: string; visit: number; code: string; message: string }
  | { type: 'ended'; endState: EndState; endedBy: Ended['endedBy'] }
);

/** A step that speaks and leaves can chain at most this many others in one turn: far above real flows, below a visible delay. */
export const MAX_STEPS_PER_TURN = 64;

/** The record of one call keeps this many facts; past it the oldest that belong to no sale go. */
export const MAX_FACTS = 200;

/** All values of one flow of a call, as JSON: some hundred times what a call of the gallery keeps. The row is read and written in every turn. */
export const MAX_VALUES_CHARACTERS = 200_000;

/** Objects in objects that a value may be: deeper than any answer of a CRM. */
export const MAX_VALUE_DEPTH = 32;

/** A call ends after this many visits, whatever the flow says: no real call comes near, a loop does. */
export const MAX_VISITS_PER_CALL = 500;

/** Flows within flows: deeper than anybody can follow on a canvas. */
export const MAX_SUBFLOW_DEPTH = 8;

/** Hand-overs of one call to other flows: a caller who is sent on more often than this is sent round. */
export const MAX_HAND_OVERS = 20;
