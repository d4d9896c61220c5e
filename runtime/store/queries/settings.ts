import type { Json } from '../../../schemas/json.js';
import type { Queryable } from './in-transaction.js';

/** What the setting holds, after `value` was stored where it held nothing. Nodes that start at once all get the same answer. */
export async function getOrAddSetting<Value extends Json>(client: Queryable, name: string, value: Value): Promise<Value> {
  await client.query('insert into settings (name, value) values ($1, $2) on conflict do nothing', [name, JSON.stringify(value)]);
  const { rows } = await client.query<{ value: Value }>('select value from settings where name = $1', [name]);
  return rows[0]!.value;
}

/** `null`: nothing is stored. */
export async function getSetting<Value extends Json>(client: Queryable, name: string): Promise<Value | null> {
  const { rows } = await client.query<{ value: Value }>('select value from settings where name = $1', [name]);
  return rows[0]?.value ?? null;
}

export async function saveSetting(client: Queryable, name: string, value: Json): Promise<void> {
  await client.query('insert into settings (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value', [name, JSON.stringify(value)]);
}
