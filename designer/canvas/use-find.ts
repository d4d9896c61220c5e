import { useEffect, useMemo, useState } from 'react';
import type { Flow } from '../../schemas/documents/flow.js';
import { flowsApi, type SavedDraft } from '../api/flows.js';
import { useDraft, useEditor } from '../drafts/editor.js';
import { findInFlow, replaceInFlow, type FindQuery, type Found } from '../drafts/find-in-flow.js';

export interface FoundInFlow {
  flow: string;
  document: Flow;
  found: Found[];
}

export function keyOf(flow: string, { pointer }: Found): string {
  return `${flow} ${pointer}`;
}

/** A pause in typing after which all flows are searched. */
const PAUSE_MILLISECONDS = 150;

/**
 * Looks through the open flow as it stands on the screen, and with `everywhere` through the drafts of all others. Replacing changes the
 * open flow as one step of undo, and saves the others over the revision that was read: what somebody changed meanwhile is not overwritten.
 */
export function useFind(query: FindQuery, everywhere: boolean) {
  const { flow, drafts } = useEditor();
  const document = useDraft((draft) => draft.document);
  const { others, failed, loading, reload } = useOtherDrafts(flow, everywhere);
  const settled = useSettled(query);
  const [replacing, setReplacing] = useState(false);

  const groups = useMemo((): FoundInFlow[] => {
    const all = [{ flow, document }, ...(everywhere ? others.map((draft) => ({ flow: draft.document.id, document: draft.document })) : [])];
    return all.map((one) => ({ ...one, found: findInFlow(one.document, settled) })).filter((one) => one.flow === flow || one.found.length > 0);
  }, [flow, document, others, everywhere, settled]);

  /** Answers the flows that could not be saved. */
  async function replace(chosen: FoundInFlow[], replacement: string): Promise<string[]> {
    setReplacing(true);
    const refused: string[] = [];
    for (const { flow: name, found } of chosen) {
      if (found.length === 0) continue;
      if (name === flow) drafts.getState().edit((draft) => ({ ...draft, document: replaceInFlow(draft.document, settled, found, replacement) }));
      else if (!(await saveReplaced(others.find((draft) => draft.document.id === name)!, found, replacement))) refused.push(name);
    }
    reload();
    setReplacing(false);
    return refused;
  }

  async function saveReplaced(draft: SavedDraft, found: Found[], replacement: string): Promise<boolean> {
    const layout = draft.layout ?? { flow: draft.document.id, positions: {} };
    return flowsApi.save(draft.document.id, { document: replaceInFlow(draft.document, settled, found, replacement), layout, revision: draft.revision }).then(
      () => true,
      () => false,
    );
  }

  return { groups, failed, loading, replacing, replace };
}

function useOtherDrafts(flow: string, wanted: boolean) {
  const [state, setState] = useState<{ others: SavedDraft[]; failed: string[]; loading: boolean }>({ others: [], failed: [], loading: false });
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!wanted) return;
    const leaving = new AbortController();
    setState((before) => ({ ...before, loading: true }));
    void readOthers(flow, leaving.signal).then((read) => !leaving.signal.aborted && setState({ ...read, loading: false }));
    return () => leaving.abort();
  }, [flow, wanted, round]);
  return { ...state, reload: () => setRound((before) => before + 1) };
}

async function readOthers(flow: string, signal: AbortSignal): Promise<{ others: SavedDraft[]; failed: string[] }> {
  const list = await flowsApi.list(signal).catch(() => ({ flows: [] }));
  const names = list.flows.map((one) => one.flow).filter((name) => name !== flow);
  const drafts = await Promise.all(names.map((name) => flowsApi.draft(name, signal).catch(() => name)));
  return { others: drafts.filter((draft) => typeof draft !== 'string'), failed: drafts.filter((draft) => typeof draft === 'string') };
}

function useSettled(query: FindQuery): FindQuery {
  const [settled, setSettled] = useState(query);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(query), PAUSE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [query]);
  return settled;
}
