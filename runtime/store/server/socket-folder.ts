import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../../errors.js';
import { createPassableFolder, createPrivateFolder } from './server-folder.js';
import { hashOf, systemFolder } from './server-home.js';
import type { ServerHome } from './server-home.js';

/** The kernel keeps socket paths in 108 bytes on Linux and 104 on macOS, a closing zero included. */
const longestSocketPathBytes = 103;

/** Makes the private folder of the socket: in the server's home, or in a short place when the path would be too long. */
export async function createSocketFolder(home: ServerHome): Promise<string> {
  const near = join(home.folder, 'socket');
  if (isShort(near)) {
    await createPrivateFolder(near, home.user);
    return near;
  }
  const short = home.user ? join(systemFolder, hashOf(home.dataDir), 'socket') : `/tmp/trunkline-${process.getuid?.()}-${hashOf(home.dataDir)}`;
  if (home.user) await createPassableFolder(join(systemFolder, hashOf(home.dataDir)), home.user);
  await createPrivateFolder(short, home.user).catch(() => undefined);
  await checkOwner(short, home);
  return short;
}

function isShort(folder: string): boolean {
  return Buffer.byteLength(join(folder, '.s.PGSQL.65535')) <= longestSocketPathBytes;
}

/** /tmp is everybody's: a folder that somebody else put there must not hold the socket. */
async function checkOwner(folder: string, home: ServerHome): Promise<void> {
  const found = await lstat(folder).catch(() => undefined);
  const uid = home.user?.uid ?? process.getuid?.();
  if (found?.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0) return;
  throw fail('database_unreachable', { reason: `the folder ${folder} for its socket does not belong to this user alone. Delete it, or set DATA_DIR to a shorter path.` });
}
