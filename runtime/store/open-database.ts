import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { fail } from '../errors.js';
import { openServer } from './server/open-server.js';
import type { ServerLog } from './server/open-server.js';

export interface DatabaseOptions {
  /** A PostgreSQL from 15. (Default: the program runs its own under `dataDir`.) */
  databaseUrl?: string | undefined;
  dataDir: string;
  log: ServerLog;
}

export interface Database {
  pool: pg.Pool;
  /** To open further clients, such as those of pg-boss; close them before the database. */
  connection: pg.ClientConfig;
  /** For people, without the password. */
  description: string;
  /** Ends the pool, and the embedded server when no other program is attached. May be called twice. */
  close(): Promise<void>;
}

/** Opens the one database of Trunkline: the one `databaseUrl` names, else the embedded one of `dataDir`. It is not yet migrated. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  return options.databaseUrl ? openOther(options.databaseUrl, options.log) : openEmbedded(options);
}

/** A pool that survives a lost server: sessions that break while idle or while borrowed are logged, and replaced when next asked for. */
export function createPool(connection: pg.ClientConfig, log: ServerLog): pg.Pool {
  const pool = new pg.Pool({ ...connection, max: poolSize, connectionTimeoutMillis: connectTimeoutMilliseconds });
  pool.on('error', (error) => log.warn({ reason: error.message }, 'An idle database session was lost'));
  // While a client is borrowed the pool does not listen, and an error that nobody hears ends the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** 16 sessions were measured to be enough for thousands of turns a second, and leave room for several nodes. */
const poolSize = 16;
const connectTimeoutMilliseconds = 10_000;
/** Longer than a turn may take. */
const endTimeoutMilliseconds = 20_000;
const oldestVersion = 15;
const mainDatabase = 'trunkline';

async function openEmbedded({ dataDir, log }: DatabaseOptions): Promise<Database> {
  const applicationName = createApplicationName();
  const server = await openServer({ dataDir, log, applicationName });
  try {
    await createDatabase(server.connect('postgres'), mainDatabase);
    const connection = { ...server.connect(mainDatabase), application_name: applicationName };
    const pool = createPool(connection, log);
    const version = await checkServer(pool);
    return { pool, connection, description: `its own PostgreSQL ${version} in ${server.folder}`, close: once(() => endPool(pool, log).finally(server.close)) };
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function openOther(databaseUrl: string, log: ServerLog): Promise<Database> {
  const where = describeUrl(databaseUrl);
  const connection = { connectionString: databaseUrl, application_name: createApplicationName() };
  const pool = createPool(connection, log);
  try {
    const version = await checkServer(pool);
    return { pool, connection, description: `PostgreSQL ${version} at ${where}`, close: once(() => endPool(pool, log)) };
  } catch (error) {
    await pool.end();
    throw explain(error as Error & { code?: string }, where);
  }
}

/** Names this opening in pg_stat_activity; the random part tells nodes on different machines apart. */
function createApplicationName(): string {
  return `trunkline ${process.pid}-${randomBytes(3).toString('hex')}`;
}

/** Another starter may create it at the same moment: 42P04 and 23505 both say that it is there. */
async function createDatabase(connection: pg.ClientConfig, name: string): Promise<void> {
  const client = new pg.Client(connection);
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } catch (error) {
    if (!['42P04', '23505'].includes((error as { code?: string }).code ?? '')) throw error;
  } finally {
    await client.end();
  }
}

/** The version, such as "18.4". */
async function checkServer(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ number: number; encoding: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_encoding') as encoding`,
  );
  const { number, encoding } = rows[0]!;
  const version = `${Math.floor(number / 10_000)}.${number % 10_000}`;
  if (number < oldestVersion * 10_000) throw fail('database_too_old', { version });
  if (encoding !== 'UTF8') throw fail('database_unreachable', { reason: `its encoding is ${encoding}, which cannot hold every language. Create one with: createdb --encoding=UTF8 --template=template0` });
  return version;
}

const fixes: Record<string, string> = {
  '28P01': 'Correct the user or the password in DATABASE_URL.',
  '28000': 'Correct the user in DATABASE_URL, or let it in by pg_hba.conf.',
  '3D000': 'Create the database (createdb), or correct its name in DATABASE_URL.',
  '42501': 'Give the user of DATABASE_URL the right to connect.',
  '53300': 'Raise max_connections of that PostgreSQL, or end other programs that use it.',
  '57P03': 'It is starting or stopping: try again in a moment.',
};

function explain(error: Error & { code?: string }, where: string): Error {
  if (error.name === 'TrunklineError') return error;
  const fix = fixes[error.code ?? ''] ?? 'Start that PostgreSQL or correct DATABASE_URL; without DATABASE_URL, Trunkline runs its own.';
  return fail('database_unreachable', { reason: `${where}: ${error.message || error.code}. ${fix}` });
}

function describeUrl(databaseUrl: string): string {
  try {
    const { host, pathname } = new URL(databaseUrl);
    return `${host}${pathname}`;
  } catch {
    throw fail('database_unreachable', { reason: 'DATABASE_URL is not an address. Write it like postgres://user:password@host:5432/database.' });
  }
}

/** A pool waits for borrowed sessions; one that is never given back must not keep the program from stopping. */
async function endPool(pool: pg.Pool, log: ServerLog): Promise<void> {
  const waiting = new AbortController();
  const outOfTime = sleep(endTimeoutMilliseconds, true, { signal: waiting.signal }).catch(() => false);
  if (await Promise.race([pool.end().then(() => false), outOfTime])) log.warn({}, 'Database sessions were still in use when the database was closed');
  waiting.abort();
}

function once(end: () => Promise<void>): () => Promise<void> {
  let ended: Promise<void> | undefined;
  return () => (ended ??= end());
}
