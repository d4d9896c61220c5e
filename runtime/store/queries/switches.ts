import type pg from 'pg';
import type { Json } from '../../../schemas/json.js';
import { fail } from '../../errors.js';
import { announceChange } from './announce-change.js';
import { addAuditEntry } from './audit.js';
import { checkBasedOn } from './check-based-on.js';
import { inTransaction } from './in-transaction.js';
import type { Queryable } from './in-transaction.js';

/** A named value that operations change without publishing. */
export interface Switch {
  switch: string;
  value: Json;
  /** From then on it counts as not set; `null`: it stays. */
  until: string | null;
  note: string;
  updatedAt: string;
  updatedBy: string;
}

/** One entry of a switch's history. `null` as `before` or `after`: not set. */
export interface SwitchChange {
  before: { value: Json } | null;
  after: { value: Json } | null;
  until: string | null;
  note: string;
  at: string;
  who: string;
}

/** Every switch that was set, also where its time is over. */
export async function getSwitches(client: Queryable): Promise<Switch[]> {
  const { rows } = await client.query<Omit<Switch, 'updatedAt' | 'until'> & { updatedAt: Date; until: Date | null }>(
    'select switch, value, until, note, updated_at as "updatedAt", updated_by as "updatedBy" from switches order by switch',
  );
  return rows.map((row) => ({ ...row, until: row.until?.toISOString() ?? null, updatedAt: row.updatedAt.toISOString() }));
}

/** Newest first. */
export async function getSwitchHistory(client: Queryable, name: string): Promise<SwitchChange[]> {
  const { rows } = await client.query<HistoryRow>(
    `select before is not null as "hadValue", before, after is not null as "hasValue", after, until, note, changed_at as at, changed_by as who
     from switch_changes where switch = $1 order by id desc limit 200`,
    [name],
  );
  return rows.map(({ hadValue, before, hasValue, after, until, at, ...row }) => ({
    ...row,
    before: hadValue ? { value: before } : null,
    after: hasValue ? { value: after } : null,
    until: until?.toISOString() ?? null,
    at: at.toISOString(),
  }));
}

interface HistoryRow {
  hadValue: boolean;
  before: Json;
  hasValue: boolean;
  after: Json;
  until: Date | null;
  note: string;
  at: Date;
  who: string;
}

export interface NewSetting {
  name: string;
  value: Json;
  until?: string | null;
  note?: string;
  /** Its `updatedAt` when it was looked at; `null`: nobody had set it. (Default: nothing is checked.) */
  basedOn?: string | null | undefined;
  who: string;
}

/** Sets it on every node, within a second, until its time is over. Throws `changed_meanwhile` where somebody set or cleared it after `basedOn`. */
export async function setSwitch(pool: pg.Pool, { name, value, until = null, note = '', basedOn, who }: NewSetting): Promise<void> {
  await inTransaction(pool, async (client) => {
    const before = await lockSwitch(client, name);
    const { rows } = await client.query<{ at: Date; who: string }>('select updated_at as at, updated_by as who from switches where switch = $1', [name]);
    const current = rows[0] ? { version: rows[0].at.toISOString(), who: rows[0].who } : null;
    checkBasedOn({ basedOn, current, what: { 'en-US': `the switch "${name}"`, 'zh-CN': `开关“${name}”` } });
    await client.query(
      `insert into switches (switch, value, until, note, updated_by) values ($1, $2, $3, $4, $5)
       on conflict (switch) do update set value = excluded.value, until = excluded.until, note = excluded.note, updated_by = excluded.updated_by, updated_at = now()`,
      [name, JSON.stringify(value), until, note, who],
    );
    await addChange(client, { name, before, after: JSON.stringify(value), until, note, who });
    await addAuditEntry(client, { who, action: 'switch_set', subject: `switch:${name}`, details: { value, ...(before !== null && { before: JSON.parse(before) as Json }), ...(until && { until }), ...(note && { note }) } });
  });
}

/** As if nobody had ever set it: the flows' own defaults hold. Throws `not_found`. */
export async function clearSwitch(pool: pg.Pool, { name, note = '', who }: { name: string; note?: string; who: string }): Promise<void> {
  await inTransaction(pool, async (client) => {
    const before = await lockSwitch(client, name);
    const { rowCount } = await client.query('delete from switches where switch = $1', [name]);
    if (rowCount === 0) {
      throw fail('not_found', {
        what: { 'en-US': `A value of the switch "${name}"`, 'zh-CN': `开关“${name}”的取值` },
        fix: { 'en-US': 'It has its default already.', 'zh-CN': '它已经是默认值。' },
      });
    }
    await addChange(client, { name, before, after: null, until: null, note, who });
    await addAuditEntry(client, { who, action: 'switch_cleared', subject: `switch:${name}`, details: { ...(before !== null && { before: JSON.parse(before) as Json }), ...(note && { note }) } });
  });
}

/** Its value as JSON text; `null` where it is not set, or its time is over. Two that set it at once follow each other. */
async function lockSwitch(client: Queryable, name: string): Promise<string | null> {
  await client.query(`select pg_advisory_xact_lock(hashtext('switch ' || $1))`, [name]);
  const { rows } = await client.query<{ value: string }>('select value::text as value from switches where switch = $1 and (until is null or until > now())', [name]);
  return rows[0]?.value ?? null;
}

interface Change {
  name: string;
  before: string | null;
  after: string | null;
  until: string | null;
  note: string;
  who: string;
}

async function addChange(client: Queryable, { name, before, after, until, note, who }: Change): Promise<void> {
  await client.query('insert into switch_changes (switch, before, after, until, note, changed_by) values ($1, $2, $3, $4, $5, $6)', [name, before, after, until, note, who]);
  await announceChange(client, 'switches');
}
