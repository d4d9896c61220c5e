import type { Flow } from '../../schemas/documents/flow.js';
import { checkFlow, type CheckOptions } from '../../runtime/engine/check/check-flow.js';
import type { Problem } from '../../runtime/engine/check/problem.js';
import { mutations, type Draft, type Random } from './mutations.js';

/** One way in which a flow was broken, and the rules that told of it. */
export interface Run {
  flow: string;
  kind: string;
  what: string;
  isChanged: boolean;
  rules: string[];
}

/** Breaks a flow in `times` random ways, the kinds in turn; those for which it has nothing to break are left out. The same ways in every run. */
export function runMutations(flow: Flow, times: number, options: CheckOptions): Run[] {
  const text = JSON.stringify(flow);
  const known = new Set(checkFlow(flow, options).map(nameOf));
  const kinds = Object.keys(mutations).filter((kind) => tryOnce(kind, text, createRandom(0)));
  return kinds.flatMap((kind, at) => {
    const random = createRandom(at + 1);
    const count = Math.floor(times / kinds.length) + Number(at < times % kinds.length);
    return Array.from({ length: count }, (): Run => {
      const draft = JSON.parse(text) as Draft;
      const what = mutations[kind]!(draft, random);
      const found = checkFlow(draft, options).filter((problem) => !known.has(nameOf(problem)));
      return { flow: flow.id, kind, what, isChanged: JSON.stringify(draft) !== text, rules: [...new Set(found.map(({ rule }) => rule))] };
    });
  });
}

/** How many of each kind were caught, as a table for people. */
export function renderCaught(runs: readonly Run[]): string {
  const rows = Object.keys(mutations).flatMap((kind) => {
    const own = runs.filter((run) => run.kind === kind);
    const caught = own.filter(({ rules }) => rules.length > 0);
    return own.length === 0 ? [] : [`| ${kind.replaceAll('_', ' ')} | ${own.length} | ${caught.length} | ${Math.round((100 * caught.length) / own.length)} % | ${commonest(caught)} |`];
  });
  const caught = runs.filter(({ rules }) => rules.length > 0).length;
  return ['| broken by | times | caught | share | mostly told by |', '| --- | --- | --- | --- | --- |', ...rows, `| **all** | ${runs.length} | ${caught} | ${Math.round((100 * caught) / runs.length)} % | |`].join('\n');
}

function commonest(runs: readonly Run[]): string {
  const counts = new Map<string, number>();
  for (const { rules } of runs) for (const rule of rules) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1]).slice(0, 3).map(([rule]) => rule).join(', ');
}

function tryOnce(kind: string, text: string, random: Random): boolean {
  try {
    mutations[kind]!(JSON.parse(text) as Draft, random);
    return true;
  } catch {
    return false;
  }
}

function nameOf({ rule, pointer, message }: Problem): string {
  return `${rule} ${pointer} ${message}`;
}

/** The same numbers in every run (mulberry32). */
function createRandom(seed: number): Random {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}
