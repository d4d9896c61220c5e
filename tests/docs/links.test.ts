import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { settings } from '../../runtime/config.js';
import { trunkline } from '../cli/run-trunkline.js';
import { pages, readBlocks, readCode, readPage, root } from './read-markdown.js';

/** Variables of Node and of our own tools, which are no settings of the program. */
const otherVariables = ['NODE_OPTIONS', 'UPDATE_CASES', 'BENCH_CALLS'];

const scripts = Object.keys((JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object }).scripts);

describe.each(pages)('%s', (page) => {
  const markdown = readPage(page);

  test('links to files and headings that exist', () => {
    expect(linksOf(markdown).filter((link) => !isThere(page, link))).toEqual([]);
  });

  test('names commands and options that exist', async () => {
    const unknown: string[] = [];
    for (const command of new Set(commandsOf(markdown))) if (!(await isCommand(command))) unknown.push(command);
    expect(unknown).toEqual([]);
  });

  test('names settings that exist', () => {
    const known = [...settings.map(({ name }) => name), ...otherVariables];
    expect([...new Set(variablesOf(markdown))].filter((name) => !known.includes(name))).toEqual([]);
  });

  test('names npm scripts that exist', () => {
    const named = [...readCode(markdown).join('\n').matchAll(/npm run (?:-\S+ )?([\w:-]+)/g)].map(([, name]) => name!);
    expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
  });

  test('names files that exist', () => {
    const named = [...markdown.replace(/```[\s\S]*?\n```/g, '').matchAll(/`((?:schemas|runtime|designer|tests|scripts|docs|flows|bench)\/[\w./-]+)`/g)].map(([, path]) => path!);
    expect(named.filter((path) => !path.includes('wait_for_key') && !existsSync(join(root, path)))).toEqual([]);
  });
});

/** Links that lead to no other site. */
function linksOf(markdown: string): string[] {
  const text = markdown.replace(/```[\s\S]*?\n```/g, '').replace(/`[^`\n]*`/g, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!).filter((link) => !/^[a-z]+:/.test(link));
}

function isThere(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const file = path === '' ? join(root, page) : join(root, dirname(page), path);
  if (!existsSync(file)) return false;
  return anchor === undefined || (statSync(file).isFile() && headingsOf(readFileSync(file, 'utf8')).includes(anchor));
}

function headingsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, title]) => title!.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-'));
}

/** `npx trunkline …` up to the end of its line, without what stands in for something. */
function commandsOf(markdown: string): string[] {
  return readCode(markdown).flatMap((code) => [...code.matchAll(/npx trunkline ([^\n`]*)/g)].map(([, words]) => words!.replace(/ +#.*| \|.*/, '').trim()));
}

/** The command, its subcommand where it has any, and each option must be told of by its help. */
async function isCommand(command: string): Promise<boolean> {
  const words = command.split(/\s+/);
  if (words[0] === '<command>') return true;
  const help = await helpOf([words[0]!]);
  if (help === null) return false;
  const subcommands = /\nCommands:\n([\s\S]*?)(\n\n|$)/.exec(help)?.[1] ?? '';
  const hasSubcommand = new RegExp(`^  ${words[1]}\\b`, 'm').test(subcommands);
  if (subcommands && words[1] && /^[a-z]+$/.test(words[1]) && !hasSubcommand) return false;
  const own = hasSubcommand ? await helpOf([words[0]!, words[1]!]) : help;
  return words.filter((word) => word.startsWith('--')).every((option) => own?.includes(`${option.split('=')[0]}`));
}

async function helpOf(words: string[]): Promise<string | null> {
  const { exitCode, out } = await trunkline([...words, '--help']);
  return exitCode === 0 && out.includes(words.join(' ')) ? out : null;
}

/** Upper-case words with an underscore, set as code. Columns of the reference and fields of the carrier are written otherwise. */
function variablesOf(markdown: string): string[] {
  const inBlocks = readBlocks(markdown).flatMap(({ language, text }) => (language === 'sh' ? [...text.matchAll(/\b([A-Z]+(?:_[A-Z]+)+)=/g)].map(([, name]) => name!) : []));
  const inLines = [...markdown.replace(/```[\s\S]*?\n```/g, '').matchAll(/`([A-Z]+(?:_[A-Z]+)+)(?:=[^`]*)?`/g)].map(([, name]) => name!);
  return [...inBlocks, ...inLines];
}
