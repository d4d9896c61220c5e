import { useMemo, useState } from 'react';
import type { Flow } from '../../schemas/documents/flow.js';
import { flowsApi, type SavedDraft } from '../api/flows.js';
import { useDraft, useEditor } from '../drafts/editor.js';
import { findInFlow, replaceInFlow, type FindQuery, type Found } from '../drafts/find-in-flow.js';
import type { ReplacedFlow } from './replaced-flows.js';
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

  /** Answers what was replaced, with what takes it back, and the flows that could not be saved. */
  async function replace(chosen: FoundInFlow[], replacement: string): Promise<{ replaced: ReplacedFlow[]; refused: string[] }> {
    setReplacing(true);
    const replaced: ReplacedFlow[] = [];
    const refused: string[] = [];
    for (const { flow: name, found } of chosen) {
      if (found.length === 0) continue;
      const one = name === flow ? replaceHere(found, replacement) : await replaceThere(others.find((draft) => draft.document.id === name)!, found, replacement);
      if (one) replaced.push(one);
      else refused.push(name);
    }
    reload();
    setReplacing(false);
    return { replaced, refused };
  }

  function replaceHere(found: Found[], replacement: string): ReplacedFlow {
    const { document: open, layout, edit } = drafts.getState();
    const before = { document: open, layout };
    const after = { ...before, document: replaceInFlow(open, settled, found, replacement) };
    edit(() => after);
    return { flow, name: open.meta.name, before, after, revision: null };
  }

  /** `null` where somebody saved the flow meanwhile. */
  async function replaceThere(draft: SavedDraft, found: Found[], replacement: string): Promise<ReplacedFlow | null> {
    const { id, meta } = draft.document;
    const before = { document: draft.document, layout: draft.layout ?? { flow: id, positions: {} } };
    const after = { ...before, document: replaceInFlow(draft.document, settled, found, replacement) };
    return flowsApi.save(id, { ...after, revision: draft.revision }).then(
      ({ revision }) => ({ flow: id, name: meta.name, before, after, revision }),
      () => null,
    );
  }

  return { groups, failed, loading, replacing, replace };
}
