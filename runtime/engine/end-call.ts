import type { EndState } from '../../schemas/end-states.js';
import type { CallState, Ended, TransferReason, TurnEvent } from './call-state.js';

const byTransfer: Record<TransferReason, EndState> = { requested: 'agent_requested', by_design: 'agent_by_design', failed: 'failed_to_agent' };

/**
 * The end state of a call whose caller hung up: a person who answered counts by why the caller went there; else the best the caller got; else
 * whether they were waiting for a person (note-waiting.ts).
 */
export function hangUpEndState(state: CallState): EndState {
  return gotSoFar(state) ?? (isWaitingForPerson(state) ? 'abandoned_in_queue' : 'abandoned');
}

/** The end state when an input that was under way at the hang-up has changed `before` to `after`. That a dial found nobody is heard of after the caller was gone. */
export function lateEndState(before: CallState, after: CallState): EndState {
  const endState = hangUpEndState(after);
  return endState === 'abandoned' && isWaitingForPerson(before) ? 'abandoned_in_queue' : endState;
}

/** The end state of a call whose flow came to an ending that names none. One that led to a person in vain, and to nothing else, is not completed. */
export function flowEndState(state: CallState): EndState {
  return gotSoFar(state) ?? (state.transfer ? 'abandoned_in_queue' : 'completed');
}

/** The transfer is under way, and nobody has answered yet. */
export function isWaitingForPerson({ transfer }: CallState): boolean {
  return transfer !== null && !transfer.answered && !transfer.inVain;
}

function gotSoFar({ transfer, achieved }: CallState): EndState | null {
  return transfer?.answered ? byTransfer[transfer.reason] : achieved;
}

/** Ends the call in its state and returns the event that says so. A call ends once. */
export function closeCall(state: CallState, endState: EndState, endedBy: Ended['endedBy'], at: string): TurnEvent {
  state.ended ??= { endState, endedBy, at };
  return { type: 'ended', endState: state.ended.endState, endedBy: state.ended.endedBy };
}
