import type { QueueView } from './define-step.js';
import type { JsonObject } from './json.js';

/** What a prompt reads as `queue`: `position`, `ahead`, `waitSeconds` and `waitMinutes` (begun ones). Unknown figures are `null`. */
export function queueScope(queue: QueueView, secondsEach?: number): JsonObject {
  const waitSeconds = estimateWaitSeconds(queue, secondsEach);
  return {
    position: queue.position,
    ahead: queue.position === null ? null : queue.position - 1,
    waitSeconds,
    waitMinutes: waitSeconds === null ? null : Math.max(1, Math.ceil(waitSeconds / 60)),
  };
}

/**
 * Seconds until this caller's turn. Where it is known how long a place takes, the places times that. Else from the mean wait so far of
 * those in the queue: in a queue that moves evenly they are spread over it, so the whole way through takes twice their mean, and this
 * caller has position / size of it before them.
 */
export function estimateWaitSeconds({ position, averageWaitSeconds, size }: QueueView, secondsEach?: number): number | null {
  if (position === null) return null;
  if (secondsEach !== undefined) return position * secondsEach;
  if (!averageWaitSeconds || !size) return null;
  return Math.round((2 * averageWaitSeconds * Math.min(position, size)) / size);
}
