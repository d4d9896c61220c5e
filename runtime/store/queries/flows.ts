import type { Json } from '../../../schemas/json.js';
import type { Queryable } from './in-transaction.js';
import { toCanary, type Canary } from './publications.js';

export interface FlowSummary {
  flow: string;
  /** As `meta.name` of the draft has it: text, or text per language. */
  name: Json;
  languages: Json;
  live: { version: string; publishedAt: string; publishedBy: string; canary: Canary | null } | null;
  /** `changed`: it differs from what is live. */
  draft: { revision: number; updatedAt: string; updatedBy: string; changed: boolean } | null;
}

/** Every flow, by id. */
export async function getFlows(client: Queryable): Promise<FlowSummary[]> {
  const { rows } = await client.query<FlowRow>(`
    select f.flow, coalesce(d.document, v.document) -> 'meta' as meta,
           p.version, p.published_at, p.published_by, p.canary, p.share_percent::float8 as "sharePercent",
           d.revision, d.updated_at, d.updated_by, d.document::jsonb is distinct from v.document::jsonb as changed
    from flows f
    left join drafts d using (flow)
    left join lateral (select * from publications where flow = f.flow and alias = 'live' order by id desc limit 1) p on true
    left join versions v on v.version = p.version
    order by f.flow`);
  return rows.map(toSummary);
}

interface FlowRow {
  flow: string;
  meta: { name?: Json; languages?: Json } | null;
  version: string | null;
  published_at: Date;
  published_by: string;
  canary: string | null;
  sharePercent: number | null;
  revision: number | null;
  updated_at: Date;
  updated_by: string;
  changed: boolean;
}

function toSummary(row: FlowRow): FlowSummary {
  return {
    flow: row.flow,
    name: row.meta?.name ?? row.flow,
    languages: row.meta?.languages ?? [],
    live: row.version === null ? null : { version: row.version, publishedAt: row.published_at.toISOString(), publishedBy: row.published_by, canary: toCanary(row) },
    draft: row.revision === null ? null : { revision: row.revision, updatedAt: row.updated_at.toISOString(), updatedBy: row.updated_by, changed: row.changed },
  };
}
