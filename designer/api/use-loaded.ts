import { useCallback, useEffect, useState } from 'react';
import type { ApiError } from './client.js';

export interface Loaded<T> {
  /** The last answer; kept while it is loaded again, so that a page does not blink. */
  data: T | null;
  error: ApiError | null;
  loading: boolean;
  /** There was an answer, or none will come. What stands below waits for it, so that nothing on a page moves once it is drawn. */
  settled: boolean;
  reload(): void;
}

/** Loads once a key, and again when the key changes or `reload` is called. */
export function useLoaded<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ data: T | null; error: ApiError | null; loading: boolean }>({ data: null, error: null, loading: true });
  const [round, setRound] = useState(0);

  useEffect(() => {
    const leaving = new AbortController();
    setState((before) => ({ ...before, loading: true }));
    load(leaving.signal).then(
      (data) => !leaving.signal.aborted && setState({ data, error: null, loading: false }),
      (error: ApiError) => !leaving.signal.aborted && setState((before) => ({ ...before, error, loading: false })),
    );
    return () => leaving.abort();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key says what is loaded
  }, [key, round]);

  return { ...state, settled: !state.loading || state.data !== null || state.error !== null, reload: useCallback(() => setRound((before) => before + 1), []) };
}
