import type { Scenario } from '../../schemas/documents/scenario.js';
import type { SimulatedCall } from './simulate-call.js';

/** What is told of a recorded call besides the call itself. */
export interface RecordedAs {
  name: string;
  /** As it was asked for; `undefined` for the flow's own. */
  language?: string;
  seed?: number;
  dials?: Scenario['dials'];
}

/** A call as a scenario: whoever repeats it must observe the same. */
export function recordScenario({ call, path, tokens }: SimulatedCall, { name, language, seed, dials }: RecordedAs): Scenario {
  return {
    name,
    keys: tokens,
    from: call.from,
    ...(language !== undefined && { language }),
    at: call.startedAt,
    ...(seed !== undefined && { seed }),
    ...(dials && dials.length > 0 && { dials: [...dials] }),
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
