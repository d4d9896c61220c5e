import { createHash } from 'node:crypto';
import { access, mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fail } from '../../errors.js';
import { getServerUser, isReachable, isRoot } from './server-user.js';
import type { ServerUser } from './server-user.js';

/** Where the embedded PostgreSQL lives. `folder` holds `cluster` (the data), the socket's folder and `server.log`. */
export interface ServerHome {
  dataDir: string;
  folder: string;
  cluster: string;
  /** Set when PostgreSQL runs as another user than this program. */
  user: ServerUser | undefined;
}

/** For what PostgreSQL's user cannot reach inside DATA_DIR; used only when the program runs as root. */
export const systemFolder = '/var/lib/trunkline';

/**
 * Finds the home of DATA_DIR's cluster: `DATA_DIR/postgres`, or `/var/lib/trunkline/<hash>` when the program is root and
 * PostgreSQL's user cannot reach DATA_DIR. An existing cluster stays where it is, so no change of modes can make a second one.
 */
export async function findServerHome(dataDir: string): Promise<ServerHome> {
  await mkdir(resolve(dataDir), { recursive: true }).catch((cause: Error) => {
    throw fail('database_unreachable', { reason: `the data folder cannot be made (${cause.message}). Set DATA_DIR to a folder this user may write.` });
  });
  const absolute = await realpath(dataDir);
  const inside = await createHome(absolute, join(absolute, 'postgres'));
  if (await isCluster(inside)) return checkInside(inside);

  const outside = await createHome(absolute, join(systemFolder, hashOf(absolute)));
  const noted = await readNote(absolute);
  if (noted) return checkNoted(noted, outside);
  if (await isCluster(outside)) return outside;
  return !inside.user || (await isReachable(absolute, inside.user)) ? inside : outside;
}

export function isOutside(home: ServerHome): boolean {
  return !home.folder.startsWith(home.dataDir);
}

export function hashOf(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 16);
}

/** Whether a cluster is here. A folder that may not be entered holds one that belongs to somebody else. */
export async function isCluster(home: ServerHome): Promise<boolean> {
  return access(join(home.cluster, 'PG_VERSION')).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code === 'EACCES',
  );
}

/** Says in DATA_DIR where its database really is, to people and to the next start. */
export async function writeNote(home: ServerHome): Promise<void> {
  const text = [
    'The database of this folder is not in it, but in',
    `${home.folder}`,
    '',
    `Trunkline was started as root; PostgreSQL then runs as the user "${home.user?.name}", who cannot enter this folder.`,
    'Back up that folder together with this one. To begin again with an empty database, delete both it and this note.',
    '',
  ];
  await writeFile(join(home.dataDir, noteName), text.join('\n'));
}

const noteName = 'DATABASE-IS-ELSEWHERE.txt';

async function createHome(dataDir: string, folder: string): Promise<ServerHome> {
  const cluster = join(folder, 'cluster');
  return { dataDir, folder, cluster, user: await getServerUser(cluster) };
}

async function readNote(dataDir: string): Promise<string | undefined> {
  const text = await readFile(join(dataDir, noteName), 'utf8').catch(() => '');
  return text.split('\n')[1]?.trim() || undefined;
}

async function checkInside(home: ServerHome): Promise<ServerHome> {
  const owner = await stat(home.cluster).catch(() => undefined);
  const reason = isRoot() ? await problemForRoot(home, owner?.uid) : problemForUser(home, owner?.uid);
  if (reason) throw fail('database_unreachable', { reason });
  return home;
}

async function problemForRoot(home: ServerHome, owner: number | undefined): Promise<string | undefined> {
  if (owner === 0) return `${home.cluster} belongs to root, as whom PostgreSQL refuses to run. Run: chown -R ${home.user?.uid}:${home.user?.gid} '${home.cluster}'`;
  if (home.user && !(await isReachable(home.folder, home.user))) {
    return `PostgreSQL runs as ${home.user.name}, who can no longer enter ${home.folder}. Let others pass through that folder and the ones above it (chmod o+x).`;
  }
  return undefined;
}

function problemForUser(home: ServerHome, owner: number | undefined): string | undefined {
  if (owner !== undefined && owner === process.getuid?.()) return undefined;
  return `the database in ${home.folder} was made by another user${owner === undefined ? '' : ` (user id ${owner})`}. Run Trunkline as that user or as root, or set DATA_DIR to another folder.`;
}

/** A note without its cluster must never lead to a new, empty database. */
async function checkNoted(noted: string, outside: ServerHome): Promise<ServerHome> {
  const note = join(outside.dataDir, noteName);
  if (noted !== outside.folder) {
    const move = `mv '${noted}' '${outside.folder}' && rm '${note}'`;
    throw fail('database_unreachable', { reason: `${outside.dataDir} was moved or copied; its database is still in ${noted}. To bring it along, run: ${move}. For an empty database, delete ${note}.` });
  }
  if (!(await isCluster(outside))) {
    throw fail('database_unreachable', { reason: `${note} says that the database is in ${noted}, but it is not there. Restore that folder, or delete the note to begin with an empty database.` });
  }
  return checkInside(outside);
}
