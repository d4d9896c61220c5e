import type { CallerInput } from '../../schemas/caller-input.js';
import type { CallState } from './call-state.js';
import type { CompiledFlow } from './compile-flow.js';

/**
 * Changes whether a caller whom nobody answered counts as waiting for a person. Told that all are busy, and put through again by silence, they
 * wait on; asked for a message or anything else, they do not.
 */
export function noteQuestion(state: CallState, input: CallerInput | null, flow: CompiledFlow, step: string): void {
  const isDialOver = input?.kind === 'dialed' || input?.kind === 'enqueued';
  if (isDialOver && state.transfer?.inVain && isPutThroughBySilence(flow, step)) delete state.transfer.inVain;
}

/** Whoever presses a key or says something there has turned to it, and waits again only when they are put through again. */
export function noteDeed({ transfer }: CallState, input: CallerInput | null): void {
  if (transfer && !transfer.answered && (input?.kind === 'keys' || input?.kind === 'speech')) transfer.inVain = true;
}

function isPutThroughBySilence(flow: CompiledFlow, step: string): boolean {
  if (!flow.steps.get(step)?.exits.has('no_input')) return false;
  return flow.steps.get(flow.next(step, 'no_input'))?.definition.reachesPerson === true;
}
