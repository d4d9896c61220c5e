import type { Walk, WalkState } from './walk-state.js';

/**
 * For each state the fewest keys after which a person is called, where the hours and the data allow. A state that is missing leads to none.
 * A flow that hands the call back to the one it was called from leaves the person to that one.
 * Silence costs no key.
 */
export function measurePerson({ states }: Walk): Map<WalkState, number> {
  const before = new Map<WalkState, { from: WalkState; keys: number }[]>();
  for (const state of states) {
    for (const { to, keys, by } of state.transitions) {
      if (by === 'fault') continue;
      const known = before.get(to);
      if (known) known.push({ from: state, keys });
      else before.set(to, [{ from: state, keys }]);
    }
  }
  const distance = new Map<WalkState, number>();
  const levels: WalkState[][] = [states.filter(({ dials, step }) => dials || (step?.type === 'return' && !step.joined))];
  for (let keys = 0; keys < levels.length; keys += 1) {
    const level = levels[keys] ?? [];
    for (const state of level) {
      if (distance.has(state)) continue;
      distance.set(state, keys);
      for (const { from, keys: more } of before.get(state) ?? []) if (!distance.has(from)) (levels[keys + more] ??= []).push(from);
    }
  }
  return distance;
}
