import type { TurnEvent } from '../../runtime/engine/call-state.js';
import type { Problem } from '../../runtime/engine/check/problem.js';
import type { Waiting } from '../../schemas/answers/waiting.js';
import type { Flow } from '../../schemas/documents/flow.js';
import type { Scenario } from '../../schemas/documents/scenario.js';
import type { JsonObject } from '../../schemas/json.js';
import type { Verb } from '../../schemas/verbs.js';
import type { CallRecord } from './calls.js';
import { api } from './client.js';

export type DialOutcome = 'answered' | 'busy' | 'no_answer' | 'failed';

/** Who answers the flow's requests while it is tried. */
export type RequestAnswers = 'examples' | 'service' | 'failing' | 'slow';

export interface SimulationRequest {
  document: Flow;
  /** As of `trunkline call --keys`. */
  tokens: string;
  from?: string;
  language?: string;
  at?: string;
  seed?: number;
  dials?: DialOutcome[];
  queues?: Scenario['queues'];
  payments?: Scenario['payments'];
  bots?: Scenario['bots'];
  switches?: JsonObject;
  answers?: RequestAnswers;
}

export interface Simulation {
  call: CallRecord;
  path: string[];
  waiting: Waiting | null;
  values: JsonObject;
  tokens: string;
  problems: Problem[];
  /** What no caller hears, turn by turn. */
  inside: TurnInside[];
  /** The call as a scenario, to be named and kept. */
  scenario: Scenario;
}

export interface TurnInside {
  turn: number;
  /** The step that waits after it; `null` once the call is over. */
  step: string | null;
  values: JsonObject;
  verbs: Verb[];
  events: TurnEvent[];
}

/** Runs the document from the beginning with the tokens and stops where it waits for more. */
export function simulate(request: SimulationRequest, signal?: AbortSignal): Promise<Simulation> {
  return api.post<Simulation>('/simulate', request, signal);
}
