import type { FlowHistory } from '../api/flows.js';

/** What callers of the alias heard before what they hear now; `null` where that is the first. A version only tried on a share of them does not count. */
export function getVersionBefore(alias: string, { publications, aliases }: FlowHistory): string | null {
  const heard = publications.filter((publication) => publication.alias === alias && !['canary_started', 'canary_changed', 'canary_ended'].includes(publication.action));
  return heard.find(({ version }) => version !== aliases[alias])?.version ?? null;
}
