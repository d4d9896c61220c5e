import type { JsonObject } from '../../../../../schemas/json.js';
import { policies, type PolicyPack } from '../../../../../schemas/policies.js';
import type { FlowGraph } from '../../flow-graph.js';

/** The policy pack the flow chose; `null` where it chose none, or one that does not exist. */
export function getPolicy(flow: FlowGraph): PolicyPack | null {
  const name = policyNameOf(flow);
  return name !== null && Object.hasOwn(policies, name) ? policies[name]! : null;
}

export function policyNameOf(flow: FlowGraph): string | null {
  const meta = (flow.document as { meta?: JsonObject | null } | null | undefined)?.meta;
  const name = meta?.['policy'];
  return typeof name === 'string' ? name : null;
}
