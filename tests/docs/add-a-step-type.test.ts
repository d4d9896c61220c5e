import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readBlocks, readPage, root, type CodeBlock } from './read-markdown.js';

/** The steps of CONTRIBUTING.md, followed to the letter in a copy of the sources. */
const markdown = readPage('CONTRIBUTING.md');
const blocks = readBlocks(markdown.slice(markdown.indexOf('## Add a step type')));
const parts = ['schemas', 'runtime', 'scripts', 'designer/text', 'designer/forms/form-schema.ts', 'tests/conformance', 'tests/broken-flows', 'docs', 'package.json', 'jest.config.js', 'tests/sequence-long-first.js', 'tests/tell-what-pages-showed.js', 'tsconfig.json'];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trunkline-step-'));
  for (const part of parts) await cp(join(root, part), join(folder, part), { recursive: true });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const { above, text } of blocks) await follow(above, text);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('has six steps', () => {
  expect([...markdown.matchAll(/^\*\*(\d)\. /gm)].map(([, number]) => number)).toEqual(['1', '2', '3', '4', '5', '6']);
});

test('the generator takes the new folder up, and its page is written', async () => {
  expect(runLine('npm run generate')).toMatchObject({ status: 0 });
  expect(await readFile(join(folder, 'docs/steps/wait_for_key.md'), 'utf8')).toMatch(/Waits until the caller presses any key/);
});

test('the definition passes the type check', async () => {
  const options = { extends: './tsconfig.json', compilerOptions: { types: [] }, include: [], files: [fileOf('ts')] };
  await writeFile(join(folder, 'tsconfig.step.json'), JSON.stringify(options));
  expect(run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.step.json'])).toMatchObject({ status: 0, output: '' });
});

test('the conformance suite holds it, and writes what came of the cases', async () => {
  expect(runLine('UPDATE_CASES=1')).toMatchObject({ status: 0, output: expect.stringMatching(/Tests: .*\d passed/) });
  const [first] = JSON.parse(await readFile(join(folder, fileOf('json')), 'utf8')) as { expect: { turns: unknown[][] } }[];
  expect(first!.expect.turns[0]![0]).toMatchObject({ verb: 'gather', timeoutSeconds: 20, prompts: [{ text: '请拿好卡片，然后按任意键。' }] });
});

test('its help stands in Chinese', () => {
  expect(runLine('NODE_OPTIONS=')).toMatchObject({ status: 0, output: expect.stringMatching(/Tests: .*1 passed/) });
});

test('a caller hears it and goes on by a key', () => {
  const words = lineOf('npx trunkline').split(' ').slice(2).map((word) => word.replaceAll('"', ''));
  const program = `const { main } = await import('./runtime/cli/main.ts'); process.exitCode = await main(${JSON.stringify(words)}, { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, environment: {} });`;
  const { status, output } = run(process.execPath, ['--import', './scripts/load-typescript.js', '--input-type=module', '-e', program]);
  expect({ status, output }).toMatchObject({ status: 0, output: expect.stringMatching(/fetch your card[\s\S]*> 1 +→ ready[\s\S]*Thank you\. Goodbye/) });
});

/** A block below the name of a file is that file, or goes into it before its last line. */
async function follow(above: string, text: string): Promise<void> {
  const [, path, place = ''] = /^`([^`]+\.\w+)`(.*)$/.exec(above) ?? [];
  if (!path) return;
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  if (place === '') return writeFile(file, `${text}\n`);
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  await writeFile(file, `${[...lines.slice(0, -1), text, lines.at(-1)].join('\n')}\n`);
}

/** The file of step 1 or 2. */
function fileOf(ending: 'ts' | 'json'): string {
  return /`([^`]+)`/.exec(blocks.find(({ above }) => above.includes('schemas/steps/') && above.endsWith(`.${ending}\``))!.above)![1]!;
}

/** The line of a shell block that begins so. */
function lineOf(beginning: string): string {
  const lines = blocks.filter(({ language }: CodeBlock) => language === 'sh').flatMap(({ text }) => text.split('\n'));
  return lines.find((line) => line.startsWith(beginning))!;
}

function runLine(beginning: string) {
  return run('bash', ['-c', lineOf(beginning)]);
}

function run(program: string, words: string[]): { status: number | null; output: string } {
  const { NODE_OPTIONS: _ours, ...environment } = process.env;
  const { status, stdout, stderr } = spawnSync(program, words, { cwd: folder, env: environment, encoding: 'utf8', timeout: 60_000 });
  return { status, output: stdout + stderr };
}
