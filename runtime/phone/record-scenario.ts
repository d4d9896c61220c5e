import type { Scenario } from '../../schemas/documents/scenario.js';
import type { SimulatedCall } from './simulate-call.js';

/** What is told of a recorded call besides the call itself. */
export interface RecordedAs {
  name: string;
  /** As it was asked for; `undefined` for the flow's own. */
  language?: string;
  seed?: number;
  dials?: Scenario['dials'];
  queues?: Scenario['queues'];
  payments?: Scenario['payments'];
  bots?: Scenario['bots'];
  recordings?: Scenario['recordings'];
  outcomes?: Scenario['outcomes'];
  answers?: Scenario['answers'];
  switches?: Scenario['switches'];
  settings?: Scenario['settings'];
}

/** A call as a scenario: whoever repeats it must observe the same. */
export function recordScenario({ call, path, tokens }: SimulatedCall, { name, language, seed, ...made }: RecordedAs): Scenario {
  return {
    name,
    keys: tokens,
    from: call.from,
    ...(language !== undefined && { language }),
    at: call.startedAt,
    ...(seed !== undefined && { seed }),
    ...given(made),
    expect: {
      ...(call.endState && { endState: call.endState }),
      ...(call.endedBy && { endedBy: call.endedBy }),
      hears: call.turns.flatMap(({ heard }) => heard.map(({ text }) => text)),
      orders: call.orders.map(({ product, amountMinor, currency }) => ({ product, amountMinor, currency })),
      messages: call.messages.map(({ text }) => text),
      steps: path,
      decisions: call.decisions.map(({ product, action, reason }) => ({ product, action, ...(reason && { reason }) })),
    },
  };
}

/** What was given of outcomes and states, in the order of the schema. */
function given({ dials, queues, payments, bots, recordings, outcomes, answers, switches, settings }: Omit<RecordedAs, 'name' | 'language' | 'seed'>): Partial<Scenario> {
  const all = { dials, queues, payments, bots, recordings, outcomes, answers, switches, settings };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && Object.keys(value).length > 0));
}
