import { isSameJson } from '../../runtime/engine/diff/json-changes.js';
import type { Flow, FlowLayout } from '../../schemas/documents/flow.js';
import type { Json } from '../../schemas/json.js';
import { ApiError } from '../api/client.js';
import { flowsApi } from '../api/flows.js';
import type { Draft, DraftStore } from '../drafts/draft-store.js';
import { mergeDrafts } from '../drafts/merge-drafts.js';
import { getOpen } from '../drafts/open-drafts.js';

/** A draft in which something was replaced, and what it takes to restore it. */
export interface ReplacedFlow {
  flow: string;
  name: Flow['meta']['name'];
  before: Draft;
  after: Draft;
  /** As it was saved; `null` for the flow that was open, which saves itself. */
  revision: number | null;
}

/**
 * Restores drafts, each only over what the replacing left: one that somebody changed since stays as it is. In a flow that is open what was
 * replaced is taken back as one more step of undo, and what was changed beside it stays. Answers what could not be restored: what was `changed`
 * since, and what `failed` and may be tried again.
 */
export async function takeBackReplaced(replaced: readonly ReplacedFlow[]): Promise<{ changed: ReplacedFlow[]; failed: ReplacedFlow[] }> {
  const changed: ReplacedFlow[] = [];
  const failed: ReplacedFlow[] = [];
  for (const one of replaced) {
    const here = getOpen(one.flow);
    if (here && !takeBackHere(one, here)) changed.push(one);
    if (here) continue;
    await save(one).catch((error: unknown) => void (error instanceof ApiError && error.status === 409 ? changed : failed).push(one));
  }
  return { changed, failed };
}

/** Throws `ApiError`, 409 where the flow is not as the replacing left it. */
async function save({ flow, before, after, revision }: ReplacedFlow): Promise<void> {
  if (revision !== null) return void (await flowsApi.save(flow, { ...before, revision }));
  const now = await flowsApi.draft(flow);
  if (!isSameJson(now.document as unknown as Json, after.document as unknown as Json)) throw new ApiError(409, 'stale_draft', null);
  await flowsApi.save(flow, { document: before.document, layout: (now.layout ?? before.layout) as FlowLayout, revision: now.revision });
}

/** Whether all of it could be: nothing is changed where somebody wrote something else over a place. */
function takeBackHere({ before, after }: ReplacedFlow, drafts: DraftStore): boolean {
  const { document, layout, edit } = drafts.getState();
  const { draft, conflicts } = mergeDrafts(after, before, { document, layout });
  if (conflicts.length > 0) return false;
  edit(() => draft);
  return true;
}
