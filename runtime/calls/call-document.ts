import type { ConsentEvidence } from '../../schemas/define-effect.js';
import type { EndState } from '../../schemas/end-states.js';

/** A call as people and tools read it: the answer of `call --json`, of the API and of the phone beside the canvas. */
export interface CallDocument {
  schemaVersion: 1;
  callId: string;
  flow: string;
  version: string;
  language: string;
  from: string;
  to: string;
  startedAt: string;
  durationSeconds: number | null;
  test: boolean;
  endState: EndState | null;
  endedBy: 'flow' | 'caller' | 'carrier' | 'error' | null;
  turns: CallTurn[];
  orders: CallOrder[];
  decisions: CallDecision[];
  messages: { to: string; text: string }[];
  requests: { method: string; url: string; status: number | null }[];
}

/** One stay at a step that waited for the caller (or the last words of the call), and how it ended. */
export interface CallTurn {
  turn: number;
  step: string;
  visit: number;
  /** Since the call's start, when the step began to speak. */
  atSeconds: number;
  heard: { text: string; language: string; complete: boolean }[];
  choices: { key: string; exit: string }[];
  input: { kind: 'keys' | 'speech' | 'silence' | 'hang_up'; value: string | null } | null;
  exit: string | null;
}

export interface CallOrder {
  orderId: string;
  product: string;
  productVersion: string;
  amountMinor: number;
  currency: string;
  period: string;
  status: string;
  evidence: ConsentEvidence;
}

export interface CallDecision {
  product: string;
  productVersion: string | null;
  action: 'offer' | 'suppress';
  reason: string | null;
  policy: string;
  propensity: number;
}
