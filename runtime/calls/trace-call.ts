import type { CallRow, StoredTurn } from '../ports.js';

/** The way of one call through its flow, for whoever draws it. */
export interface CallTrace {
  callId: string;
  flow: string;
  version: string;
  visits: TracedVisit[];
}

export interface TracedVisit {
  visit: number;
  step: string;
  /** The flow of the step, where it is not the call's own. */
  flow?: string;
  /** The turn in which the call came to the step. */
  turn: number;
  /** `null`: the call ended here. */
  exit: string | null;
}

export function traceCall({ callId, flow, version }: CallRow, records: readonly StoredTurn[]): CallTrace {
  const exits = new Map<number, string>();
  for (const { events } of records) for (const event of events) if (event.type === 'exit_taken') exits.set(event.visit, event.exit);
  const visits = records.flatMap(({ turn, events }) =>
    events.flatMap((event): TracedVisit[] => (event.type === 'step_entered' ? [{ visit: event.visit, step: event.step, ...(event.flow !== undefined && { flow: event.flow }), turn, exit: exits.get(event.visit) ?? null }] : [])),
  );
  return { callId, flow, version, visits };
}
