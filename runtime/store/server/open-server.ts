import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { fail } from '../../errors.js';
import { openBinaries } from './binaries.js';
import type { Binaries } from './binaries.js';
import { createCluster } from './cluster.js';
import { isPostmaster, readLogEnd, readPostmaster, startPostmaster, stopPostmaster } from './postmaster.js';
import type { Postmaster, Settings } from './postmaster.js';
import { attach, getConnection } from './presence.js';
import type { Answer, Presence } from './presence.js';
import { findServerHome } from './server-home.js';
import type { ServerHome } from './server-home.js';
import { createSocketFolder } from './socket-folder.js';

export interface ServerLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

export interface ServerOptions {
  /** Made when it is missing. */
  dataDir: string;
  log: ServerLog;
  /** Shown in pg_stat_activity. */
  applicationName: string;
  /** PostgreSQL settings for a server that this call starts; a running one keeps its own. (Default: none.) */
  settings?: Settings;
}

/** The embedded PostgreSQL, attached to. */
export interface Server {
  folder: string;
  /** How to reach a database of this server. */
  connect(database: string): pg.ClientConfig;
  /** Detaches, and stops the server when nobody else is attached. */
  close(): Promise<void>;
}

/**
 * Attaches to the PostgreSQL of `dataDir`; starts it when it does not run, and makes its cluster when there is none.
 * Several programs may do so at once. The server outlives a killed program; when the server dies, it is started again.
 */
export async function openServer(options: ServerOptions): Promise<Server> {
  if (process.platform === 'win32') throw fail('database_unreachable', { reason: 'on Windows, Trunkline does not run a PostgreSQL of its own. Set DATABASE_URL, or use WSL.' });
  const home = await findServerHome(options.dataDir);
  let presence = await attachOrStart(home, options);
  let attaching = Promise.resolve(presence);
  let closing = false;

  const watch = async (): Promise<void> => {
    await presence.lost;
    if (closing) return;
    options.log.warn({ folder: home.folder }, 'The connection to PostgreSQL was lost; attaching again, or starting it again');
    attaching = attachAgain(home, options, presence, () => closing);
    presence = await attaching;
    if (!closing) void watch();
  };
  void watch();

  return {
    folder: home.folder,
    connect: (database) => getConnection(presence.postmaster, database),
    close: async () => {
      closing = true;
      const { leave, client } = await attaching;
      if (!(await leave())) return;
      if (!(await stopPostmaster(home.cluster))) options.log.warn({ folder: home.folder }, 'PostgreSQL did not stop in time and was left running');
      await client.end().catch(() => undefined);
    },
  };
}

const askAgainAfterMilliseconds = 10;
const startTimeoutMilliseconds = 60_000;
/** After `kill -9`, the dead server's children need a moment to leave its memory; a start before that fails. */
const startFailuresTimeoutMilliseconds = 15_000;

async function attachOrStart(home: ServerHome, options: ServerOptions): Promise<Presence> {
  const startedAt = Date.now();
  let givesUpAt = startedAt + startTimeoutMilliseconds;
  let child: ChildProcess | undefined;
  let binaries: Binaries | undefined;
  for (;;) {
    const postmaster = await readPostmaster(home.cluster);
    const answer = await ask(postmaster, home, options);
    if (typeof answer === 'object') return answer;
    if (answer === 'busy') givesUpAt = Date.now() + startTimeoutMilliseconds;

    const failed = child !== undefined && hasEnded(child);
    if (answer === 'absent' && (!child || failed) && !(postmaster && (await isPostmaster(postmaster.pid, home.cluster)))) {
      if (failed && Date.now() - startedAt > startFailuresTimeoutMilliseconds) throw cannotStart(home, await readLogEnd(home));
      if (failed) await sleep(10 * askAgainAfterMilliseconds);
      binaries ??= await openBinaries(home);
      await createCluster(home, binaries);
      child = await startPostmaster(home, binaries, await createSocketFolder(home), options.settings ?? {});
    }
    if (Date.now() > givesUpAt) throw cannotStart(home, postmaster ? `process ${postmaster.pid} runs but does not answer; stop it with: kill ${postmaster.pid}` : await readLogEnd(home));
    await sleep(askAgainAfterMilliseconds);
  }
}

async function ask(postmaster: Postmaster | undefined, home: ServerHome, options: ServerOptions): Promise<Answer> {
  if (!postmaster) return 'absent';
  return attach(postmaster, options.applicationName).catch((cause: Error) => {
    throw fail('database_unreachable', { reason: `the PostgreSQL in ${home.folder} refuses: ${cause.message}. Run Trunkline as the user who started it, or set DATA_DIR to another folder.` });
  });
}

async function attachAgain(home: ServerHome, options: ServerOptions, lost: Presence, isClosing: () => boolean): Promise<Presence> {
  while (!isClosing()) {
    try {
      return await attachOrStart(home, options);
    } catch (error) {
      options.log.warn({ reason: (error as Error).message }, 'PostgreSQL could not be started again; trying on');
      await sleep(1000);
    }
  }
  return lost;
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

function cannotStart(home: ServerHome, reason: string): Error {
  return fail('database_unreachable', { reason: `the PostgreSQL in ${home.folder} did not start: ${reason}. Its log is ${home.folder}/server.log. Otherwise set DATABASE_URL.` });
}
