import { wayTo } from './script.js';
import type { Transition, Walk, WalkState } from './walk-state.js';

/** A time in which the caller hears nothing. */
export interface Quiet {
  /** Infinite where it has no end. */
  seconds: number;
  /** Where it ends. */
  step: string;
  way: Transition[];
}

/** Longer than this counts as without end. */
const ENDLESS_SECONDS = 600;

/**
 * The longest quiet that ends at each step, longest first. Quiet adds up over steps that say nothing; a key the caller presses and a ringing
 * phone begin it anew.
 */
export function measureQuiet({ states }: Walk): Quiet[] {
  const carried = new Map<WalkState, { seconds: number; by: Transition | null }>(states.map((state) => [state, { seconds: 0, by: null }]));
  const worst = new Map<string, { seconds: number; state: WalkState; last: Transition | null }>();
  const queue = new Set(states);
  for (const state of queue) {
    queue.delete(state);
    const before = carried.get(state)!.seconds;
    const { speech } = state;
    note(state, speech.isHeard ? Math.max(before + speech.quietBefore, speech.quietWithin) : 0, null);
    const after = speech.isHeard ? speech.quietAfter : before + speech.quietAfter;
    for (const transition of state.transitions) {
      const seconds = carryOver(transition, after);
      note(state, Math.max(seconds, quietOf(transition, after)), transition);
      const there = carried.get(transition.to);
      if (!there || seconds <= there.seconds || there.seconds >= ENDLESS_SECONDS) continue;
      carried.set(transition.to, { seconds: Math.min(seconds, ENDLESS_SECONDS), by: transition });
      queue.add(transition.to);
    }
  }
  return [...worst.values()]
    .sort((one, other) => other.seconds - one.seconds)
    .map(({ seconds, state, last }) => ({ seconds: seconds >= ENDLESS_SECONDS ? Infinity : seconds, step: state.step!.id, way: [...wayWithQuiet(state), ...(last ? [last] : [])] }));

  function note(state: WalkState, seconds: number, last: Transition | null): void {
    const known = worst.get(state.step!.id);
    if (!known || seconds > known.seconds) worst.set(state.step!.id, { seconds, state, last });
  }

  /** The way on which the quiet adds up, and before it the shortest to where it begins. */
  function wayWithQuiet(state: WalkState): Transition[] {
    const way: Transition[] = [];
    const passed = new Set<WalkState>();
    let at = state;
    for (let by = carried.get(at)!.by; by && !passed.has(at); by = carried.get(at)!.by) {
      passed.add(at);
      way.push(by);
      at = by.from;
      if (at.speech.isHeard) break;
    }
    return [...wayTo(at), ...way.reverse()];
  }
}

/** What is quiet before this, and is over with it: an effect's message breaks it, and so does a person who takes the caller from the queue. */
function quietOf({ by, met, quietSeconds }: Transition, before: number): number {
  return by === 'world' ? before + quietSeconds : met ? quietSeconds : 0;
}

function carryOver({ by, met, quietSeconds, quietAfterMessage }: Transition, before: number): number {
  if (by === 'choice' || met !== null) return 0;
  return Math.max(before + quietSeconds, quietAfterMessage);
}
