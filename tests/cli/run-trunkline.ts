import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable, Writable } from 'node:stream';
import { main } from '../../runtime/cli/main.js';

export interface Finished {
  exitCode: number;
  /** Standard output. */
  out: string;
  /** Standard error. */
  errors: string;
  /** Standard output as the one JSON document it must be. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests say what they expect of it
  json(): any;
}

export interface RunOptions {
  environment?: Record<string, string>;
  /** Lines typed into a terminal; without, standard input has ended. */
  typed?: string[];
}

/** Runs the command line in this process: `trunkline(['call', file])`. */
export async function trunkline(words: string[], { environment = {}, typed }: RunOptions = {}): Promise<Finished> {
  const [stdout, stderr] = [createSink(), createSink()];
  const stdin = typed ? Readable.from(typed.map((line) => `${line}\n`)) : new PassThrough().end();
  const exitCode = await main(words, { stdin, stdout: stdout.stream, stderr: stderr.stream, environment });
  return { exitCode, out: stdout.text(), errors: stderr.text(), json: () => JSON.parse(stdout.text()) };
}

/** A folder for the files of one test. */
export async function withFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'trunkline-cli-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function createSink(): { stream: Writable; text(): string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') };
}
