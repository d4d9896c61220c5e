import type { Json } from '../../schemas/json.js';
import type { LocalizedText } from '../../schemas/localized-text.js';
import { api } from './client.js';

export interface Use {
  flow: string;
  flowName: LocalizedText | string | null;
  aliases: string[];
  steps: string[];
  /** By step; one without a title is left out. */
  titles: Record<string, LocalizedText>;
}

export interface SwitchEntry {
  switch: string;
  set: boolean;
  value: Json;
  until: string | null;
  note: string;
  updatedAt: string | null;
  updatedBy: string | null;
  defaults: string[];
  uses: Use[];
}

export interface SwitchChange {
  before: { value: Json } | null;
  after: { value: Json } | null;
  until: string | null;
  note: string;
  at: string;
  who: string;
}

const pathOf = (name: string): string => `/switches/${encodeURIComponent(name)}`;

export const switchesApi = {
  list: (signal?: AbortSignal) => api.get<{ switches: SwitchEntry[] }>('/switches', {}, signal),
  history: (name: string, signal?: AbortSignal) => api.get<{ changes: SwitchChange[] }>(`${pathOf(name)}/history`, {}, signal),
  set: (name: string, setting: { value: Json; until?: string | null; note?: string; basedOn?: string | null }) => api.put(pathOf(name), setting),
  clear: (name: string) => api.delete(pathOf(name)),
};
