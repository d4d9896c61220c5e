import type { EndState } from '../../schemas/end-states.js';
import type { CallState, Ended, TransferReason, TurnEvent } from './call-state.js';

const byTransfer: Record<TransferReason, EndState> = { requested: 'agent_requested', by_design: 'agent_by_design', failed: 'failed_to_agent' };

/**
 * The end state of a call that no ending named: a person who answered counts by why the caller went there; else the best the caller
 * got; else `otherwise` (Default: `abandoned`).
 */
export function hangUpEndState(state: CallState, otherwise: EndState = 'abandoned'): EndState {
  if (state.transfer?.answered) return byTransfer[state.transfer.reason];
  if (state.achieved) return state.achieved;
  return state.transfer ? 'abandoned_in_queue' : otherwise;
}

/** Ends the call in its state and returns the event that says so. A call ends once. */
export function closeCall(state: CallState, endState: EndState, endedBy: Ended['endedBy'], at: string): TurnEvent {
  state.ended ??= { endState, endedBy, at };
  return { type: 'ended', endState: state.ended.endState, endedBy: state.ended.endedBy };
}
