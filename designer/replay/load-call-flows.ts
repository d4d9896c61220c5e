import type { CallRecord } from '../api/calls.js';
import { flowsApi, type StoredVersion } from '../api/flows.js';

/** The versions a call ran, by flow: its own, its subflows', and of those it was handed over to. A version that cannot be found is left out. */
export async function loadCallFlows({ flow, version, flows = [] }: CallRecord, signal?: AbortSignal): Promise<ReadonlyMap<string, StoredVersion>> {
  // A flow that was entered in two versions is shown in the first.
  const ran = new Map([...flows.toReversed().map((entered): [string, string] => [entered.flow, entered.version]), [flow, version]]);
  const loaded = await Promise.all([...ran].map(async ([id, at]) => ({ id, stored: await flowsApi.version(id, at, signal).catch(ifMissing) })));
  return new Map(loaded.flatMap(({ id, stored }) => (stored ? [[id, stored]] : [])));
}

function ifMissing(error: { status?: number }): null {
  if (error.status === 404) return null;
  throw error;
}
