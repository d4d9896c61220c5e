import { lchown, lstat, mkdir, open, chmod } from 'node:fs/promises';
import type { ServerUser } from './server-user.js';

/** Makes a folder that only PostgreSQL's user (and root) can enter. An existing one is accepted when it is a real folder. */
export async function createPrivateFolder(path: string, user: ServerUser | undefined): Promise<void> {
  await mkdir(path, { mode: 0o700 }).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST' || !(await lstat(path)).isDirectory()) throw error;
  });
  if (user) await lchown(path, unsigned(user.uid), unsigned(user.gid));
  await chmod(path, 0o700);
}

/** Makes a folder that PostgreSQL's user can walk through, whatever the umask says. */
export async function createPassableFolder(path: string, user: ServerUser | undefined): Promise<void> {
  await mkdir(path, { recursive: true });
  if (user) await chmod(path, 0o711);
}

/** Makes a rename in this folder survive a power cut. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** macOS writes the id of `nobody` as -2 where chown expects 4294967294. */
function unsigned(id: number): number {
  return id >>> 0;
}
