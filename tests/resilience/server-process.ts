import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../runtime/store/open-database.js';
import type { Database } from '../../runtime/store/open-database.js';
import { settings } from '../../runtime/config.js';
import { silentLog } from '../drivers/test-server.js';

/** The built program as a process of its own, as `npm start` runs it. */
export interface ServerProcess {
  url: string;
  /** What stood on standard output so far. */
  output(): string;
  /** What stood on standard error so far. */
  log(): string;
  signInLink(): string | null;
  /** `kill -9`. */
  isKilled(): Promise<void>;
  /** Asks it to stop without waiting. */
  isAskedToStop(): void;
  /** Asks it to stop; its exit code. */
  stops(): Promise<number | null>;
  /** Its exit code, once it has ended. */
  ended: Promise<number | null>;
}

export const authToken = 'abcdef0123456789abcdef0123456789';

/** Resolves when it listens and is ready; rejects with what it said where it ends before that. */
export async function startServerProcess(environment: Record<string, string>): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['dist/runtime/main.js'], { env: { ...environmentWithoutSettings(), LOG_LEVEL: 'warn', TWILIO_AUTH_TOKEN: authToken, ...environment } });
  const output = collect(child.stdout);
  const log = collect(child.stderr);
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  await Promise.race([said(child, output, /Trunkline listens at/), ended.then((code) => Promise.reject(new Error(`It ended with ${code}: ${log()}${output()}`)))]);
  // What it says beside that it said in the same moment; an answer comes after it.
  await fetch(`http://127.0.0.1:${new URL(/Trunkline listens at (\S+)/.exec(output())![1]!).port}/healthz`);
  return {
    url: /Trunkline listens at (\S+)/.exec(output())![1]!,
    output,
    log,
    signInLink: () => /Sign in: (\S+)/.exec(output())?.[1] ?? null,
    isKilled: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    isAskedToStop: () => void child.kill('SIGTERM'),
    stops: () => {
      child.kill('SIGTERM');
      return ended;
    },
    ended,
  };
}

/** A fresh DATA_DIR that PostgreSQL's own user can walk into, so that the cluster lies in it. */
export async function createDataDir(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'trunkline-node-'));
  await chmod(dataDir, 0o711);
  return dataDir;
}

/** Looks into the database of a folder beside the program that serves from it. */
export function attach(dataDir: string): Promise<Database> {
  return openDatabase({ dataDir, log: silentLog });
}

/** Leaves nothing behind, whatever a test left running. */
export async function removeDataDir(dataDir: string): Promise<void> {
  if (await postmasterPid(dataDir)) await (await attach(dataDir)).close();
  await rm(dataDir, { recursive: true, force: true });
}

/** `null` where no PostgreSQL runs for this folder. */
export async function postmasterPid(dataDir: string): Promise<number | null> {
  const text = await readFile(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').catch(() => '');
  return text === '' ? null : Number(text.split('\n')[0]);
}

/** What PostgreSQL itself said last. */
export async function readServerLog(dataDir: string): Promise<string> {
  return (await readFile(join(dataDir, 'postgres', 'server.log'), 'utf8')).split('\n').slice(-30).join('\n');
}

export async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

export async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    (answer) => answer.ok,
    () => false,
  );
}

function environmentWithoutSettings(): Record<string, string | undefined> {
  const ours = new Set(settings.map(({ name }) => name));
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.has(name) && name !== 'NODE_OPTIONS'));
}

function collect(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return () => text;
}

function said(child: ChildProcess, output: () => string, words: RegExp): Promise<void> {
  return new Promise((resolve) => {
    child.stdout!.on('data', () => {
      if (words.test(output())) resolve();
    });
  });
}
