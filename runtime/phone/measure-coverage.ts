import type { Flow } from '../../schemas/documents/flow.js';
import { pairOf, type ProvenCoverage } from '../engine/explore/prove-coverage.js';
import type { SimulatedCall } from './simulate-call.js';
import { getEntry } from '../../schemas/get-entry.js';

/** How much of a flow the calls passed. `percent` is rounded down to a tenth, so that 100 means all. */
export interface Coverage {
  steps: { covered: number; total: number; percent: number; missing: string[] };
  /** Exits with a connection; an exit of the whole flow counts once, whatever step it was taken from, and its `step` is `*`. */
  exits: {
    covered: number;
    /** Without those that are impossible. */
    total: number;
    percent: number;
    missing: Exit[];
    /** Proved by exploring: no call can take them, and so no scenario has to. */
    impossible: (Exit & { reason: string })[];
  };
  /** Two exits taken one right after the other. Of an exit of the whole flow the second half is not counted. */
  pairs: { covered: number; total: number; percent: number; missing: { from: Exit; to: Exit }[] };
}

interface Exit {
  step: string;
  exit: string;
}

const ANY_STEP = '*';

/** `proven` tells what no call can take. (Default: everything that is connected counts.) */
export function measureCoverage(document: Flow, calls: readonly Pick<SimulatedCall, 'path' | 'records'>[], proven: ProvenCoverage = { impossible: [], pairs: null }): Coverage {
  const passed = new Set(calls.flatMap(({ path }) => path));
  const ways = calls.map(({ records }) => records.flatMap(({ events }) => events.flatMap((event) => (event.type === 'exit_taken' ? [ownerOf(document, event)] : []))));
  const taken = new Set(ways.flat().map(key));
  const impossible = proven.impossible.filter((exit) => !taken.has(key(exit)));
  const excluded = new Set(impossible.map(key));
  const exits = exitsOf(document).filter((exit) => !excluded.has(key(exit)));
  const pairs = pairsOf(document, exits).filter(({ from, to }) => !proven.pairs || proven.pairs.has(pairOf(from, to)));
  const takenPairs = new Set(ways.flatMap((way) => way.slice(1).map((exit, at) => pairOf(way[at]!, exit))));
  return {
    steps: count(Object.keys(document.states ?? {}), (step) => passed.has(step)),
    exits: { ...count(exits, (exit) => taken.has(key(exit))), impossible: impossible.map(({ step, exit, reason }) => ({ step, exit, reason })) },
    pairs: count(pairs, ({ from, to }) => takenPairs.has(pairOf(from, to))),
  };
}

function count<Item>(items: readonly Item[], isCovered: (item: Item) => boolean): { covered: number; total: number; percent: number; missing: Item[] } {
  const missing = items.filter((item) => !isCovered(item));
  const covered = items.length - missing.length;
  return { covered, total: items.length, percent: items.length === 0 ? 100 : Math.floor((covered / items.length) * 1000) / 10, missing };
}

function exitsOf(document: Flow): Exit[] {
  const own = Object.entries(document.states ?? {}).flatMap(([step, state]) => Object.keys(state.on ?? {}).map((exit) => ({ step, exit })));
  return [...own, ...Object.keys(document.on ?? {}).map((exit) => ({ step: ANY_STEP, exit }))];
}

function pairsOf(document: Flow, exits: readonly Exit[]): { from: Exit; to: Exit }[] {
  const ofStep = new Map<string, Exit[]>();
  for (const exit of exits) ofStep.set(exit.step, [...(ofStep.get(exit.step) ?? []), exit]);
  const targetOf = ({ step, exit }: Exit) => String((step === ANY_STEP ? document.on : getEntry(document.states, step)?.on)?.[exit] ?? '').replace(/^\./, '');
  return exits.flatMap((from) => (ofStep.get(targetOf(from)) ?? []).map((to) => ({ from, to })));
}

/** A step that connects an exit of the whole flow itself has it as its own. */
function ownerOf(document: Flow, { step, exit }: Exit): Exit {
  return getEntry(getEntry(document.states, step)?.on, exit) === undefined ? { step: ANY_STEP, exit } : { step, exit };
}

function key({ step, exit }: Exit): string {
  return `${step}.${exit}`;
}
