import { getVersionBefore as getBefore } from '../../runtime/engine/get-version-before.js';
import type { FlowHistory } from '../api/flows.js';

/** What callers of the alias heard before what they hear now, as the command line goes back; `null` where there is nothing to go back to. */
export function getVersionBefore(alias: string, { publications }: FlowHistory): string | null {
  return getBefore(publications.filter((publication) => publication.alias === alias).reverse());
}
