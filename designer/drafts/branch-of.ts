import type { Flow } from '../../schemas/documents/flow.js';
import { getEntry } from '../../schemas/get-entry.js';

/** The steps a call can come to only by way of `step`: its branch, without itself. Steps no call reaches belong to no branch. */
export function getBranch(flow: Flow, step: string): Set<string> {
  const starts = [flow.initial, ...Object.values(flow.on ?? {}).map((target) => target.slice(1))];
  const elsewhere = reach(flow, starts.filter((start) => start !== step), step);
  return new Set([...reach(flow, targetsOf(flow, step), step)].filter((id) => !elsewhere.has(id)));
}

/** Every step that is not drawn because a branch is folded. A step that is folded away folds nothing itself. */
export function getFoldedSteps(flow: Flow, folded: string[] = []): Set<string> {
  const hidden = new Set<string>();
  for (const step of folded) if (getEntry(flow.states, step)) for (const id of getBranch(flow, step)) hidden.add(id);
  return hidden;
}

function reach(flow: Flow, from: string[], without: string): Set<string> {
  const found = new Set<string>();
  const open = [...from];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    if (step === without || found.has(step) || !getEntry(flow.states, step)) continue;
    found.add(step);
    open.push(...targetsOf(flow, step));
  }
  return found;
}

function targetsOf(flow: Flow, step: string): string[] {
  return Object.values(getEntry(flow.states, step)?.on ?? {});
}
