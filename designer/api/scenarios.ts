import type { AcceptedWords, Reworded } from '../../schemas/answers/reworded.js';
import type { Flow } from '../../schemas/documents/flow.js';
import type { Scenario } from '../../schemas/documents/scenario.js';
import type { BothLanguages } from '../../schemas/form-controls.js';
import { api } from './client.js';

export interface StoredScenario {
  scenario: Scenario;
  updatedAt: string;
  updatedBy: string;
}

export interface ScenarioResult {
  name: string;
  ok: boolean;
  problems: string[];
  /** The same in both languages, with names in place of ids. */
  messages: BothLanguages[];
  endState: string | null;
  path: string[];
  /** `null` where the words are as expected. */
  reworded: Reworded | null;
}

export interface Coverage {
  steps: { covered: number; total: number; missing: string[] };
  exits: { covered: number; total: number; missing: { step: string; exit: string }[] };
}

const pathOf = (flow: string) => `/flows/${encodeURIComponent(flow)}/scenarios`;

export const scenariosApi = {
  list: (flow: string, signal?: AbortSignal) => api.get<{ scenarios: StoredScenario[] }>(pathOf(flow), {}, signal),
  save: (flow: string, scenario: Scenario) => api.post<object>(pathOf(flow), { scenario }),
  /** Up to 100 at a time. Those that somebody changed meanwhile are `left`. */
  acceptWords: (flow: string, accepted: AcceptedWords[]) => api.post<{ changed: string[]; left: string[] }>(`${pathOf(flow)}/accept-words`, { accepted }),
  remove: (flow: string, name: string) => api.delete<object>(`${pathOf(flow)}?name=${encodeURIComponent(name)}`),
  /** A few at a time: the server takes up to 25. */
  run: (flow: string, document: Flow, names: string[], signal?: AbortSignal) => api.post<{ results: ScenarioResult[]; coverage: Coverage }>(`${pathOf(flow)}/run`, { document, names }, signal),
};
