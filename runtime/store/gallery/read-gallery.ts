import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../../errors.js';
import type { Flow, FlowLayout } from '../../../schemas/documents/flow.js';
import type { Calendar } from '../../../schemas/documents/calendar.js';
import type { Product } from '../../../schemas/documents/product.js';
import type { Scenario, Scenarios } from '../../../schemas/documents/scenario.js';

export interface GalleryFlow {
  document: Flow;
  layout?: FlowLayout | undefined;
  scenarios?: readonly Scenario[];
}

export type GalleryProduct = Product;

/** Reads every flow, product and calendar below a folder, by name. Throws `invalid_flow` for a file that is not JSON or whose id is not its name. */
export async function readGallery(flowsDir: string): Promise<{ flows: GalleryFlow[]; products: GalleryProduct[]; calendars: Calendar[] }> {
  const flows = await readDocuments<Flow>(flowsDir, '.flow.json');
  const layouts = new Map((await readDocuments<FlowLayout>(flowsDir, '.layout.json', 'flow')).map((layout) => [layout.flow, layout]));
  const scenarios = new Map((await readDocuments<Scenarios>(flowsDir, '.scenarios.json', 'flow')).map((of) => [of.flow, of.scenarios]));
  return {
    flows: flows.map((document) => ({ document, layout: layouts.get(document.id), scenarios: scenarios.get(document.id) ?? [] })),
    products: await readDocuments<Product>(join(flowsDir, 'products'), '.product.json'),
    calendars: await readDocuments<Calendar>(join(flowsDir, 'calendars'), '.calendar.json'),
  };
}

async function readDocuments<Document>(folder: string, ending: string, idProperty = 'id'): Promise<Document[]> {
  const files = (await listFiles(folder)).filter((file) => file.endsWith(ending)).sort();
  return Promise.all(files.map((file) => readDocument<Document>(join(folder, file), file.slice(0, -ending.length), idProperty)));
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function readDocument<Document>(path: string, name: string, idProperty: string): Promise<Document> {
  const document = parse(path, await readFile(path, 'utf8'));
  const id = (document as Record<string, unknown> | null)?.[idProperty];
  if (id !== name) throw fail('invalid_flow', { reason: `${path} has the ${idProperty} "${String(id)}". Name the file after it, or correct it to "${name}".` });
  return document as Document;
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw fail('invalid_flow', { reason: `${path} is not JSON: ${(error as Error).message}` });
  }
}
