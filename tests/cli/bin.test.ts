import { execFile } from 'node:child_process';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { withFolder } from './run-trunkline.js';

describe('bin/trunkline.js', () => {
  test('says what to do where nothing is built yet', () =>
    withFolder(async (folder) => {
      const { exitCode, errors } = await run(await copyProgram(folder), ['--help']);
      expect(errors).toMatch(/npm install/);
      expect(exitCode).toBe(2);
    }));

  test('hands words, streams and exit code on', () =>
    withFolder(async (folder) => {
      const program = await copyProgram(folder);
      await mkdir(join(folder, 'dist/runtime/cli'), { recursive: true });
      await writeFile(join(folder, 'dist/runtime/cli/main.js'), `export async function main(words, { stdout, environment }) { stdout.write(words.join('|') + typeof environment.PATH); return 1; }`);
      expect(await run(program, ['call', 'a b'])).toEqual({ exitCode: 1, out: 'call|a bstring', errors: '' });
    }));
});

async function copyProgram(folder: string): Promise<string> {
  await mkdir(join(folder, 'bin'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await copyFile('bin/trunkline.js', join(folder, 'bin/trunkline.js'));
  return join(folder, 'bin/trunkline.js');
}

function run(program: string, words: string[]): Promise<{ exitCode: number; out: string; errors: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [program, ...words], { env: { PATH: process.env['PATH'] } }, (_error, out, errors) => resolve({ exitCode: child.exitCode ?? -1, out, errors }));
  });
}
