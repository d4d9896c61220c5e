import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../errors.js';

const flowEnding = '.flow.json';

/** The flow files of paths: a file as it is, a folder's `*.flow.json` with those of the folders in it. Throws `wrong_usage` where there is none. */
export async function findFlowFiles(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(paths.map(findIn));
  return [...new Set(found.flat())];
}

async function findIn(path: string): Promise<string[]> {
  const kind = await stat(path).catch(() => null);
  if (!kind) throw fail('wrong_usage', { reason: `${path} does not exist. Correct the path.` });
  if (!kind.isDirectory()) return [path];
  const files = await listFlowFiles(path);
  if (files.length === 0) throw fail('wrong_usage', { reason: `${path} holds no file that ends in ${flowEnding}. Name a flow file or another folder.` });
  return files;
}

async function listFlowFiles(folder: string): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).sort((one, other) => (one.name < other.name ? -1 : 1));
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name.startsWith('.') || entry.name === 'node_modules' ? [] : listFlowFiles(path);
      return entry.name.endsWith(flowEnding) ? [path] : [];
    }),
  );
  return found.flat();
}

/** Where the scenarios of a flow lie: `card-services.scenarios.json` beside `card-services.flow.json`. */
export function scenariosFileOf(flowFile: string): string {
  return flowFile.replace(/(\.flow)?\.json$/, '') + '.scenarios.json';
}
