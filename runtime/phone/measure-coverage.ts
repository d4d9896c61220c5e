import type { Flow } from '../../schemas/documents/flow.js';
import type { SimulatedCall } from './simulate-call.js';

/** How much of a flow the calls passed. */
export interface Coverage {
  steps: { covered: number; total: number; missing: string[] };
  /** Exits with a connection; an exit of the whole flow counts once, whatever step it was taken from, and its `step` is `*`. */
  exits: { covered: number; total: number; missing: { step: string; exit: string }[] };
}

const ANY_STEP = '*';

export function measureCoverage(document: Flow, calls: readonly Pick<SimulatedCall, 'path' | 'records'>[]): Coverage {
  const passed = new Set(calls.flatMap(({ path }) => path));
  const taken = new Set(calls.flatMap(({ records }) => records.flatMap(({ events }) => events.flatMap((event) => (event.type === 'exit_taken' && event.flow === undefined ? [nameOf(document, event)] : [])))));
  const steps = Object.keys(document.states ?? {});
  const exits = exitsOf(document);
  const missingSteps = steps.filter((step) => !passed.has(step));
  const missingExits = exits.filter((exit) => !taken.has(key(exit)));
  return {
    steps: { covered: steps.length - missingSteps.length, total: steps.length, missing: missingSteps },
    exits: { covered: exits.length - missingExits.length, total: exits.length, missing: missingExits },
  };
}

interface Exit {
  step: string;
  exit: string;
}

function exitsOf(document: Flow): Exit[] {
  const own = Object.entries(document.states ?? {}).flatMap(([step, state]) => Object.keys(state.on ?? {}).map((exit) => ({ step, exit })));
  return [...own, ...Object.keys(document.on ?? {}).map((exit) => ({ step: ANY_STEP, exit }))];
}

/** A step that connects an exit of the whole flow itself has it as its own. */
function nameOf(document: Flow, { step, exit }: Exit): string {
  return key(document.states[step]?.on?.[exit] === undefined ? { step: ANY_STEP, exit } : { step, exit });
}

function key({ step, exit }: Exit): string {
  return `${step}.${exit}`;
}
