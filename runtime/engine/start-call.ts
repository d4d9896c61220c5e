import type { JsonObject } from '../../schemas/json.js';
import type { CallState } from './call-state.js';
import type { CompiledFlow } from './compile-flow.js';

/** A call before its first turn. It stays on the flow version and the product versions it starts with. */
export function startCall(flow: CompiledFlow, products: Record<string, string>, options: { language?: string; values?: JsonObject } = {}): CallState {
  return {
    schemaVersion: 1,
    flow: flow.flow.id,
    frames: [{ version: flow.version, visit: null, values: options.values ?? {} }],
    language: options.language ?? flow.languages[0] ?? 'en-US',
    products,
    facts: [],
    visits: 0,
    personReason: null,
    transfer: null,
    achieved: null,
    ended: null,
  };
}
