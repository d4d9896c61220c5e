import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';

/** The user PostgreSQL runs as; ids as in /etc/passwd. */
export interface ServerUser {
  name: string;
  uid: number;
  gid: number;
}

/**
 * Who runs PostgreSQL. `undefined` means: the user of this program.
 * PostgreSQL refuses to run as root, so root hands it to the owner of an existing cluster, else to `nobody`.
 */
export async function getServerUser(cluster: string): Promise<ServerUser | undefined> {
  if (!isRoot()) return undefined;
  const owner = await stat(cluster).catch(() => undefined);
  if (owner && owner.uid !== 0) return { name: `user id ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  return readNobody(await readFile('/etc/passwd', 'utf8').catch(() => ''));
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Asks the kernel itself, as that user, so that access lists and mounts count too. */
export async function isReachable(folder: string, user: ServerUser): Promise<boolean> {
  return new Promise((resolve) => {
    execFile('/bin/sh', ['-c', '[ -x "$1" ]', 'sh', folder], { uid: user.uid, gid: user.gid, cwd: '/' }, (error) => resolve(!error));
  });
}

const fallbackId = 65534;

function readNobody(passwd: string): ServerUser {
  const fields = passwd.split('\n').find((line) => line.startsWith('nobody:'))?.split(':');
  return { name: 'nobody', uid: Number(fields?.[2] ?? fallbackId), gid: Number(fields?.[3] ?? fallbackId) };
}
