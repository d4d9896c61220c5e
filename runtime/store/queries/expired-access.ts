import type { Queryable } from './in-transaction.js';

/** Takes away links that nobody spent in time and sessions that nobody ended. */
export async function removeExpiredAccess(client: Queryable): Promise<void> {
  await client.query('delete from auth_verification where "expiresAt" < now()');
  await client.query('delete from auth_session where "expiresAt" < now()');
}
