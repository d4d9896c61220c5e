import type { Reworded } from '../../schemas/answers/reworded.js';
import type { Article } from '../../schemas/documents/article.js';
import type { Calendar } from '../../schemas/documents/calendar.js';
import type { Flow } from '../../schemas/documents/flow.js';
import type { Product } from '../../schemas/documents/product.js';
import type { Scenario } from '../../schemas/documents/scenario.js';
import type { JsonObject } from '../../schemas/json.js';
import type { EndState } from '../../schemas/end-states.js';
import type { Messages } from '../engine/check/problem.js';
import { proveCoverage } from '../engine/explore/prove-coverage.js';
import { TrunklineError } from '../errors.js';
import { checkScenario } from './check-scenario.js';
import { measureCoverage, type Coverage } from './measure-coverage.js';
import { rewordScenario } from './reword-scenario.js';
import { createScenarioNames } from './scenario-names.js';
import { simulateCall, type SimulatedCall, type SimulationRequest } from './simulate-call.js';

export interface ScenarioRun {
  results: ScenarioResult[];
  /** Over all scenarios that ran, those that failed too. */
  coverage: Coverage;
}

export interface ScenarioResult {
  name: string;
  ok: boolean;
  /** What did not happen as expected, an English sentence each, with ids as the scenario writes them. */
  problems: string[];
  /** The same sentences in both languages, with steps, products and endings by their names. */
  messages: Messages[];
  endState: EndState | null;
  /** The steps passed, in order. */
  path: string[];
  /** What the scenario would expect if the words that came were right; `null` where they are as expected. */
  reworded: Reworded | null;
}

/** Where a scenario does not say when it calls: a Tuesday at ten in Shanghai, so that it does not fail at night or on a holiday. */
export const USUAL_MOMENT = '2026-11-24T10:00:00+08:00';

/** Where a scenario names no seed. */
export const USUAL_SEED = 1;

/** Calls the flow once for each scenario, one after another, and compares. */
export async function runScenarios({ scenarios, ...line }: { document: Flow; flows?: Readonly<Record<string, unknown>>; products: readonly Product[]; articles?: readonly Article[]; calendars?: Record<string, Calendar>; settings?: JsonObject; scenarios: readonly Scenario[] }): Promise<ScenarioRun> {
  const results: ScenarioResult[] = [];
  const calls: SimulatedCall[] = [];
  const names = createScenarioNames(line.document, line.products);
  for (const scenario of scenarios) {
    const called = await callAs(scenario, line);
    if (called instanceof TrunklineError) {
      results.push({ name: scenario.name, ok: false, problems: [called.message], messages: [called.messages], endState: null, path: [], reworded: null });
      continue;
    }
    calls.push(called);
    const problems = checkScenario(scenario.expect, called).map((messages) => messages['en-US']);
    results.push({ name: scenario.name, ok: problems.length === 0, problems, messages: checkScenario(scenario.expect, called, names), endState: called.call.endState, path: called.path, reworded: rewordScenario(scenario, called) });
  }
  const catalogue = Object.fromEntries(line.products.map((product) => [product.id, product]));
  return { results, coverage: measureCoverage(line.document, calls, proveCoverage(line.document, { flows: line.flows, products: catalogue })) };
}

/** The call, or why it cannot be made. */
async function callAs(scenario: Scenario, line: Pick<SimulationRequest, 'document' | 'flows' | 'products' | 'articles' | 'calendars' | 'settings'>): Promise<SimulatedCall | TrunklineError> {
  const { keys, from, language, at = USUAL_MOMENT, seed = USUAL_SEED, dials, queues, payments, bots, recordings, outcomes } = scenario;
  try {
    return await simulateCall({ ...line, tokens: keys, from, language, at, seed, dials, queues, payments, bots, recordings, outcomes, answers: scenario.answers, switches: scenario.switches as JsonObject | undefined, settings: { ...line.settings, ...(scenario.settings as JsonObject | undefined) } });
  } catch (error) {
    if (error instanceof TrunklineError) return error;
    throw error;
  }
}
