import type { FlowChange } from '../../schemas/define-step.js';
import type { JsonObject } from '../../schemas/json.js';
import { fail } from '../errors.js';
import { bindParameters } from './bind-parameters.js';
import { MAX_HAND_OVERS, MAX_SUBFLOW_DEPTH, type CallState } from './call-state.js';
import type { CompiledFlow } from './compile-flow.js';
import type { FlowLibrary } from './flow-library.js';

/** Where a call stands that is about to go into another flow. */
export interface Standing {
  flow: CompiledFlow;
  outer: readonly CompiledFlow[];
  state: CallState;
  library?: FlowLibrary;
}

/**
 * The flow a step leads into, and the values it starts with. A subflow is of the version that was pinned when its flow was published; a flow
 * the call is handed over to is of the version that is live. Throws `flow_not_entered`.
 */
export async function openFlow(standing: Standing, change: FlowChange): Promise<{ flow: CompiledFlow; values: JsonObject }> {
  const flow = await (change.comesBack ? openSubflow(standing, change.enterFlow) : openLive(standing, change.enterFlow));
  return { flow, values: bindParameters(flow.flow, change.parameters) };
}

async function openSubflow({ flow, outer, library }: Standing, id: string): Promise<CompiledFlow> {
  if (outer.length + 1 >= MAX_SUBFLOW_DEPTH) throw fail('flow_not_entered', { flow: id, reason: `it would be the ${MAX_SUBFLOW_DEPTH + 1}th flow within another. Join some of them.` });
  const version = Object.hasOwn(flow.subflows, id) ? flow.subflows[id] : undefined;
  if (version === undefined || !library) throw fail('flow_not_entered', { flow: id, reason: 'it is not published. Publish it, and then the flow that uses it.' });
  return library.getFlow(version);
}

async function openLive({ state, library }: Standing, id: string): Promise<CompiledFlow> {
  if ((state.handOvers ?? 0) >= MAX_HAND_OVERS) throw fail('flow_not_entered', { flow: id, reason: `the call was handed over ${MAX_HAND_OVERS} times already. Look for flows that hand calls round.` });
  const version = await library?.getLive(id);
  if (!library || version === null || version === undefined) throw fail('flow_not_entered', { flow: id, reason: 'it is not published. Publish it.' });
  return library.getFlow(version);
}
