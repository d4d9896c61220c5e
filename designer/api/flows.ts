import type { Problem } from '../../runtime/engine/check/problem.js';
import type { Flow, FlowLayout } from '../../schemas/documents/flow.js';
import type { LocalizedText } from '../../schemas/localized-text.js';
import { api } from './client.js';

/** A version that takes a part of an alias's callers. */
export interface Canary {
  version: string;
  sharePercent: number;
}

export interface FlowSummary {
  flow: string;
  name: string | LocalizedText;
  languages: string[];
  live: { version: string; publishedAt: string; publishedBy: string; canary: Canary | null } | null;
  draft: { revision: number; updatedAt: string; updatedBy: string; changed: boolean } | null;
}

export interface SavedDraft {
  document: Flow;
  layout: FlowLayout | null;
  revision: number;
  basedOn: string | null;
  updatedAt: string;
  updatedBy: string;
}

export interface Publication {
  id: number | string;
  alias: string;
  action: 'published' | 'rolled_back' | 'canary_started' | 'canary_changed' | 'canary_promoted' | 'canary_ended';
  version: string;
  canary: Canary | null;
  publishedAt: string;
  publishedBy: string;
  note: string;
}

export interface FlowHistory {
  versions: { version: string; createdAt: string; createdBy: string }[];
  publications: Publication[];
  aliases: Record<string, string>;
  canaries: Record<string, Canary & { since: string }>;
}

export interface StoredVersion {
  version: string;
  /** Flow id → the version that is run as a subflow of this one. */
  subflows: Record<string, string>;
  document: Flow;
  layout: FlowLayout | null;
}

/** Of `has_problems`. */
export interface ProblemDetails {
  problems?: Problem[];
}

export interface PublishRequest {
  revision: number;
  alias: string;
  note: string;
  canary?: number;
  replaceCanary?: boolean;
}

/** `subflows`: flow id → the version that this one runs until it is published again. */
export type Published = { version: string; subflows: Record<string, string>; publication: Publication };

export const flowsApi = {
  list: (signal?: AbortSignal) => api.get<{ flows: FlowSummary[] }>('/flows', {}, signal),
  create: (document: Flow, layout?: FlowLayout) => api.post<{ flow: string; revision: number }>('/flows', { document, layout }),
  /** Flows as they are live, with all that they lead into. */
  published: (flows: readonly string[], signal?: AbortSignal) => api.get<{ flows: Record<string, Flow> }>('/published-flows', { flows: flows.join(',') }, signal),
  draft: (flow: string, signal?: AbortSignal) => api.get<SavedDraft>(`/flows/${flow}/draft`, {}, signal),
  save: (flow: string, draft: { document: Flow; layout: FlowLayout; revision: number }) => api.put<{ revision: number }>(`/flows/${flow}/draft`, draft),
  publish: (flow: string, request: PublishRequest) => api.post<Published>(`/flows/${flow}/publish`, request),
  changeCanary: (flow: string, change: { alias: string; change: 'share' | 'promote' | 'end'; sharePercent?: number; version?: string; note?: string }) => api.post<Published>(`/flows/${flow}/canary`, change),
  history: (flow: string, signal?: AbortSignal) => api.get<FlowHistory>(`/flows/${flow}/versions`, {}, signal),
  version: (flow: string, version: string, signal?: AbortSignal) => api.get<StoredVersion>(`/flows/${flow}/versions/${version}`, {}, signal),
  rollBack: (flow: string, alias: string, version: string, note: string) => api.post<Published>(`/flows/${flow}/rollback`, { alias, version, note }),
};
