import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/** The pages people read, by their path in the repository. */
export const pages: string[] = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/')),
].sort();

export function readPage(page: string): string {
  return readFileSync(join(root, page), 'utf8');
}

/** A fenced block with its language and the last line of text above it, which names its file where it has one. */
export interface CodeBlock {
  language: string;
  text: string;
  above: string;
}

export function readBlocks(markdown: string): CodeBlock[] {
  return [...markdown.matchAll(/(?:^|\n)([^\n]*)\n*\n```(\w*)[^\n]*\n([\s\S]*?)\n```/g)].map(([, above = '', language = '', text = '']) => ({ language, text, above }));
}

/** Everything set as code: in lines and in blocks. */
export function readCode(markdown: string): string[] {
  const blocks = readBlocks(markdown).map(({ text }) => text);
  const inline = [...markdown.replace(/```[\s\S]*?\n```/g, '').matchAll(/`([^`\n]+)`/g)].map(([, text]) => text!);
  return [...blocks, ...inline];
}
