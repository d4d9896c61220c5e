import type { Scenario } from '../../schemas/documents/scenario.js';
import type { JsonObject } from '../../schemas/json.js';
import { recordScenario } from './record-scenario.js';
import { simulateCall, type SimulatedCall, type SimulationRequest } from './simulate-call.js';

/** A simulated call, with what keeps it as a scenario. It has no name yet. */
export interface TriedFlow extends SimulatedCall {
  scenario: Scenario;
}

/** A call to a flow that is being drawn: a test call that stops where the tokens end. */
export async function tryFlow(request: SimulationRequest): Promise<TriedFlow> {
  const called = await simulateCall({ ...request, stopWhenTokensEnd: true, test: true });
  const { language, seed, dials, queues, payments, bots, outcomes, answers, switches } = request;
  const settings = readBy(request.document, request.settings ?? {});
  // The call answers dials one by one as long as it is tried; the last one repeats in a scenario.
  const made = { language, seed, dials: dials?.slice(0, 1), queues, payments, bots, outcomes, answers, switches, ...(settings && { settings }) } as Omit<Parameters<typeof recordScenario>[1], 'name'>;
  return { ...called, scenario: recordScenario(called, { ...made, name: '' }) };
}

/** The settings that a flow reads, so that its scenario runs wherever it is taken; `undefined` where it reads none. */
function readBy(document: unknown, settings: JsonObject): JsonObject | undefined {
  const text = JSON.stringify(document);
  const read = Object.entries(settings).filter(([name]) => new RegExp(`\\bsettings\\.${name}\\b`).test(text));
  return read.length > 0 ? Object.fromEntries(read) : undefined;
}
