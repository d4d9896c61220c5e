import { fail } from '../errors.js';
import { at, type Backend } from './backend/backend.js';

/** A version of a flow by its first characters, or what an alias points to: `@test`. */
export async function findVersion(backend: Backend, flow: string, wanted: string): Promise<string> {
  const { versions, aliases } = await backend.request<{ versions: { version: string }[]; aliases: Record<string, string> }>('get', at`/flows/${flow}/versions`);
  if (wanted.startsWith('@')) {
    const version = aliases[wanted.slice(1)];
    if (version === undefined) throw fail('not_found', { what: `${flow}${wanted}`, fix: `Published are: ${Object.keys(aliases).join(', ') || 'none'}.` });
    return version;
  }
  const [version, another] = versions.map((known) => known.version).filter((known) => known.startsWith(wanted));
  if (version === undefined) throw fail('not_found', { what: `Version "${wanted}" of ${flow}`, fix: 'The designer lists the versions of a flow.' });
  if (another !== undefined) throw fail('wrong_usage', { reason: `More than one version of ${flow} begins with "${wanted}". Write more of it.` });
  return version;
}
