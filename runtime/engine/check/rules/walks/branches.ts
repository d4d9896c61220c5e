import type { JsonObject } from '../../../../../schemas/json.js';
import type { GraphStep } from '../../flow-graph.js';

export interface Comparison {
  value: string;
  is: string;
  to: unknown;
}

export interface Branch {
  id: string;
  /** Place in the list, from 0. */
  at: number;
  conditions: Comparison[];
}

/** The branches of a step as far as they are well-formed; none for other steps. */
export function getBranches(step: GraphStep): Branch[] {
  const branches = step.type === 'branch' ? step.data['branches'] : null;
  if (!Array.isArray(branches)) return [];
  return branches.flatMap((branch, at) => {
    const { id, all } = (branch ?? {}) as JsonObject;
    if (typeof id !== 'string' || !Array.isArray(all)) return [];
    return [{ id, at, conditions: all.filter((condition): condition is JsonObject & Comparison => typeof (condition as JsonObject | null)?.['value'] === 'string') }];
  });
}

/** `branches[0].name` is `branches.0.name`. */
export function toDotted(path: string): string {
  return path.replace(/\[["']?([^\]"']*)["']?\]/g, '.$1');
}
