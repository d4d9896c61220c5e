import type { SeenTurn } from '../../schemas/answers/call-turn.js';
import type { ConsentEvidence } from '../../schemas/define-effect.js';
import type { EndState } from '../../schemas/end-states.js';
import type { JsonObject } from '../../schemas/json.js';
import { api } from './client.js';

export interface CallSummary {
  callId: string;
  flow: string;
  version: string;
  from: string;
  startedAt: string;
  durationSeconds: number | null;
  endState: EndState | null;
  endedBy: string | null;
  test: boolean;
  orders: number | unknown[];
}

export interface CallOrder {
  orderId: string;
  product: string;
  amountMinor: number;
  currency: string;
  period: string;
  status: string;
  evidence: ConsentEvidence;
}

/** The call JSON. */
export interface CallRecord {
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
  /** Flows the call was led into, in order. */
  flows?: { flow: string; version: string; comesBack: boolean }[];
  turns: SeenTurn[];
  orders: CallOrder[];
  decisions: JsonObject[];
  messages: { to: string; text: string }[];
  callbacks: { callbackId: string; phone: string; queue: string; from: string | null; until: string | null }[];
  leads: { leadId: string; phone: string; interest: string; branch: string | null }[];
  requests: { method: string; url: string; status: number | null }[];
}

/** The way of a call through its flow. */
export interface CallTrace {
  callId: string;
  flow: string;
  version: string;
  /** `flow` where a visit is not to a step of the call's own flow. */
  visits: { visit: number; step: string; flow?: string; turn: number; exit: string | null }[];
}

export const callsApi = {
  list: (query: Record<string, string | number | undefined>, signal?: AbortSignal) => api.get<{ calls: CallSummary[]; next: string | null }>('/calls', query, signal),
  one: (callId: string, signal?: AbortSignal) => api.get<CallRecord>(`/calls/${encodeURIComponent(callId)}`, {}, signal),
  trace: (callId: string, signal?: AbortSignal) => api.get<CallTrace>(`/calls/${encodeURIComponent(callId)}/trace`, {}, signal),
};
