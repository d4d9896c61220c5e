import type { DraftStore } from './draft-store.js';

const open = new Map<string, DraftStore>();

/** Tells that a flow is worked on in this page, so that a change of it from elsewhere in the page is made there. Answers what ends it. */
export function registerOpen(flow: string, drafts: DraftStore): () => void {
  open.set(flow, drafts);
  return () => {
    if (open.get(flow) === drafts) open.delete(flow);
  };
}

/** `null` where nobody works on the flow in this page. */
export function getOpen(flow: string): DraftStore | null {
  return open.get(flow) ?? null;
}
