import type { Queryable } from './in-transaction.js';
import { getSetting, saveSetting } from './settings.js';

/** The names of what flows read as `settings`, by the node that started last: a check tells of others. Values stay with the node. */
export async function noteFlowSettings(client: Queryable, names: readonly string[]): Promise<void> {
  await saveSetting(client, name, [...names].sort());
}

/** For a check. Empty: no server has started on this database, so that nothing is known. */
export async function getFlowSettingNames(client: Queryable): Promise<{ settings?: string[] }> {
  const settings = await getSetting<string[]>(client, name);
  return settings ? { settings } : {};
}

const name = 'flow_settings';
