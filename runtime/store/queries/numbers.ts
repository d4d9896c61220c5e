import type pg from 'pg';
import { fail } from '../../errors.js';
import { announceChange } from './announce-change.js';
import { addAuditEntry } from './audit.js';
import { checkBasedOn } from './check-based-on.js';
import { inTransaction } from './in-transaction.js';
import type { Queryable } from './in-transaction.js';

export interface NumberEntry {
  /** E.164, or `*` for every number that has no entry. */
  number: string;
  flow: string;
  alias: string;
  updatedAt: string;
  updatedBy: string;
}

export async function getNumbers(client: Queryable): Promise<NumberEntry[]> {
  const { rows } = await client.query<Omit<NumberEntry, 'updatedAt'> & { updatedAt: Date }>(
    'select number, flow, alias, updated_at as "updatedAt", updated_by as "updatedBy" from numbers order by number',
  );
  return rows.map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() }));
}

export interface NewNumberEntry {
  number: string;
  flow: string;
  alias: string;
  /** Its `updatedAt` when it was looked at; `null`: it had no entry. (Default: nothing is checked.) */
  basedOn?: string | null | undefined;
  who: string;
}

/**
 * Throws `not_found` when the alias points to nothing: the number would be answered with an apology. Throws `changed_meanwhile` where somebody
 * gave the number to a flow after `basedOn`.
 */
export async function setNumber(pool: pg.Pool, { number, flow, alias, basedOn, who }: NewNumberEntry): Promise<void> {
  await inTransaction(pool, async (client) => {
    await checkEntry(client, number, basedOn);
    const { rowCount } = await client.query('select from publications where flow = $1 and alias = $2 limit 1', [flow, alias]);
    if (rowCount === 0) {
      throw fail('not_found', {
        what: { 'en-US': `"${flow}@${alias}"`, 'zh-CN': `“${flow}@${alias}”` },
        fix: { 'en-US': `Publish the flow as "${alias}" first, or correct the name.`, 'zh-CN': `请先把流程发布为“${alias}”，或改正名称。` },
      });
    }
    await client.query(
      `insert into numbers (number, flow, alias, updated_by) values ($1, $2, $3, $4)
       on conflict (number) do update set flow = excluded.flow, alias = excluded.alias, updated_by = excluded.updated_by, updated_at = now()`,
      [number, flow, alias, who],
    );
    await announceChange(client, 'numbers');
    await addAuditEntry(client, { who, action: 'number_set', subject: `number:${number}`, details: { flow, alias } });
  });
}

/** Throws `not_found`. */
export async function removeNumber(pool: pg.Pool, { number, who }: { number: string; who: string }): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rowCount } = await client.query('delete from numbers where number = $1', [number]);
    if (rowCount === 0) {
      throw fail('not_found', {
        what: { 'en-US': `Number "${number}"`, 'zh-CN': `号码“${number}”` },
        fix: { 'en-US': 'List the numbers to find how it is written.', 'zh-CN': '请从号码列表中选择。' },
      });
    }
    await announceChange(client, 'numbers');
    await addAuditEntry(client, { who, action: 'number_removed', subject: `number:${number}` });
  });
}

/** Two that set it at once follow each other. */
async function checkEntry(client: Queryable, number: string, basedOn: string | null | undefined): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtext('number ' || $1))`, [number]);
  const { rows } = await client.query<{ at: Date; who: string }>('select updated_at as at, updated_by as who from numbers where number = $1', [number]);
  const current = rows[0] ? { version: rows[0].at.toISOString(), who: rows[0].who } : null;
  checkBasedOn({ basedOn, current, what: { 'en-US': `the number ${number}`, 'zh-CN': `号码 ${number}` } });
}
