import { api } from '../api/client.js';

/** Somebody else who has this flow open. */
export interface Other {
  /** Of their page. */
  editor: string;
  name: string;
  step: string | null;
}

export const presenceApi = {
  tell: (flow: string, editor: string, step: string | null, signal?: AbortSignal) => api.put<{ revision: number; editors: Other[] }>(`/flows/${flow}/presence/${editor}`, { step }, signal),
  leave: (flow: string, editor: string) => api.delete(`/flows/${flow}/presence/${editor}`, true),
};
