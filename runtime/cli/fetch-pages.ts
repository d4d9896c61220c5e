import { withBackend } from './backend/backend.js';
import type { CommandContext } from './command-context.js';

const PAGE = 500;

/** All entries of a list that comes in pages, or the first `limit`. */
export async function fetchPages<Name extends string, Entry>(context: CommandContext, path: string, name: Name, { limit = Infinity, ...query }: Record<string, string | number | undefined> & { limit?: number | undefined }): Promise<Entry[]> {
  return withBackend(context, async (backend) => {
    const entries: Entry[] = [];
    let after: string | undefined;
    do {
      const page = await backend.request<Record<Name, Entry[]> & { next: string | null }>('get', path, { query: { ...query, after, limit: Math.min(PAGE, limit - entries.length) } });
      entries.push(...page[name]);
      after = page.next ?? undefined;
    } while (after !== undefined && entries.length < limit);
    return entries;
  });
}
