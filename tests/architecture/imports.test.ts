import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, posix, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';

const root = join(import.meta.dirname, '../..');

/** One row of the table in ARCHITECTURE.md. */
interface Row {
  name: string;
  pattern: RegExp;
  mayImport: string[];
}

const rows = readTable(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8'));
const sources = ['schemas', 'runtime', 'designer'].flatMap((folder) => listSources(folder));

describe('The import table of ARCHITECTURE.md', () => {
  test('has a row for every source file', () => {
    expect(sources.filter((file) => !rowOf(file))).toEqual([]);
  });

  test('names only folders and files that exist, and each once', () => {
    const names = rows.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { mayImport } of rows) for (const name of mayImport) if (name !== 'packages' && name !== 'node') expect(names).toContain(name);
    const unused = rows.filter(({ pattern, name }) => !name.includes('*') && !sources.some((file) => pattern.test(file)));
    expect(unused.map(({ name }) => name)).toEqual([]);
  });

  test('is kept by every import', () => {
    expect(sources.flatMap(getForbidden)).toEqual([]);
  });
});

/** A sentence for each import that the table does not allow. */
function getForbidden(file: string): string[] {
  const from = rowOf(file)!;
  return importsOf(file).flatMap((name) => {
    const target = name.startsWith('.') ? resolveSource(file, name) : null;
    const kind = target ? rowOf(target)?.name : isBuiltin(name) ? 'node' : 'packages';
    if (name.startsWith('.') && !target) return [];
    const isAllowed = kind === from.name || (kind !== undefined && from.mayImport.includes(kind));
    return isAllowed ? [] : [`${file} imports ${name}, but ${from.name} may not import ${kind ?? 'what has no row'}.`];
  });
}

/** The most exact row: the one with the longest name. */
function rowOf(file: string): Row | undefined {
  return rows.filter(({ pattern }) => pattern.test(file)).sort((one, other) => other.name.length - one.name.length)[0];
}

function readTable(markdown: string): Row[] {
  const lines = markdown.slice(markdown.indexOf('| folder | may import |')).split('\n').slice(2);
  const end = lines.findIndex((line) => !line.startsWith('|'));
  return lines.slice(0, end < 0 ? undefined : end).map((line) => {
    const [folder, imports] = line.split('|').slice(1).map((cell) => cell.trim());
    const name = /`([^`]+)`/.exec(folder!)![1]!;
    return { name, pattern: toPattern(name), mayImport: imports!.split(',').map((word) => word.trim().replaceAll('`', '')).filter(Boolean) };
  });
}

function toPattern(name: string): RegExp {
  const escaped = name.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}${name.endsWith('/') ? '' : '$'}`);
}

function listSources(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$|\.d\.ts$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => !file.includes('/node_modules/') && !file.includes('/dist/'))
    .sort();
}

const known = new Map<string, string[]>();

/** What a file imports, types and re-exports included. */
function importsOf(file: string): string[] {
  const before = known.get(file);
  if (before) return before;
  const names = ts.preProcessFile(readFileSync(join(root, file), 'utf8'), true, true).importedFiles.map(({ fileName }) => fileName);
  known.set(file, names);
  return names;
}

/** The source file behind a relative import; `null` where there is none. */
function resolveSource(file: string, name: string): string | null {
  const path = posix.normalize(posix.join(dirname(file), name));
  const candidates = [path, path.replace(/\.js$/, '.ts'), path.replace(/\.js$/, '.tsx'), `${path}.ts`, `${path}.tsx`];
  return candidates.find((candidate) => existsSync(join(root, candidate))) ?? null;
}
