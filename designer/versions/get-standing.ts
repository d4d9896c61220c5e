import type { FlowHistory, Publication } from '../api/flows.js';

export interface Standing {
  /** The version that came to callers with this publication. */
  version: string;
  /** `now`: what the alias has. `trial`: what a part of its callers hear. `past`: neither. */
  is: 'now' | 'trial' | 'past';
}

/** What a publication is today: the last that brought the version which its alias has now, or tries; or a thing of the past. */
export function getStanding(publication: Publication, { publications, aliases, canaries }: FlowHistory): Standing {
  const version = versionOf(publication);
  const { alias } = publication;
  const isLast = publications.find((known) => known.alias === alias && versionOf(known) === version) === publication;
  if (isLast && version === aliases[alias]) return { version, is: 'now' };
  return { version, is: isLast && version === canaries[alias]?.version ? 'trial' : 'past' };
}

function versionOf({ action, canary, version }: Publication): string {
  return action.startsWith('canary_') && canary ? canary.version : version;
}
