import { useState } from 'react';
import type { ApiError } from '../api/client.js';
import { useLoaded } from '../api/use-loaded.js';

interface Pages<Entry> {
  /** `null` while the first page is on its way. */
  entries: Entry[] | null;
  error: ApiError | null;
  /** Where there are more. */
  more: (() => void) | null;
  reload(): void;
}

/** A list that comes in pages; another key is another list, and a reload begins again. */
export function usePages<Entry>(key: string, load: (after: string | undefined, signal?: AbortSignal) => Promise<{ entries: Entry[]; next: string | null }>): Pages<Entry> {
  const first = useLoaded(key, (signal) => load(undefined, signal));
  const [older, setOlder] = useState<{ of: unknown; entries: Entry[]; next: string | null } | null>(null);
  const [failed, setFailed] = useState<ApiError | null>(null);
  // Pages belong to the first one they were loaded after.
  const rest = older?.of === first.data ? older : null;
  const next = rest ? rest.next : (first.data?.next ?? null);
  const more = (): void =>
    void load(next ?? undefined).then((page) => setOlder({ of: first.data, entries: [...(rest?.entries ?? []), ...page.entries], next: page.next }), setFailed);
  return { entries: first.data && [...first.data.entries, ...(rest?.entries ?? [])], error: first.error ?? failed, more: next === null ? null : more, reload: first.reload };
}
