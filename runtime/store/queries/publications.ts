import type pg from 'pg';
import { fail } from '../../errors.js';
import type { Product } from '../../../schemas/documents/product.js';
import type { Problem } from '../../engine/check/problem.js';
import { announceChange } from './announce-change.js';
import { addAuditEntry } from './audit.js';
import { lockDraft, unknownFlow } from './drafts.js';
import { inTransaction } from './in-transaction.js';
import type { Queryable } from './in-transaction.js';
import { getCatalog } from './products.js';
import { addVersion } from './versions.js';

export interface Publication {
  id: string;
  alias: string;
  version: string;
  publishedAt: string;
  publishedBy: string;
  note: string;
}

export interface Published {
  version: string;
  publication: Publication;
}

/** Newest first: all that an alias ever pointed to. */
export async function getPublications(client: Queryable, flow: string): Promise<Publication[]> {
  const { rows } = await client.query<PublicationRow>(`select ${columns} from publications where flow = $1 order by id desc`, [flow]);
  return rows.map(toPublication);
}

/**
 * Makes a version of the draft and points the alias to it, in one transaction. Throws `draft_conflict` unless the draft still has the
 * revision that was looked at, and `has_problems` when its check finds errors; warnings do not stop it.
 */
export async function publishDraft(
  pool: pg.Pool,
  checkFlow: (document: unknown, options: { products: Record<string, Product> }) => Problem[],
  { flow, alias, revision, note, who }: { flow: string; alias: string; revision: number; note: string; who: string },
): Promise<Published> {
  return inTransaction(pool, async (client) => {
    await lockFlow(client, flow);
    const { document, layout } = await lockDraft(client, flow, revision);
    const problems = checkFlow(document, { products: await getCatalog(client) });
    const count = problems.filter(({ severity }) => severity === 'error').length;
    if (count > 0) throw fail('has_problems', { count, problems });
    const version = await addVersion(client, { flow, document, layout, who });
    await client.query('update drafts set based_on = $2 where flow = $1', [flow, version]);
    const publication = await addPublication(client, { flow, alias, version, note, who });
    await addAuditEntry(client, { who, action: 'flow_published', subject: `flow:${flow}`, details: { alias, version, note } });
    return { version, publication };
  });
}

/** Points the alias to an older version, or to the one before, by one more publication. */
export async function rollbackFlow(
  pool: pg.Pool,
  { flow, alias, version, note, who }: { flow: string; alias: string; version?: string | undefined; note: string; who: string },
): Promise<Published> {
  return inTransaction(pool, async (client) => {
    await lockFlow(client, flow);
    const target = version ?? (await getVersionBefore(client, flow, alias));
    const { rowCount } = await client.query('select from versions where flow = $1 and version = $2', [flow, target]);
    if (rowCount === 0) throw fail('not_found', { what: `Version "${target}" of flow "${flow}"`, fix: 'List the versions of the flow to find it.' });
    const publication = await addPublication(client, { flow, alias, version: target, note, who });
    await addAuditEntry(client, { who, action: 'flow_rolled_back', subject: `flow:${flow}`, details: { alias, version: target, note } });
    return { version: target, publication };
  });
}

/** Append-only. The caller holds the flow, so that publications of one flow follow each other. */
export async function addPublication(client: Queryable, { flow, alias, version, note, who }: { flow: string; alias: string; version: string; note: string; who: string }): Promise<Publication> {
  const { rows } = await client.query<PublicationRow>(
    `insert into publications (flow, alias, version, note, published_by) values ($1, $2, $3, $4, $5) returning ${columns}`,
    [flow, alias, version, note, who],
  );
  await announceChange(client, 'publications');
  return toPublication(rows[0]!);
}

export async function lockFlow(client: Queryable, flow: string): Promise<void> {
  const { rowCount } = await client.query('select from flows where flow = $1 for update', [flow]);
  if (rowCount === 0) throw unknownFlow(flow);
}

/**
 * Going back twice goes back two versions, not back and forth: a publication of the version that lay below the current one took the
 * current one away.
 */
async function getVersionBefore(client: Queryable, flow: string, alias: string): Promise<string> {
  const { rows } = await client.query<{ version: string }>('select version from publications where flow = $1 and alias = $2 order by id', [flow, alias]);
  const stack: string[] = [];
  for (const { version } of rows) {
    if (version === stack.at(-2)) stack.pop();
    else if (version !== stack.at(-1)) stack.push(version);
  }
  const before = stack.at(-2);
  if (!before) throw fail('not_found', { what: `A version of "${flow}@${alias}" before the current one`, fix: 'Name the version to go back to.' });
  return before;
}

const columns = 'id, alias, version, published_at, published_by, note';

interface PublicationRow {
  id: string;
  alias: string;
  version: string;
  published_at: Date;
  published_by: string;
  note: string;
}

function toPublication({ published_at: publishedAt, published_by: publishedBy, ...row }: PublicationRow): Publication {
  return { id: row.id, alias: row.alias, version: row.version, publishedAt: publishedAt.toISOString(), publishedBy, note: row.note };
}
