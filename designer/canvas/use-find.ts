import { useMemo, useState } from 'react';
import type { Flow } from '../../schemas/documents/flow.js';
import { flowsApi, type SavedDraft } from '../api/flows.js';
import { useDraft, useEditor } from '../drafts/editor.js';
import { findInFlow, replaceInFlow, type FindQuery, type Found } from '../drafts/find-in-flow.js';
import { useAllDrafts } from './use-all-drafts.js';
import { useSettled } from './use-settled.js';

export interface FoundInFlow {
  flow: string;
  document: Flow;
  found: Found[];
}

export function keyOf(flow: string, { pointer }: Found): string {
  return `${flow} ${pointer}`;
}

/**
 * Looks through the open flow as it stands on the screen, and with `everywhere` through the drafts of all others. Replacing changes the
 * open flow as one step of undo, and saves the others over the revision that was read: what somebody changed meanwhile is not overwritten.
 */
export function useFind(query: FindQuery, everywhere: boolean) {
  const { flow, drafts } = useEditor();
  const document = useDraft((draft) => draft.document);
  const { drafts: others, failed, loading, reload } = useAllDrafts(everywhere, flow);
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
