import { spawn } from 'node:child_process';
import { access, chmod, chown, mkdir, mkdtemp, readFile, readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { buildDatabaseProgram, startDatabaseProgram } from '../../tests/drivers/database-program.js';
import type { DatabaseProgram } from '../../tests/drivers/database-program.js';
import { openTestServer, silentLog } from '../../tests/drivers/test-server.js';
import type { TestServer } from '../../tests/drivers/test-server.js';
import { openDatabase } from './open-database.js';
import { hashOf, systemFolder } from './server/server-home.js';
import { readPostmaster, stopPostmaster } from './server/postmaster.js';
import { getServerUser, isReachable } from './server/server-user.js';

const asRoot = process.getuid?.() === 0;
/** Two users that every system has. */
const ordinaryUser = { name: 'nobody', uid: 65534, gid: 65534 };
const otherUser = { name: 'daemon', uid: 1, gid: 1 };
let base: string;
let programFolder: string;
const running: DatabaseProgram[] = [];
const served = new Set<string>();

beforeAll(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'trunkline-open-')));
  await chmod(base, 0o755);
  programFolder = join(base, 'program');
  await buildDatabaseProgram(programFolder);
});
afterEach(async () => {
  for (const program of running.splice(0)) await program.isKilled();
});
afterAll(async () => {
  for (const dataDir of served) await stopPostmaster(join(dataDir, 'postgres/cluster'));
  await rm(base, { recursive: true, force: true });
});

describe('the embedded PostgreSQL', () => {
  test('is private, durable, UTF-8, and stops with the only program', async () => {
    const dataDir = await makeFolder('plain');
    const database = await openDatabase({ dataDir, log: silentLog });
    const { rows } = await database.pool.query(`select setting from pg_settings where name in ('fsync', 'listen_addresses', 'server_encoding') order by name`);
    expect(rows.map(({ setting }) => setting)).toEqual(['on', '', 'UTF8']);
    expect((await stat(String(database.connection.host))).mode & 0o777).toBe(0o700);
    expect(database.description).toBe(`its own PostgreSQL 18.4 in ${join(dataDir, 'postgres')}`);
    await database.close();
    await database.close();
    expect(await isServed(dataDir)).toBe(false);
  });

  test('serves two programs that start at once in an empty folder, and stops with the last of them', async () => {
    const dataDir = await makeFolder('two');
    const programs = [start(dataDir), start(dataDir), start(dataDir)];
    const opened = await Promise.all(programs.map((program) => program.opened));
    expect(new Set(opened.map(({ serverStartedAt }) => serverStartedAt)).size).toBe(1);
    expect((await readdir(join(dataDir, 'postgres'))).sort()).toEqual(['cluster', 'server.log', 'socket']);

    await programs[0]!.closes();
    expect(await programs[1]!.asks('select 1 as one')).toEqual([{ one: 1 }]);
    await Promise.all([programs[1]!.closes(), programs[2]!.closes()]);
    expect(await isServed(dataDir)).toBe(false);
  });

  test('is ready for a program that starts while another stops it', async () => {
    const dataDir = await makeFolder('relay');
    let runner = start(dataDir);
    await runner.opened;
    for (let round = 0; round < 5; round += 1) {
      const next = start(dataDir);
      await runner.closes();
      await next.opened;
      expect(await next.asks('select 1 as one')).toEqual([{ one: 1 }]);
      runner = next;
    }
    await runner.closes();
    expect(await isServed(dataDir)).toBe(false);
  });

  test('outlives a killed program and takes the next one', async () => {
    const dataDir = await makeFolder('killed');
    const first = start(dataDir);
    const { serverStartedAt } = await first.opened;
    await first.isKilled();
    const second = start(dataDir);
    expect((await second.opened).serverStartedAt).toBe(serverStartedAt);
    await second.closes();
    expect(await isServed(dataDir)).toBe(false);
  });

  test('is started again when it is killed under a program that has a session borrowed', async () => {
    const dataDir = await makeFolder('crash');
    const program = start(dataDir);
    await program.opened;
    await program.asks('create table kept as select 7 as value');
    await program.borrows();
    await killServer(dataDir);
    expect(await untilAnswered(() => program.asks('select value from kept'))).toEqual([{ value: 7 }]);
    await program.closes();
    expect(await isServed(dataDir)).toBe(false);
  });

  test('starts after it and its program were killed together', async () => {
    const dataDir = await makeFolder('both');
    const program = start(dataDir);
    await program.opened;
    await program.asks('create table kept as select 7 as value');
    await killServer(dataDir);
    await program.isKilled();
    const next = start(dataDir);
    await next.opened;
    expect(await next.asks('select value from kept')).toEqual([{ value: 7 }]);
    await next.closes();
  });

  test('starts although a stranger has got the process number that it left behind', async () => {
    const dataDir = await makeFolder('stranger');
    const program = start(dataDir);
    await program.opened;
    const pidFile = join(dataDir, 'postgres/cluster/postmaster.pid');
    const left = await readFile(pidFile, 'utf8');
    const user = await getServerUser(join(dataDir, 'postgres/cluster'));
    const stranger = spawn('sleep', ['60'], user ? { uid: user.uid, gid: user.gid } : {});
    await program.closes();
    const { uid, gid } = await stat(join(dataDir, 'postgres/cluster'));
    for (const file of [pidFile, join(dataDir, 'postgres/socket/.s.PGSQL.5432.lock')]) {
      await writeFile(file, left.replace(/^\d+/, String(stranger.pid)));
      await chown(file, uid, gid);
    }
    const next = start(dataDir);
    await next.opened;
    await next.closes();
    stranger.kill();
  });

  test('has a socket also when the folder has too long a path for one', async () => {
    const dataDir = await makeFolder(join('long', 'x'.repeat(120)));
    const database = await openDatabase({ dataDir, log: silentLog });
    const folder = String(database.connection.host);
    expect(Buffer.byteLength(folder)).toBeLessThan(80);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    await database.close();
    await rm(asRoot ? join(folder, '..') : folder, { recursive: true });
  });
});

(asRoot ? describe : describe.skip)('as root', () => {
  test('the database of a folder that only root can enter lives elsewhere, and a note says so', async () => {
    const dataDir = await makeFolder('closed/data');
    await chmod(join(base, 'closed'), 0o700);
    const elsewhere = join(systemFolder, hashOf(dataDir));
    const program = start(dataDir);
    expect((await program.opened).description).toContain(elsewhere);
    await program.asks('create table kept as select 7 as value');
    await program.closes();
    const second = start(dataDir);
    expect(await second.asks('select value from kept')).toEqual([{ value: 7 }]);
    await second.closes();
    expect(await readFile(join(dataDir, 'DATABASE-IS-ELSEWHERE.txt'), 'utf8')).toContain(elsewhere);

    await chmod(join(base, 'closed'), 0o755);
    const again = start(dataDir);
    await again.opened;
    expect(await again.asks('select value from kept')).toEqual([{ value: 7 }]);
    await again.closes();

    await rename(dataDir, `${dataDir}-moved`);
    await expect(start(`${dataDir}-moved`).opened).rejects.toThrow(/was moved or copied.*mv '.*' '.*'/);
    await rename(`${dataDir}-moved`, dataDir);
    await rm(elsewhere, { recursive: true });
    await expect(start(dataDir).opened).rejects.toThrow(/it is not there\. Restore that folder, or delete the note/);
  });

  test('packages that only root can enter, installed without their scripts, are copied', async () => {
    const closed = await makeFolder('root-home');
    await chmod(closed, 0o700);
    await buildDatabaseProgram(join(closed, 'program'), { withoutInstallScripts: true });
    const before = await readdir(systemFolder).catch((): string[] => []);
    const dataDir = await makeFolder('open-data');
    const programs = [startDatabaseProgram(join(closed, 'program'), dataDir), startDatabaseProgram(join(closed, 'program'), dataDir)];
    running.push(...programs);
    await Promise.all(programs.map((program) => program.opened));
    await Promise.all(programs.map((program) => program.closes()));
    const made = (await readdir(systemFolder)).filter((name) => !before.includes(name));
    expect(made).toHaveLength(before.some((name) => name.startsWith('native-')) ? 0 : 1);
    for (const name of made) await rm(join(systemFolder, name), { recursive: true });
  });

  test('an ordinary user runs PostgreSQL as itself, and is told when the database is not its own', async () => {
    if (!(await isReachable(join(process.cwd(), 'node_modules/pg'), ordinaryUser))) return;
    const dataDir = await makeFolder('ordinary');
    await chown(dataDir, ordinaryUser.uid, ordinaryUser.gid);
    const program = start(dataDir, ordinaryUser.uid);
    expect((await program.opened).description).toContain(join(dataDir, 'postgres'));
    expect((await stat(join(dataDir, 'postgres/cluster'))).uid).toBe(ordinaryUser.uid);

    const root = start(dataDir);
    expect((await root.opened).serverStartedAt).toBe((await program.opened).serverStartedAt);
    await program.closes();
    await root.closes();

    await expect(start(dataDir, otherUser.uid).opened).rejects.toThrow(/was made by another user.*Run Trunkline as that user or as root/);
    const rootAlone = start(dataDir);
    await rootAlone.opened;
    await rootAlone.closes();
  });
});

describe('DATABASE_URL', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTestServer('url');
  });
  afterAll(() => server.close());

  const cases = [
    { what: 'where nothing listens', change: (url: URL) => Object.assign(url, { port: '1' }), says: /^The database does not answer: \S+:1\/postgres: .*Start that PostgreSQL or correct DATABASE_URL/ },
    { what: 'with a wrong password', change: (url: URL) => Object.assign(url, { password: 'wrong' }), says: /Correct the user or the password in DATABASE_URL/ },
    { what: 'of a database that is not there', change: (url: URL) => Object.assign(url, { pathname: '/nowhere' }), says: /Create the database/ },
  ];
  test.each(cases)('$what is refused with the fix, and without the password', async ({ change, says }) => {
    const databaseUrl = change(new URL(server.urlOf('postgres'))).href;
    const opening = openDatabase({ databaseUrl, dataDir: base, log: silentLog });
    await expect(opening).rejects.toThrow(says);
    await expect(opening).rejects.not.toThrow(/wrong|for tests only/);
  });

  test('that is no address is refused', async () => {
    await expect(openDatabase({ databaseUrl: 'localhost', dataDir: base, log: silentLog })).rejects.toThrow(/Write it like postgres:\/\/user:password@host:5432\/database/);
  });
});

function start(dataDir: string, uid?: number): DatabaseProgram {
  const program = startDatabaseProgram(programFolder, dataDir, uid);
  served.add(dataDir);
  running.push(program);
  return program;
}

async function makeFolder(name: string): Promise<string> {
  const folder = join(base, name);
  await mkdir(folder, { recursive: true });
  return folder;
}

async function isServed(dataDir: string): Promise<boolean> {
  return access(join(dataDir, 'postgres/cluster/postmaster.pid')).then(() => true, () => false);
}

async function killServer(dataDir: string): Promise<void> {
  process.kill((await readPostmaster(join(dataDir, 'postgres/cluster')))!.pid, 'SIGKILL');
}

/** What a client does that meets a database which is just coming back. */
async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  for (const givesUpAt = Date.now() + 20_000; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > givesUpAt) throw error;
    }
  }
}
