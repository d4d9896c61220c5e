import { spawn } from 'node:child_process';
import { Agent, createServer, get as httpGet, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { createPerson, pressButton, readCookie } from '../drivers/api-server.js';
import { accountSid, dial } from '../drivers/caller.js';
import { openTestDatabase, type TestDatabase } from '../drivers/database.js';
import { authToken, isReady, startServerProcess, type ServerProcess } from '../resilience/server-process.js';
import { until } from '../drivers/until.js';

let database: TestDatabase;
let server: ServerProcess;
const others: ServerProcess[] = [];

/** A further server on the same database, ended after the test. */
async function start(environment: Record<string, string> = {}): Promise<ServerProcess> {
  const other = await startServerProcess({ DATABASE_URL: database.databaseUrl, PORT: '0', ...environment });
  others.push(other);
  return other;
}

const path = (url: string, part: string) => fetch(`${url}${part}`);

beforeAll(async () => {
  database = await openTestDatabase();
  server = await startServerProcess({ DATABASE_URL: database.databaseUrl, PORT: '0' });
});
afterEach(async () => {
  await Promise.all(others.splice(0).map((other) => other.isKilled()));
});
afterAll(async () => {
  await server.isKilled();
  await database.close();
});

describe('a server that has started', () => {
  test('on port 0 says which one it took, and that it lives and is ready', async () => {
    expect(server.url).toMatch(/^http:\/\/localhost:[1-9]\d{3,4}$/);
    for (const [part, status] of [['/healthz', 'ok'], ['/readyz', 'ready']]) {
      const answer = await path(server.url, part!);
      expect([answer.status, await answer.json()]).toEqual([200, { status }]);
    }
  });

  test('tells on standard output where it listens and which database it uses, without its password', () => {
    expect(server.output()).toMatch(/^Trunkline listens at http:\/\/localhost:\d+ \(database: PostgreSQL \d+\.\d+ at [^)]+\)\.\nSign in: http/);
    expect(server.output() + server.log()).not.toContain('for%20tests%20only');
  });

  test('keeps a quiet connection longer than the minute of a load balancer, which would lose the next request otherwise', async () => {
    const [, seconds] = /timeout=(\d+)/.exec((await path(server.url, '/healthz')).headers.get('keep-alive') ?? '') ?? [];
    expect(Number(seconds)).toBeGreaterThan(60);
  });

  test('never logs the sign-in link', () => {
    expect(server.log()).not.toContain(new URL(server.signInLink()!).searchParams.get('token'));
  });
});

test('metrics need a token', async () => {
  expect((await path(server.url, '/metrics')).status).toBe(401);
  const cookie = readCookie(await pressButton(server.url, server.signInLink()!));
  const admin = createPerson(server.url, '', { cookie, origin: server.url });
  const made = await admin.post('/tokens', { name: 'prometheus', role: 'analyst' });
  expect(made.status).toBe(201);
  await dial({ url: server.url, authToken });
  const answer = await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${made.body.token}` } });
  expect(answer.status).toBe(200);
  expect(await answer.text()).toMatch(/trunkline_webhook_seconds_count\{route="\/incoming",outcome="answered"\} [1-9]/);
  expect((await fetch(`${server.url}/metrics`, { headers: { authorization: 'Bearer made-up' } })).status).toBe(401);
});

test('after somebody has signed in, a start prints no link any more', async () => {
  const next = await start();
  expect(next.output()).toContain('Trunkline listens at');
  expect(next.signInLink()).toBeNull();
});

describe('a start that cannot be', () => {
  test.each([
    { what: 'on a port in use', environment: () => ({ PORT: new URL(server.url).port }), says: /^Port \d+ of 127\.0\.0\.1 is in use\. Stop the other program or set PORT\.$/m },
    { what: 'on a port that is none', environment: () => ({ PORT: '70000' }), says: /^PORT must be a number from 0 to 65535, not "70000"\.$/m },
    { what: 'without its database', environment: () => ({ DATABASE_URL: 'postgres://nobody:secret-word@127.0.0.1:1/none' }), says: /^The database does not answer: 127\.0\.0\.1:1\/none: .*correct DATABASE_URL/m },
    { what: 'with a short key', environment: () => ({ SECRET_KEY: 'short' }), says: /^SECRET_KEY must have at least 32 characters/m },
  ])('$what ends with 1 and says how to mend it', async ({ environment, says }) => {
    const { code, log, output } = await run({ DATABASE_URL: database.databaseUrl, PORT: '0', ...environment() });
    expect(code).toBe(1);
    expect(log).toMatch(says);
    expect(log).not.toMatch(/secret-word|\n\s+at /);
    expect(output).toBe('');
  });
});

test('while the database is gone it lives but is not ready; when it is back, so is the server', async () => {
  const own = await openTestDatabase();
  const node = await startServerProcess({ DATABASE_URL: own.databaseUrl, PORT: '0' });
  // From another database, since nobody can lock up the one they are in.
  const keeper = new pg.Client({ connectionString: Object.assign(new URL(own.databaseUrl), { pathname: '/postgres' }).href });
  await keeper.connect();
  const name = new URL(own.databaseUrl).pathname.slice(1);
  try {
    await shut(keeper, name, true);
    const answer = await path(node.url, '/readyz');
    expect([answer.status, await answer.json()]).toEqual([503, { status: 'not_ready', reason: expect.stringMatching(/not currently accepting connections|terminating connection/) }]);
    expect((await path(node.url, '/healthz')).status).toBe(200);
    const caller = await dial({ url: node.url, authToken });
    expect(caller.heard()).toMatch(/we have a fault/);
    await shut(keeper, name, false);
    await until('Ready again', 10, () => isReady(node.url));
    (await dial({ url: node.url, authToken }, { from: '+8613800000006' })).hears(/Lost card/);
  } finally {
    await shut(keeper, name, false);
    await keeper.end();
    await node.isKilled();
    await own.close();
  }
}, 60_000);

describe('a strict server: no demo, one account, two auth tokens while they rotate', () => {
  let strict: ServerProcess;
  beforeAll(async () => {
    strict = await startServerProcess({ DATABASE_URL: database.databaseUrl, PORT: '0', DEMO: 'off', TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: `${'a'.repeat(32)}, ${'b'.repeat(32)}` });
  });
  afterAll(() => strict.isKilled());

  test.each(['', '/customers?phone=%2B8613800000001'])('has no /demo/crm%s, which others have', async (part) => {
    const statuses = [server, strict].map(async ({ url }) => (await fetch(`${url}/demo/crm${part}`, { headers: { accept: 'application/json' } })).status);
    expect(await Promise.all(statuses)).toEqual([200, 404]);
  });

  test('takes what either token signed, and nothing else', async () => {
    for (const token of ['a', 'b']) (await dial({ url: strict.url, authToken: token.repeat(32) })).hears(/示例银行/);
    await expect(dial({ url: strict.url, authToken: 'c'.repeat(32) })).rejects.toThrow('403');
    await expect(dial({ url: strict.url, authToken: `${'a'.repeat(32)}, ${'b'.repeat(32)}` })).rejects.toThrow('403');
  });

  test('refuses a call of another account, which leaves no row', async () => {
    const callSid = `CA${'9'.repeat(32)}`;
    await expect(dial({ url: strict.url, authToken: 'a'.repeat(32), accountSid: `AC${'1'.repeat(32)}` }, { callSid })).rejects.toThrow('403');
    expect((await database.pool.query('SELECT FROM calls WHERE call_id = $1', [callSid])).rowCount).toBe(0);
  });
});

test('without an auth token no webhook is answered', async () => {
  const locked = await start({ TWILIO_AUTH_TOKEN: '' });
  for (const guess of ['', 'undefined']) await expect(dial({ url: locked.url, authToken: guess })).rejects.toThrow('403');
});

describe('asked to stop', () => {
  test('it finishes the requests of calls, takes no further one, and ends with 0', async () => {
    let isAsked = false;
    const core = createServer((_request, response) => {
      isAsked = true;
      setTimeout(() => response.writeHead(404).end(), 1500);
    });
    await new Promise<void>((resolve) => core.listen(0, '127.0.0.1', resolve));
    const stopping = await start({ CRM_URL: `http://127.0.0.1:${(core.address() as AddressInfo).port}` });
    const callSid = `CA${'8'.repeat(32)}`;
    const pending = dial({ url: stopping.url, authToken }, { callSid }).catch((error: unknown) => error);
    await until('The CRM is asked', 10, () => Promise.resolve(isAsked));
    stopping.isAskedToStop();
    // The reply comes; the redirect in it meets a port at which nobody listens.
    expect(String(await pending)).toContain('fetch failed');
    expect(await stopping.ended).toBe(0);
    expect((await database.pool.query('SELECT turn FROM calls WHERE call_id = $1', [callSid])).rows).toEqual([{ turn: 1 }]);
    core.closeAllConnections();
    core.close();
  });

  test('connections that are kept open, or that never asked anything, do not hold it up', async () => {
    const stopping = await start();
    const { port } = new URL(stopping.url);
    const agent = new Agent({ keepAlive: true });
    await new Promise<IncomingMessage>((resolve, reject) => httpGet({ port, path: '/healthz', agent }, (answer) => answer.resume().once('end', () => resolve(answer))).once('error', reject));
    const silent = await new Promise<Socket>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => resolve(socket)).on('error', () => undefined);
    });
    const began = Date.now();
    expect(await stopping.stops()).toBe(0);
    expect(Date.now() - began).toBeLessThan(5_000);
    silent.destroy();
    agent.destroy();
  });
});

/** Nobody may come into a database any more, and whoever is in is sent out. */
async function shut(keeper: pg.Client, name: string, isShut: boolean): Promise<void> {
  await keeper.query(`ALTER DATABASE ${keeper.escapeIdentifier(name)} ALLOW_CONNECTIONS ${!isShut}`);
  if (isShut) await keeper.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
}

/** Runs it to its end. */
function run(environment: Record<string, string>): Promise<{ code: number | null; output: string; log: string }> {
  const child = spawn(process.execPath, ['dist/runtime/main.js'], { env: { PATH: process.env['PATH'], LOG_LEVEL: 'warn', ...environment } });
  let output = '';
  let log = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output, log })));
}
