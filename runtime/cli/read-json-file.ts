import { readFile } from 'node:fs/promises';
import { fail } from '../errors.js';
import type { Json } from '../../schemas/json.js';

/** Reads a JSON file. Throws `wrong_usage`, saying what is wrong with it and where. */
export async function readJsonFile(path: string): Promise<Json> {
  const text = await readText(path);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as Json;
  } catch (error) {
    throw fail('wrong_usage', { reason: `${path} is not JSON: ${explain(text, error as Error)}` });
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw fail('wrong_usage', { reason: reasons[(error as NodeJS.ErrnoException).code ?? '']?.(path) ?? `${path} cannot be read: ${(error as Error).message}.` });
  }
}

const reasons: Record<string, (path: string) => string> = {
  ENOENT: (path) => `${path} does not exist. Correct the path.`,
  EISDIR: (path) => `${path} is a folder. Name a file.`,
  EACCES: (path) => `${path} may not be read. Change its permissions.`,
};

/** The parser counts characters; people look for lines. */
function explain(text: string, error: Error): string {
  const position = /position (\d+)/.exec(error.message)?.[1];
  if (position === undefined) return `${error.message.replace(/^Unexpected end of JSON input$/, 'it ends too early')}. Correct the file.`;
  const before = text.slice(0, Number(position)).split('\n');
  const what = error.message.replace(/ in JSON at position .*$/s, '');
  return `line ${before.length}, column ${before.at(-1)!.length + 1}: ${what}. Correct the file.`;
}
