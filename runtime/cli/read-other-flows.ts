import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { getFlowReferences } from '../engine/flow-references.js';
import { readJsonFile } from './read-json-file.js';

export interface OtherFlows {
  /** By id: what the flow leads into, and what that leads into. */
  flows: Record<string, unknown>;
  /** Ids that no file of the folder has. */
  missing: string[];
}

/** The flows that a flow leads into, from the `*.flow.json` beside its file, found by their ids. No file is read where it leads into none. */
export async function readOtherFlows(file: string, document: unknown): Promise<OtherFlows> {
  const wanted = getFlowReferences(document).map(({ flow }) => flow);
  if (wanted.length === 0) return { flows: {}, missing: [] };
  const beside = await readFolder(dirname(file));
  const own = idOf(document);
  if (own !== null) beside.set(own, document);
  const flows: Record<string, unknown> = {};
  const missing = new Set<string>();
  for (const flow of wanted) {
    if (Object.hasOwn(flows, flow)) continue;
    if (!beside.has(flow)) {
      missing.add(flow);
      continue;
    }
    flows[flow] = beside.get(flow);
    wanted.push(...getFlowReferences(flows[flow]).map((reference) => reference.flow));
  }
  return { flows, missing: [...missing] };
}

/** For people: what a call will miss. */
export function tellMissing(file: string, { missing }: OtherFlows): string[] {
  return missing.map((flow) => `${file} leads into the flow "${flow}", which no file beside it has: calls that come there leave by "failed". Put ${flow}.flow.json into the folder.`);
}

async function readFolder(folder: string): Promise<Map<string, unknown>> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.flow.json')).sort();
  const found = new Map<string, unknown>();
  for (const name of names) {
    const document = await readJsonFile(join(folder, name));
    const id = idOf(document);
    // A file named after its flow goes before a copy under another name.
    if (id !== null && (!found.has(id) || name === `${id}.flow.json`)) found.set(id, document);
  }
  return found;
}

function idOf(document: unknown): string | null {
  const { id } = (typeof document === 'object' && document !== null ? document : {}) as { id?: unknown };
  return typeof id === 'string' ? id : null;
}
