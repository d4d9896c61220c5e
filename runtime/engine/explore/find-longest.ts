import type { Transition, Walk, WalkState } from './walk-state.js';

/**
 * The longest way from the beginning, where no way back into a loop is taken. The exact longest simple path is not to be had in reasonable
 * time; this one is a real call and linear to find: back edges of a depth-first walk in document order are left out.
 */
export function findLongest(walk: Walk, lengthOf: (transition: Transition) => number, isCounted: (state: WalkState) => boolean = () => true): { length: number; way: Transition[] } {
  const { order, back } = sortForward(walk, isCounted);
  const longest = new Map<WalkState, { length: number; by: Transition | null }>();
  let best: WalkState | null = null;
  for (const state of order) {
    const here = longest.get(state) ?? { length: 0, by: null };
    longest.set(state, here);
    if (best === null || here.length > longest.get(best)!.length) best = state;
    for (const transition of state.transitions) {
      if (back.has(transition) || isRepeat(transition) || !isCounted(transition.to)) continue;
      const length = here.length + lengthOf(transition);
      if (length > (longest.get(transition.to)?.length ?? -1)) longest.set(transition.to, { length, by: transition });
    }
  }
  const way: Transition[] = [];
  for (let by = best && longest.get(best)!.by; by; by = longest.get(by.from)!.by) way.push(by);
  return { length: best ? longest.get(best)!.length : 0, way: way.reverse() };
}

/** Hearing or entering it again is the caller's own loop within one visit. */
function isRepeat({ from, to }: Transition): boolean {
  return to.step === from.step && to.again === 'repeat';
}

/** States in an order in which every transition leads forward, but for those in `back`. */
function sortForward(walk: Walk, isCounted: (state: WalkState) => boolean): { order: WalkState[]; back: Set<Transition> } {
  const done: WalkState[] = [];
  const back = new Set<Transition>();
  const marks = new Map<WalkState, 'open' | 'done'>();
  const roots = isCounted(walk.start) ? [walk.start, ...walk.states] : walk.states;
  for (const root of roots) {
    if (marks.has(root) || !isCounted(root)) continue;
    marks.set(root, 'open');
    const path = [{ state: root, at: 0 }];
    while (path.length > 0) {
      const top = path[path.length - 1]!;
      const transition = top.state.transitions[top.at];
      top.at += 1;
      if (!transition) {
        path.pop();
        marks.set(top.state, 'done');
        done.push(top.state);
      } else if (marks.get(transition.to) === 'open') {
        back.add(transition);
      } else if (!marks.has(transition.to) && isCounted(transition.to)) {
        marks.set(transition.to, 'open');
        path.push({ state: transition.to, at: 0 });
      }
    }
  }
  return { order: done.reverse(), back };
}
