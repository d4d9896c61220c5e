import type { CallTrace } from '../api/calls.js';
import { flowsApi, type StoredVersion } from '../api/flows.js';

/**
 * The versions a call ran, by flow: its own, those pinned as subflows, and what it was handed over to. Which version a hand-over met is
 * not told by the call; it is the one that was live when the call came in. A flow that cannot be found is left out.
 */
export async function loadCallFlows({ flow, version, visits }: CallTrace, startedAt: string, signal?: AbortSignal): Promise<ReadonlyMap<string, StoredVersion>> {
  const loaded = new Map<string, StoredVersion>();
  const wanted = new Set(visits.flatMap((visit) => visit.flow ?? []));
  await load(flow, version);
  for (const other of wanted) {
    const met = loaded.has(other) ? null : await findLive(other, startedAt, signal);
    if (met) await load(other, met);
  }
  return loaded;

  async function load(id: string, at: string): Promise<void> {
    if (loaded.has(id)) return;
    const stored = await flowsApi.version(id, at, signal).catch(ifMissing);
    if (!stored) return;
    loaded.set(id, stored);
    const pinned = Object.entries(stored.subflows).filter(([part]) => wanted.has(part));
    await Promise.all(pinned.map(([part, partVersion]) => load(part, partVersion)));
  }
}

async function findLive(flow: string, moment: string, signal?: AbortSignal): Promise<string | null> {
  const history = await flowsApi.history(flow, signal).catch(ifMissing);
  const before = history?.publications.filter(({ alias, publishedAt }) => alias === 'live' && Date.parse(publishedAt) <= Date.parse(moment)) ?? [];
  return before.reduce<(typeof before)[number] | null>((last, one) => (last && Date.parse(last.publishedAt) >= Date.parse(one.publishedAt) ? last : one), null)?.version ?? null;
}

function ifMissing(error: { status?: number }): null {
  if (error.status === 404) return null;
  throw error;
}
