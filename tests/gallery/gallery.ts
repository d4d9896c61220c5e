import { readFileSync, readdirSync } from 'node:fs';
import type { Article } from '../../schemas/documents/article.js';
import type { Calendar } from '../../schemas/documents/calendar.js';
import type { Flow, FlowLayout } from '../../schemas/documents/flow.js';
import type { Product } from '../../schemas/documents/product.js';
import type { Scenario, Scenarios } from '../../schemas/documents/scenario.js';

/** A flow of the gallery with all that lies beside it, read from the files as they are. */
export interface GalleryFlow extends GalleryLine {
  /** The bytes of the flow file. */
  text: string;
  layout: FlowLayout;
  scenarioFile: Scenarios;
  scenarios: Scenario[];
}

/** What a call of it needs. */
export interface GalleryLine {
  document: Flow;
  /** Every flow of the gallery, by id: a line may lead into any. */
  flows: Record<string, Flow>;
  products: Product[];
  articles: Article[];
  calendars: Record<string, Calendar>;
}

const folder = new URL('../../flows/', import.meta.url);

/** Every flow of the folder, so that a new one is tested by being there. */
export const galleryFlowIds = listIds('', '.flow.json');

/** The part of lines that other flows run; it has no keys and no person of its own. */
export const subflowIds = ['identify-caller'];

export function readGalleryFlow(id: string): GalleryFlow {
  const text = readFileSync(new URL(`${id}.flow.json`, folder), 'utf8');
  const scenarioFile = readJson(`${id}.scenarios.json`) as Scenarios;
  return { ...readGalleryLine(id), text, layout: readJson(`${id}.layout.json`) as FlowLayout, scenarioFile, scenarios: scenarioFile.scenarios };
}

export function readGalleryLine(id: string): GalleryLine {
  const flows = readAll<Flow>('', '.flow.json');
  return {
    document: flows[id]!,
    flows,
    products: Object.values(readAll<Product>('products/', '.product.json')),
    articles: Object.values(readAll<Article>('articles/', '.article.json')),
    calendars: readAll<Calendar>('calendars/', '.calendar.json'),
  };
}

function readAll<Document>(path: string, ending: string): Record<string, Document> {
  return Object.fromEntries(listIds(path, ending).map((id) => [id, readJson(`${path}${id}${ending}`) as Document]));
}

function listIds(path: string, ending: string): string[] {
  return readdirSync(new URL(path === '' ? '.' : path, folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, folder), 'utf8'));
}
