import type { Queryable } from './in-transaction.js';

/** What nodes keep in memory and need to hear about. */
export type Change = 'publications' | 'numbers' | 'switches' | 'products' | 'calendars' | 'articles';

export const changeChannel = 'trunkline_changes';

/** Tells every node, when the transaction commits, to read again. A node that misses it notices by polling. */
export async function announceChange(client: Queryable, change: Change): Promise<void> {
  await client.query('select pg_notify($1, $2)', [changeChannel, change]);
}
