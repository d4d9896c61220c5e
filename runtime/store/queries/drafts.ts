import type pg from 'pg';
import { fail } from '../../errors.js';
import type { FlowLayout } from '../../../schemas/documents/flow.js';
import type { JsonObject } from '../../../schemas/json.js';
import { addAuditEntry, addAuditEntryOnce } from './audit.js';
import { inTransaction } from './in-transaction.js';
import type { Queryable } from './in-transaction.js';

/** A flow as a designer left it: perhaps not yet a valid one. */
export type DraftDocument = JsonObject & { id: string };

export interface Draft {
  document: DraftDocument;
  layout: FlowLayout;
  revision: number;
  /** The version it was published as last; `null` before the first. */
  basedOn: string | null;
  updatedAt: string;
  updatedBy: string;
}

export async function getDraft(client: Queryable, flow: string): Promise<Draft> {
  const { rows } = await client.query<DraftRow>(`${selectDraft} where flow = $1`, [flow]);
  if (!rows[0]) throw unknownFlow(flow);
  return toDraft(rows[0]);
}

/** Creates a flow with its first draft. `exists`: the flow is there, and nothing was written. */
export async function createFlow(pool: pg.Pool, { document, layout, who }: { document: DraftDocument; layout?: FlowLayout | undefined; who: string }): Promise<'created' | 'exists'> {
  const flow = document.id;
  return inTransaction(pool, async (client) => {
    const { rowCount } = await client.query('insert into flows (flow) values ($1) on conflict do nothing', [flow]);
    if (rowCount === 0) return 'exists';
    await client.query('insert into drafts (flow, document, layout, updated_by) values ($1, $2, $3, $4)', [flow, JSON.stringify(document), JSON.stringify(layout ?? emptyLayout(flow)), who]);
    await addAuditEntry(client, { who, action: 'flow_created', subject: `flow:${flow}` });
    return 'created';
  });
}

/** Saves over the revision that was read, and returns the new one. Throws `draft_conflict` when somebody saved in between. */
export async function saveDraft(pool: pg.Pool, { flow, document, layout, revision, who }: { flow: string; document: DraftDocument; layout: FlowLayout; revision: number; who: string }): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ revision: number }>(
      `update drafts set document = $3, layout = $4, revision = revision + 1, updated_at = now(), updated_by = $5
       where flow = $1 and revision = $2 returning revision`,
      [flow, revision, JSON.stringify(document), JSON.stringify(layout), who],
    );
    if (!rows[0]) throw draftConflict(await getDraft(client, flow), revision);
    await addAuditEntryOnce(client, { who, action: 'draft_saved', subject: `flow:${flow}` });
    return rows[0].revision;
  });
}

/** Holds the draft until the transaction ends. Throws `draft_conflict` unless it has `revision`. */
export async function lockDraft(client: Queryable, flow: string, revision: number): Promise<Draft> {
  const { rows } = await client.query<DraftRow>(`${selectDraft} where flow = $1 for update`, [flow]);
  if (!rows[0]) throw unknownFlow(flow);
  const draft = toDraft(rows[0]);
  if (draft.revision !== revision) throw draftConflict(draft, revision);
  return draft;
}

export function unknownFlow(flow: string): Error {
  return fail('not_found', { what: { 'en-US': `Flow "${flow}"`, 'zh-CN': `流程“${flow}”` }, fix: { 'en-US': 'List the flows to find its id, or create it.', 'zh-CN': '请从流程列表中选择，或新建一个。' } });
}

export function emptyLayout(flow: string): FlowLayout {
  return { flow, positions: {} };
}

const selectDraft = 'select document, layout, revision, based_on, updated_at, updated_by from drafts';

interface DraftRow {
  document: DraftDocument;
  layout: FlowLayout;
  revision: number;
  based_on: string | null;
  updated_at: Date;
  updated_by: string;
}

function toDraft({ document, layout, revision, based_on: basedOn, updated_at: updatedAt, updated_by: updatedBy }: DraftRow): Draft {
  return { document, layout, revision, basedOn, updatedAt: updatedAt.toISOString(), updatedBy };
}

function draftConflict(draft: Draft, yours: number): Error {
  return fail('draft_conflict', { current: draft.revision, yours, updatedBy: draft.updatedBy, updatedAt: draft.updatedAt });
}
