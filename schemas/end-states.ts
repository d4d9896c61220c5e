/** How a counted call ended: exactly one each (definitions in docs/metrics.md). */
export const endStates = [
  'completed', 'informed', 'agent_requested', 'agent_by_design', 'failed_to_agent', 'abandoned', 'abandoned_in_queue', 'message_left', 'system_error',
] as const;

export type EndState = (typeof endStates)[number];
