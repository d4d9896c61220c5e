import pg from 'pg';
import { serverRole } from './cluster.js';
import type { Postmaster } from './postmaster.js';

/**
 * One session that every attached program holds for as long as it runs. It shares a lock that ends with the session, so
 * also with a killed program; who leaves and can take the lock alone is the last, and nobody can attach from then on.
 */
export interface Presence {
  client: pg.Client;
  postmaster: Postmaster;
  /** Resolves when the session is lost. */
  lost: Promise<void>;
  /** True when nobody else is attached. The session then stays open, and with it the lock, until the server stops. */
  leave(): Promise<boolean>;
}

/** `absent`: nothing listens. `busy`: it starts, recovers, stops or is full; ask again. */
export type Answer = Presence | 'absent' | 'busy';

export async function attach(postmaster: Postmaster, applicationName: string): Promise<Answer> {
  const client = new pg.Client({ ...getConnection(postmaster, 'postgres'), application_name: applicationName, connectionTimeoutMillis: 5000, keepAlive: true });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const lost = new Promise<void>((resolve) => client.once('end', () => resolve()));
    if (await askLock(client, 'pg_try_advisory_lock_shared')) return { client, postmaster, lost, leave: () => leave(client) };
    await client.end();
    return 'busy';
  } catch (error) {
    return readRefusal(error as Error & { code?: string });
  }
}

/** Settings that reach the server; PG* variables of the environment do not matter. */
export function getConnection(postmaster: Postmaster, database: string): pg.ClientConfig {
  return { host: postmaster.socketFolder, port: postmaster.port, user: serverRole, database, ssl: false };
}

/** Any two numbers that nothing else in the database `postgres` uses. */
const lockKey = '1953658222, 1';

async function askLock(client: pg.Client, request: string): Promise<boolean> {
  const { rows } = await client.query<{ granted: boolean }>(`select ${request}(${lockKey}) as granted`);
  return rows[0]?.granted === true;
}

/** Gives up the share first: of two programs that leave at once, the later one then finds itself alone. */
async function leave(client: pg.Client): Promise<boolean> {
  try {
    await askLock(client, 'pg_advisory_unlock_shared');
    if (await askLock(client, 'pg_try_advisory_lock')) return true;
    await client.end();
  } catch {
    // The server went away by itself.
  }
  return false;
}

/** Class 57 is "operator intervention": starting up, shutting down. 53300 is "too many connections". */
function readRefusal(error: Error & { code?: string }): Answer {
  const code = error.code ?? '';
  if (code.startsWith('57') || code === '53300') return 'busy';
  if (code === 'EACCES' || code === 'EPERM' || /^[0-9A-Z]{5}$/.test(code) && !code.startsWith('E')) throw error;
  return 'absent';
}
