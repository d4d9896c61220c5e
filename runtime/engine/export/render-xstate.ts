import type { Flow } from '../../../schemas/documents/flow.js';

/** A flow for `createMachine` of XState v5 and the tools around it: it is one already. */
export function renderXstate(flow: Flow): string {
  return JSON.stringify(flow, null, 2);
}
