import { useCallback } from 'react';
import type { Flow } from '../../schemas/documents/flow.js';
import { flowsApi } from '../api/flows.js';
import { useEditor } from '../drafts/editor.js';
import { takeInterface } from '../drafts/take-interface.js';

/** Lets a step run a flow, with the exits, parameters and results of that flow, as one step of undo. Answers false where the flow cannot be had. */
export function useTakeInterface(step: string): (flow: string) => Promise<boolean> {
  const { drafts } = useEditor();
  return useCallback(
    async (flow) => {
      const other = await loadFlow(flow);
      if (!other) return false;
      drafts.getState().edit(takeInterface(step, other));
      return true;
    },
    [drafts, step],
  );
}

/** As callers meet it, which is what the checks hold a step against; where it was never published, as it is being written. */
async function loadFlow(flow: string): Promise<Flow | null> {
  try {
    const published = (await flowsApi.published([flow])).flows[flow];
    return published ?? (await flowsApi.draft(flow)).document;
  } catch {
    return null;
  }
}
