import type { JsonObject } from '../../../../../schemas/json.js';
import type { FlowGraph } from '../../flow-graph.js';

/** Whether the flow says that it is under this policy pack. */
export function isUnderPolicy(flow: FlowGraph, policy: string): boolean {
  const meta = (flow.document as { meta?: JsonObject | null } | null | undefined)?.meta;
  return meta?.['policy'] === policy;
}
