import type pg from 'pg';
import type { Json } from '../../../schemas/json.js';
import { announceChange } from './announce-change.js';
import { addAuditEntry } from './audit.js';
import { inTransaction } from './in-transaction.js';
import type { Queryable } from './in-transaction.js';

/** A named value that operations change without publishing. */
export interface Switch {
  switch: string;
  value: Json;
  updatedAt: string;
  updatedBy: string;
}

export async function getSwitches(client: Queryable): Promise<Switch[]> {
  const { rows } = await client.query<Omit<Switch, 'updatedAt'> & { updatedAt: Date }>(
    'select switch, value, updated_at as "updatedAt", updated_by as "updatedBy" from switches order by switch',
  );
  return rows.map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() }));
}

export async function setSwitch(pool: pg.Pool, { name, value, who }: { name: string; value: Json; who: string }): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query(
      `insert into switches (switch, value, updated_by) values ($1, $2, $3)
       on conflict (switch) do update set value = excluded.value, updated_by = excluded.updated_by, updated_at = now()`,
      [name, JSON.stringify(value), who],
    );
    await announceChange(client, 'switches');
    await addAuditEntry(client, { who, action: 'switch_set', subject: `switch:${name}`, details: { value } });
  });
}
