import type { Problem } from '../../runtime/engine/check/problem.js';

export interface ProblemCount {
  errors: number;
  warnings: number;
}

const none: ProblemCount = { errors: 0, warnings: 0 };
const counted = new WeakMap<Problem[], Map<string, ProblemCount>>();

/** How many problems a step has. A list is counted once, however many cards ask. */
export function countProblems(problems: Problem[], step: string): ProblemCount {
  let counts = counted.get(problems);
  if (!counts) counted.set(problems, (counts = count(problems)));
  return counts.get(step) ?? none;
}

function count(problems: Problem[]): Map<string, ProblemCount> {
  const counts = new Map<string, ProblemCount>();
  for (const { step, severity } of problems) {
    if (!step) continue;
    const { errors, warnings } = counts.get(step) ?? none;
    counts.set(step, severity === 'error' ? { errors: errors + 1, warnings } : { errors, warnings: warnings + 1 });
  }
  return counts;
}
