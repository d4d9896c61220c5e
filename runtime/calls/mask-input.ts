import type { CallerInput } from '../../schemas/caller-input.js';
import type { CallState } from '../engine/call-state.js';
import type { CompiledFlow } from '../engine/compile-flow.js';

/**
 * The input as it may be kept: what a sensitive step asked for becomes stars, in speech as in keys. Anywhere else a run of digits that is
 * long enough to be a card number becomes stars too, since callers type where they were not asked.
 */
export function maskInput(flow: CompiledFlow, state: CallState, input: CallerInput | null): CallerInput | null {
  if (input?.kind !== 'keys' && input?.kind !== 'speech') return input;
  const step = state.frames[state.frames.length - 1]?.visit?.step;
  const sensitive = step !== undefined && flow.steps.get(step)?.data['sensitive'] === true;
  if (sensitive) return { ...input, value: '*'.repeat(input.value.length) };
  return { ...input, value: input.value.replace(/\d(?:[ -]?\d){11,18}/g, (digits) => '*'.repeat(digits.length)) };
}
