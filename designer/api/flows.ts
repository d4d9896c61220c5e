import type { Problem } from '../../runtime/engine/check/problem.js';
import type { Flow, FlowLayout } from '../../schemas/documents/flow.js';
import type { LocalizedText } from '../../schemas/localized-text.js';
import { api } from './client.js';

export interface FlowSummary {
  flow: string;
  name: string | LocalizedText;
  languages: string[];
  live: { version: string; publishedAt: string; publishedBy: string } | null;
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
  version: string;
  publishedAt: string;
  publishedBy: string;
  note: string;
}

export interface FlowHistory {
  versions: { version: string; createdAt: string; createdBy: string }[];
  publications: Publication[];
  aliases: Record<string, string>;
}

/** Of `draft_conflict`. */
export interface ConflictDetails {
  current: number;
  updatedBy?: string;
  updatedAt?: string;
}

/** Of `has_problems`. */
export interface ProblemDetails {
  problems?: Problem[];
}

export const flowsApi = {
  list: (signal?: AbortSignal) => api.get<{ flows: FlowSummary[] }>('/flows', {}, signal),
  create: (document: Flow, layout?: FlowLayout) => api.post<{ flow: string; revision: number }>('/flows', { document, layout }),
  draft: (flow: string, signal?: AbortSignal) => api.get<SavedDraft>(`/flows/${flow}/draft`, {}, signal),
  save: (flow: string, draft: { document: Flow; layout: FlowLayout; revision: number }) => api.put<{ revision: number }>(`/flows/${flow}/draft`, draft),
  publish: (flow: string, revision: number, note: string) => api.post<{ version: string; publication: Publication }>(`/flows/${flow}/publish`, { revision, alias: 'live', note }),
  history: (flow: string, signal?: AbortSignal) => api.get<FlowHistory>(`/flows/${flow}/versions`, {}, signal),
  version: (flow: string, version: string) => api.get<{ version: string; document: Flow; layout: FlowLayout | null }>(`/flows/${flow}/versions/${version}`),
  rollBack: (flow: string, version: string, note: string) => api.post<{ version: string; publication: Publication }>(`/flows/${flow}/rollback`, { alias: 'live', version, note }),
};
