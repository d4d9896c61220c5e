import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openServer } from '../../runtime/store/server/open-server.js';
import type { Server, ServerLog } from '../../runtime/store/server/open-server.js';

export type Backend = 'embedded' | 'url';

/** A PostgreSQL for tests. `admin` may create databases. */
export interface TestServer {
  admin: pg.Client;
  dataDir: string;
  /** False for the one that the environment's DATABASE_URL names. */
  isOurs: boolean;
  urlOf(database: string): string;
  close(): Promise<void>;
}

export const silentLog: ServerLog = { info: () => undefined, warn: () => undefined };

/**
 * Attaches to the server that the running test files of this checkout share, or starts it; whoever leaves last stops it.
 * Its cluster stays in the temporary folder for the next run. As `url`, the environment's DATABASE_URL comes first.
 */
export async function openTestServer(backend: Backend): Promise<TestServer> {
  const given = process.env['DATABASE_URL'];
  if (backend === 'url' && given) return openGiven(given);
  return backend === 'url' ? openOverTcp() : openOverSocket();
}

const applicationName = `trunkline test ${process.pid}`;
/** The server listens on the loopback address only, and holds nothing but test data. */
const tester = { name: 'tester', password: 'for tests only' };

async function openOverSocket(): Promise<TestServer> {
  const dataDir = getDataDir('embedded');
  const server = await openServer({ dataDir, log: silentLog, applicationName });
  const { host, port, user } = server.connect('postgres');
  return createTestServer(server, dataDir, (database) => `postgres://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host!)}`);
}

async function openOverTcp(): Promise<TestServer> {
  const dataDir = getDataDir('tcp');
  const server = await openServer({ dataDir, log: silentLog, applicationName, settings: { listen_addresses: '127.0.0.1', port: String(await findFreePort()) } });
  const { port } = server.connect('postgres');
  const testServer = await createTestServer(server, dataDir, (database) => `postgres://${tester.name}:${encodeURIComponent(tester.password)}@127.0.0.1:${port}/${database}`);
  await createTester(testServer.admin);
  return testServer;
}

async function openGiven(databaseUrl: string): Promise<TestServer> {
  const admin = await connectAdmin({ connectionString: databaseUrl });
  const urlOf = (database: string): string => Object.assign(new URL(databaseUrl), { pathname: `/${database}` }).href;
  return { admin, dataDir: tmpdir(), isOurs: false, urlOf, close: () => admin.end() };
}

async function createTestServer(server: Server, dataDir: string, urlOf: (database: string) => string): Promise<TestServer> {
  const admin = await connectAdmin(server.connect('postgres'));
  return { admin, dataDir, isOurs: true, urlOf, close: () => admin.end().finally(server.close) };
}

async function connectAdmin(connection: pg.ClientConfig): Promise<pg.Client> {
  const admin = new pg.Client({ ...connection, application_name: applicationName });
  await admin.connect();
  return admin;
}

async function createTester(admin: pg.Client): Promise<void> {
  const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [tester.name]);
  if (rowCount === 1) return;
  await admin.query(`create role ${tester.name} superuser login password '${tester.password}'`).catch((error: { code?: string }) => {
    if (!['42710', '23505'].includes(error.code ?? '')) throw error;
  });
}

/** Checkouts and users do not share a server. */
function getDataDir(kind: string): string {
  const checkout = createHash('sha256').update(process.cwd()).digest('hex').slice(0, 8);
  return join(tmpdir(), `trunkline-test-${process.getuid?.()}-${checkout}-${kind}`);
}

async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
