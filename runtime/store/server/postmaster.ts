import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { open, readFile, readlink, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { spawnAs } from './binaries.js';
import type { Binaries } from './binaries.js';
import type { ServerHome } from './server-home.js';

/** What postmaster.pid tells about the server of a cluster. */
export interface Postmaster {
  pid: number;
  port: number;
  socketFolder: string;
}

/** `undefined` when no server runs, or when it has not yet said where it listens. */
export async function readPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid, , , port, socketFolder] = text.split('\n');
  return pid && port && socketFolder ? { pid: Math.abs(Number(pid)), port: Number(port), socketFolder } : undefined;
}

/** Whether the process that postmaster.pid names is really the server: after a reboot the number may be anybody's. */
export async function isPostmaster(pid: number, cluster: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => readCommand(pid));
  if (!command.includes('postgres')) return false;
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => cluster);
  return folder === cluster;
}

export type Settings = Record<string, string>;

/**
 * Starts the server so that it outlives this program, in a session of its own (Ctrl-C does not reach it).
 * Settings stand on its command line, so that a newer Trunkline brings its own to an old cluster.
 */
export async function startPostmaster(home: ServerHome, binaries: Binaries, socketFolder: string, settings: Settings): Promise<ChildProcess> {
  const log = await openLog(home);
  const all = { ...defaultSettings, unix_socket_directories: `"${socketFolder.replaceAll('"', '""')}"`, ...settings };
  const args = ['-D', home.cluster, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const base = spawnAs(home.user);
  try {
    const child = spawn(binaries.postgres, args, { ...base, env: { ...base.env, ...(await forgetStranger(home.cluster)) }, detached: true, stdio: ['ignore', log.fd, log.fd] });
    child.on('error', () => undefined);
    child.unref();
    return child;
  } finally {
    await log.close();
  }
}

/** Asks the server to stop, ends its remaining sessions, and waits until it is gone. False when it does not go or is not ours to stop. */
export async function stopPostmaster(cluster: string): Promise<boolean> {
  const postmaster = await readPostmaster(cluster);
  if (!postmaster) return true;
  if (!(await isPostmaster(postmaster.pid, cluster))) return false;
  process.kill(postmaster.pid, 'SIGINT');
  for (const givesUpAt = Date.now() + stopTimeoutMilliseconds; Date.now() < givesUpAt; await sleep(5)) {
    if ((await readPostmaster(cluster))?.pid !== postmaster.pid) return true;
  }
  return false;
}

/** The end of the server's own log, for error messages. */
export async function readLogEnd(home: ServerHome): Promise<string> {
  const text = await readFile(logPath(home), 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-4).join(' ');
}

/**
 * Errors of single statements are told to the program; in the server's log they would only leave callers' data.
 * `jit` costs more than it gains on statements of a few milliseconds.
 */
const defaultSettings: Settings = {
  listen_addresses: '', port: '5432', unix_socket_permissions: '0700', fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on',
  max_connections: '100', shared_buffers: '64MB', max_wal_size: '512MB', jit: 'off', timezone: 'UTC', log_timezone: 'UTC', cluster_name: 'trunkline',
  log_min_messages: 'log', log_min_error_statement: 'panic', log_error_verbosity: 'terse', log_checkpoints: 'off', log_statement: 'none', log_connections: '',
  log_line_prefix: '%m [%p] ', log_destination: 'stderr', logging_collector: 'off',
};

const stopTimeoutMilliseconds = 60_000;
const longestLogBytes = 10_000_000;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Where there is no /proc. Not to know counts as a server, which is the safe side. */
async function readCommand(pid: number): Promise<string> {
  return promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).then(({ stdout }) => stdout, () => 'postgres');
}

/**
 * PostgreSQL takes a living process with the number in postmaster.pid for a server, unless it is its own grandparent, which
 * it learns by this variable. Named so, a stranger who got the number after a reboot is no obstacle; the shared memory is still checked.
 */
async function forgetStranger(cluster: string): Promise<NodeJS.ProcessEnv> {
  const left = await readPostmaster(cluster);
  return left && !(await isPostmaster(left.pid, cluster)) ? { PG_GRANDPARENT_PID: String(left.pid) } : {};
}

function logPath(home: ServerHome): string {
  return join(home.folder, 'server.log');
}

async function openLog(home: ServerHome) {
  const size = await stat(logPath(home)).then((found) => found.size, () => 0);
  if (size > longestLogBytes) await rename(logPath(home), `${logPath(home)}.1`);
  return open(logPath(home), 'a', 0o600);
}
