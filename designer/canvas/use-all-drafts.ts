import { useEffect, useState } from 'react';
import { flowsApi, type SavedDraft } from '../api/flows.js';

export interface AllDrafts {
  drafts: SavedDraft[];
  /** Flows that could not be read. */
  failed: string[];
  loading: boolean;
}

/** The drafts of all flows, `except` one that is open already; read once they are wanted. */
export function useAllDrafts(wanted: boolean, except?: string): AllDrafts & { reload(): void } {
  const [state, setState] = useState<AllDrafts>({ drafts: [], failed: [], loading: wanted });
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!wanted) return;
    const leaving = new AbortController();
    setState((before) => ({ ...before, loading: true }));
    void readDrafts(except, leaving.signal).then((read) => !leaving.signal.aborted && setState({ ...read, loading: false }));
    return () => leaving.abort();
  }, [except, wanted, round]);
  return { ...state, reload: () => setRound((before) => before + 1) };
}

async function readDrafts(except: string | undefined, signal: AbortSignal): Promise<Omit<AllDrafts, 'loading'>> {
  const list = await flowsApi.list(signal).catch(() => ({ flows: [] }));
  const names = list.flows.map((one) => one.flow).filter((name) => name !== except);
  const drafts = await Promise.all(names.map((name) => flowsApi.draft(name, signal).catch(() => name)));
  return { drafts: drafts.filter((draft) => typeof draft !== 'string'), failed: drafts.filter((draft) => typeof draft === 'string') };
}
