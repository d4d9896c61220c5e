import type pg from 'pg';
import { fail } from '../../errors.js';
import { addAuditEntry } from './audit.js';
import { inTransaction } from './in-transaction.js';
import type { Queryable } from './in-transaction.js';

/** An API token, without the token. */
export interface TokenSummary {
  id: string;
  name: string;
  role: string;
  /** Its first characters, to tell tokens apart. */
  prefix: string;
  createdAt: string;
  /** `null` before the first use. */
  lastUsedAt: string | null;
}

export async function getTokens(client: Queryable): Promise<TokenSummary[]> {
  const { rows } = await client.query<TokenRow>(
    `select id, name, start as prefix, metadata, "createdAt", "lastRequest" as "usedAt" from auth_api_key order by "createdAt" desc, id`,
  );
  return rows.map(toSummary);
}

export async function removeToken(pool: pg.Pool, { id, who }: { id: string; who: string }): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ name: string }>('delete from auth_api_key where id = $1 returning name', [id]);
    if (!rows[0]) throw fail('not_found', { what: { 'en-US': `Token "${id}"`, 'zh-CN': `令牌“${id}”` }, fix: { 'en-US': 'List the tokens to find the id.', 'zh-CN': '请从令牌列表中选择。' } });
    await addAuditEntry(client, { who, action: 'token_removed', subject: `token:${rows[0].name}` });
  });
}

interface TokenRow {
  id: string;
  name: string | null;
  prefix: string | null;
  metadata: string | null;
  createdAt: Date;
  usedAt: Date | null;
}

function toSummary({ id, name, prefix, metadata, createdAt, usedAt }: TokenRow): TokenSummary {
  const { role } = JSON.parse(metadata ?? '{}') as { role?: string };
  return { id, name: name ?? '', role: role ?? '', prefix: prefix ?? '', createdAt: createdAt.toISOString(), lastUsedAt: usedAt?.toISOString() ?? null };
}
