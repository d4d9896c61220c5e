import type { FlowState } from '../../schemas/documents/flow.js';

/** The other flow a step leads into, such as a subflow's; `null` for a step that stays in its own. */
export function flowOfStep(state: FlowState | undefined): string | null {
  const flow = state?.meta['flow'];
  return state && ['subflow', 'go_to_flow'].includes(state.meta.step) && typeof flow === 'string' && flow ? flow : null;
}
