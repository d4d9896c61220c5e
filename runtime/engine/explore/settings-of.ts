import type { JsonObject } from '../../../schemas/json.js';
import type { FlowGraph } from '../check/flow-graph.js';

/** What every installation has of its own. */
const ALWAYS_THERE = new Set(['crmUrl', 'publicUrl']);

const SOME_NUMBER = '+861055550100';
const SOME_SOCKET = 'wss://bot.example.com/calls';

/** Addresses that steps read from the settings and could not go on without: a number to dial, a bot. */
export function settingsOf(graph: FlowGraph): JsonObject {
  const settings: JsonObject = {};
  for (const { type, data } of graph.steps) {
    const [address, sample] = type === 'transfer' ? [data['number'], SOME_NUMBER] : type === 'connect_stream' || type === 'connect_relay' ? [data['url'], SOME_SOCKET] : [null, ''];
    if (typeof address !== 'string') continue;
    for (const [, name] of address.matchAll(/\bsettings\.([A-Za-z_]\w*)/g)) if (!ALWAYS_THERE.has(name!)) settings[name!] ??= sample;
  }
  return settings;
}
