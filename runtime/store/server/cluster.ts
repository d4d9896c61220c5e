import { randomUUID } from 'node:crypto';
import { readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../../errors.js';
import { runBinary } from './binaries.js';
import type { Binaries } from './binaries.js';
import { createPassableFolder, createPrivateFolder, syncFolder } from './server-folder.js';
import { isCluster, isOutside, writeNote } from './server-home.js';
import type { ServerHome } from './server-home.js';

/** The only role of the cluster; it is trusted on the socket, whose folder is private. */
export const serverRole = 'trunkline';

/**
 * Makes the cluster unless it is there. Each starter makes one under a name of its own and renames it; a rename onto a
 * filled folder fails, so of several starters one wins and a killed one leaves nothing half made.
 */
export async function createCluster(home: ServerHome, binaries: Binaries): Promise<void> {
  if (!(await isCluster(home))) {
    await createPassableFolder(home.folder, home.user);
    await removeAbandoned(home.folder);
    const unfinished = join(home.folder, `${unfinishedPrefix}${randomUUID()}`);
    try {
      await createPrivateFolder(unfinished, home.user);
      await runInitdb(unfinished, home, binaries);
      await rename(unfinished, home.cluster).catch((error: NodeJS.ErrnoException) => acceptOther(error, home));
      await syncFolder(home.folder);
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
  }
  if (isOutside(home)) await writeNote(home);
  await checkVersion(home, binaries);
}

const unfinishedPrefix = 'unfinished-';
const abandonedAfterMilliseconds = 600_000;

async function runInitdb(folder: string, home: ServerHome, binaries: Binaries): Promise<void> {
  const args = [
    `--pgdata=${folder}`, `--username=${serverRole}`, '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8',
    '--auth-local=trust', '--auth-host=scram-sha-256', '--no-instructions',
  ];
  await runBinary(binaries.initdb, args, home.user).catch((cause: Error & { stderr?: string }) => {
    const reason = `its data folder cannot be made in ${home.folder}: ${(cause.stderr || cause.message).trim()}. Set DATA_DIR to a folder on a local disk with room, or set DATABASE_URL.`;
    throw fail('database_unreachable', { reason });
  });
}

async function acceptOther(error: NodeJS.ErrnoException, home: ServerHome): Promise<void> {
  if (await isCluster(home)) return;
  throw fail('database_unreachable', { reason: `${home.cluster} is in the way of the database (${error.code}): it is no PostgreSQL cluster. Move it elsewhere.` });
}

async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(unfinishedPrefix)) continue;
    const path = join(folder, name);
    const touched = await stat(path).catch(() => undefined);
    if (touched && Date.now() - touched.mtimeMs > abandonedAfterMilliseconds) await rm(path, { recursive: true, force: true });
  }
}

async function checkVersion(home: ServerHome, { majorVersion }: Binaries): Promise<void> {
  const found = Number(await readFile(join(home.cluster, 'PG_VERSION'), 'utf8'));
  if (found === majorVersion) return;
  const reason = `${home.cluster} was made by PostgreSQL ${found}, and this Trunkline brings PostgreSQL ${majorVersion}. Dump it with the Trunkline that made it and load it again, or serve it with a PostgreSQL ${found} of your own and set DATABASE_URL.`;
  throw fail('database_unreachable', { reason });
}
