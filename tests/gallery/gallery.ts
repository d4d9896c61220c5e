import { readFileSync, readdirSync } from 'node:fs';
import type { Flow, FlowLayout } from '../../schemas/documents/flow.js';
import type { Product } from '../../schemas/documents/product.js';
import type { Scenario, Scenarios } from '../../schemas/documents/scenario.js';

/** A flow of the gallery with all that lies beside it, read from the files as they are. */
export interface GalleryFlow {
  /** The bytes of the flow file. */
  text: string;
  document: Flow;
  layout: FlowLayout;
  scenarioFile: Scenarios;
  scenarios: Scenario[];
  products: Product[];
}

const folder = new URL('../../flows/', import.meta.url);

export function readGalleryFlow(id: string): GalleryFlow {
  const text = readFileSync(new URL(`${id}.flow.json`, folder), 'utf8');
  const scenarioFile = readJson(`${id}.scenarios.json`) as Scenarios;
  return {
    text,
    document: JSON.parse(text) as Flow,
    layout: readJson(`${id}.layout.json`) as FlowLayout,
    scenarioFile,
    scenarios: scenarioFile.scenarios,
    products: readdirSync(new URL('products/', folder)).map((name) => readJson(`products/${name}`) as Product),
  };
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, folder), 'utf8'));
}
