import type { CallTurn } from '../../schemas/answers/call-turn.js';
import type { EndState } from '../../schemas/end-states.js';
import type { CallBooks } from '../ports.js';

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
  /** Flows the call was led into, in order: as subflows, which come back, or for good. Left out where there are none. */
  flows?: { flow: string; version: string; comesBack: boolean }[];
  turns: CallTurn[];
  orders: CallBooks['orders'];
  decisions: CallBooks['decisions'];
  messages: CallBooks['messages'];
  callbacks: CallBooks['callbacks'];
  leads: CallBooks['leads'];
  requests: { method: string; url: string; status: number | null }[];
}
