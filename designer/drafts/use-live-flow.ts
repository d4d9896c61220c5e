import { useEffect } from 'react';
import { flowsApi } from '../api/flows.js';
import { useLoaded } from '../api/use-loaded.js';
import { useEditor } from './editor.js';

/** Keeps in view what callers are on now: publishing in this window says so itself. */
export function useLiveFlow(): void {
  const { flow, view } = useEditor();
  const live = useLoaded(`live ${flow}`, (signal) => flowsApi.published([flow], signal)).data;
  useEffect(() => {
    if (live) view.getState().look({ live: live.flows[flow] ?? null });
  }, [live, flow, view]);
}
