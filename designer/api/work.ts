import type { Callback } from '../../schemas/answers/callback.js';
import { api } from './client.js';

export interface QueueCount {
  queue: string;
  open: number;
  due: number;
  overdue: number;
}

export interface CallbackAction {
  action: 'take' | 'release' | 'done' | 'no_answer' | 'failed' | 'reopen';
  note?: string;
  tryAgainAt?: string;
}

export const leadStatuses = ['open', 'contacted', 'won', 'lost', 'withdrawn'] as const;

export type LeadStatus = (typeof leadStatuses)[number];

export interface Lead {
  callId: string;
  leadId: string;
  phone: string;
  interest: string;
  when: string | null;
  branch: string | null;
  language: string;
  consent: { text: string; heardAt: string; input: string; agreedAt: string };
  expiresOn: string;
  status: LeadStatus;
  note: string;
  test: boolean;
  notedAt: string;
  delivery: 'kept' | 'delivered' | 'waiting';
  deliveryError: string | null;
}

export interface CallRecording {
  callId: string;
  recordingId: string;
  kind: 'message' | 'call';
  seconds: number | null;
  flow: string;
  phone: string;
  language: string;
  at: string;
  test: boolean;
  heardAt: string | null;
  heardBy: string | null;
}

type Query = Record<string, string | number | undefined>;

const entry = (kind: string, callId: string, id: string): string => `/${kind}/${encodeURIComponent(callId)}/${encodeURIComponent(id)}`;

export const workApi = {
  callbacks: (query: Query, signal?: AbortSignal) => api.get<{ callbacks: Callback[]; next: string | null; queues: QueueCount[] }>('/callbacks', query, signal),
  changeCallback: ({ callId, callbackId }: Callback, change: CallbackAction) => api.post<{ callback: Callback }>(entry('callbacks', callId, callbackId), change),
  leads: (query: Query, signal?: AbortSignal) => api.get<{ leads: Lead[]; next: string | null }>('/leads', query, signal),
  changeLead: ({ callId, leadId }: Lead, change: { status?: LeadStatus; note?: string }) => api.patch<{ lead: Lead }>(entry('leads', callId, leadId), change),
  recordings: (query: Query, signal?: AbortSignal) => api.get<{ recordings: CallRecording[]; next: string | null }>('/call-recordings', query, signal),
  markMessage: ({ callId, recordingId }: CallRecording, heard: boolean) => api.put(entry('call-recordings', callId, recordingId), { heard }),
};
