import type { Frame } from './call-state.js';
import type { CompiledFlow } from './compile-flow.js';
import { getEntry } from '../../schemas/get-entry.js';

/** Where a call goes on that meets an error: a person, or, where that is `null`, the exit `failed` of the step that led into the broken subflow. */
export interface Refuge {
  /** The frame that goes on, from 0 for the outermost. */
  frame: number;
  person: string | null;
}

/** The nearest one, from the innermost flow outward; `null` where there is none. */
export function findRefuge(flows: readonly CompiledFlow[], frames: readonly Frame[]): Refuge | null {
  for (let at = flows.length - 1; at >= 0; at -= 1) {
    const flow = flows[at]!;
    if (at < flows.length - 1 && leadsOn(flow, frames[at]!)) return { frame: at, person: null };
    if (flow.personStep !== null) return { frame: at, person: flow.personStep };
  }
  return null;
}

/** Whether the step that the frame is at says where to go when its subflow fails. */
function leadsOn({ flow }: CompiledFlow, { visit }: Frame): boolean {
  return visit !== null && (getEntry(flow.states, visit.step)?.on?.['failed'] ?? flow.on?.['failed']) !== undefined;
}
