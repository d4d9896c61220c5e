import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe } from '@jest/globals';
import type pg from 'pg';
import type { Migration } from '../../runtime/store/migrate.js';
import { openDatabase } from '../../runtime/store/open-database.js';
import type { Database } from '../../runtime/store/open-database.js';
import { openTestServer, silentLog } from './test-server.js';
import type { Backend, TestServer } from './test-server.js';
import { createFromTemplate } from './database-template.js';

/** A migrated database of its own, dropped by `close`. `databaseUrl` lets another process use it as DATABASE_URL. */
export interface TestDatabase extends Database {
  databaseUrl: string;
}

export interface TestDatabaseOptions {
  /** (Default: those of the program.) */
  migrations?: readonly Migration[];
  /** `embedded`: as without DATABASE_URL, over a unix socket. `url`: over TCP with a password. (Default: `embedded`.) */
  backend?: Backend;
}

/**
 * Gives the test file, or the `describe` around it, a database: `const database = useDatabase()`, then `database().pool`.
 * The server is shared by all test files that run at the same time, and stops with the last of them.
 */
export function useDatabase(options: TestDatabaseOptions = {}): () => TestDatabase {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await openTestDatabase(options);
  });
  afterAll(() => database?.close());
  return () => {
    if (!database) throw new Error('The database is open only inside of tests and of hooks that follow useDatabase().');
    return database;
  };
}

/** Runs one suite over the embedded server and over a server reached by DATABASE_URL. */
export function forEachBackend(suite: (database: () => TestDatabase, backend: Backend) => void, options: Omit<TestDatabaseOptions, 'backend'> = {}): void {
  describe.each<Backend>(['embedded', 'url'])('over PostgreSQL (%s)', (backend) => suite(useDatabase({ ...options, backend }), backend));
}

export async function openTestDatabase({ migrations, backend = 'embedded' }: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const server = await openTestServer(backend);
  try {
    const name = `${testDatabasePrefix}${process.pid}_${randomBytes(4).toString('hex')}`;
    await dropAbandoned(server);
    await createFromTemplate(server, name, migrations ?? (await getProgramMigrations()));
    const databaseUrl = server.urlOf(name);
    const database = await openDatabase({ databaseUrl, dataDir: server.dataDir, log: silentLog });
    return { ...database, databaseUrl, close: () => close(database, server, name) };
  } catch (error) {
    await server.close();
    throw error;
  }
}

const testDatabasePrefix = 'trunkline_test_';

async function getProgramMigrations(): Promise<readonly Migration[]> {
  const { migrations } = await import('../../runtime/store/migrations/index.js');
  return migrations;
}

async function close(database: Database, server: TestServer, name: string): Promise<void> {
  await database.close();
  await drop(server.admin, name);
  await server.close();
}

async function drop(admin: pg.Client, name: string): Promise<void> {
  await admin.query(`drop database if exists ${admin.escapeIdentifier(name)} with (force)`);
}

/** Those of killed runs. A server that is not ours may hold databases of other machines, whose processes are not seen here. */
async function dropAbandoned(server: TestServer): Promise<void> {
  if (!server.isOurs) return;
  const { rows } = await server.admin.query<{ name: string }>(`select datname as name from pg_database where starts_with(datname, $1)`, [testDatabasePrefix]);
  for (const { name } of rows) {
    if (!isAlive(Number(name.slice(testDatabasePrefix.length).split('_')[0]))) await drop(server.admin, name);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
