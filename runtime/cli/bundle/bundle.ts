import type { Flow, FlowLayout } from '../../../schemas/documents/flow.js';
import type { Product } from '../../../schemas/documents/product.js';
import type { Scenario } from '../../../schemas/documents/scenario.js';
import { explainPriceClash } from '../../../schemas/explain-price-clash.js';
import { validateFlow, validateLayout, validateProduct, validateScenarios } from '../../../schemas/published/validators.js';
import { findPlaces } from '../../engine/bundle/find-places.js';
import { mapProperties, type PlaceMap } from '../../engine/bundle/map-places.js';
import { fail } from '../../errors.js';
import { readJsonFile } from '../read-json-file.js';

/** A flow with all it needs, to be applied to another installation. The same version gives the same bytes. */
export interface Bundle {
  schemaVersion: 1;
  bundle: 'flow';
  flow: string;
  /** What it was taken from; `version` is `null` for a draft. */
  from: { alias: string | null; version: string | null };
  /** The flow itself last, so that each stands behind the flows it runs. */
  flows: BundledFlow[];
  /** The terms of the products the flows name. */
  products: Product[];
  /** Names only: what they hold is not moved. */
  articles: string[];
  places: Record<keyof PlaceMap, string[]>;
}

export interface BundledFlow {
  document: Flow;
  layout: FlowLayout;
  scenarios: Scenario[];
}

/** The literal places of flows, by kind: what a map has to name. */
export function listPlaces(flows: readonly Flow[]): Bundle['places'] {
  const found = flows.flatMap(findPlaces).filter(({ from }) => from === 'literal');
  const of = (property: keyof PlaceMap) => [...new Set(found.filter(({ kind }) => mapProperties[kind] === property).map(({ value }) => value))].sort();
  return { numbers: of('numbers'), urls: of('urls'), queues: of('queues'), recordings: of('recordings') };
}

export function isBundle(document: unknown): boolean {
  return typeof document === 'object' && document !== null && (document as { bundle?: unknown }).bundle === 'flow';
}

/** Reads a bundle. Throws `wrong_usage`, saying what is wrong with it. */
export async function readBundle(file: string): Promise<Bundle> {
  const document = (await readJsonFile(file)) as unknown as Bundle;
  const refuse = (reason: string) => fail('wrong_usage', { reason: `${file} is no bundle: ${reason}. \`npx trunkline pull <flow> --output ${file}\` makes one.` });
  if (!isBundle(document)) throw refuse('"bundle" is not "flow"');
  if (document.schemaVersion !== 1) throw refuse(`it has schemaVersion ${JSON.stringify(document.schemaVersion)}, and this program reads 1`);
  if (!Array.isArray(document.flows) || document.flows.length === 0) throw refuse('"flows" is no list of flows');
  for (const [at, bundled] of document.flows.entries()) {
    const place = `flows[${at}]`;
    if (typeof bundled !== 'object' || bundled === null) throw refuse(`${place} is no flow`);
    if (!validateFlow(bundled.document)) throw refuse(`${place}.document${explain(validateFlow.errors)}`);
    if (!validateLayout(bundled.layout) || bundled.layout.flow !== bundled.document.id) throw refuse(`${place}.layout is not the layout of ${bundled.document.id}`);
    if (!validateScenarios({ flow: bundled.document.id, scenarios: bundled.scenarios ?? [] })) throw refuse(`${place}.scenarios${explain(validateScenarios.errors)}`);
  }
  if (document.flows.at(-1)!.document.id !== document.flow) throw refuse(`"flow" is ${JSON.stringify(document.flow)}, and the last of its flows is another`);
  for (const product of document.products ?? []) {
    if (!validateProduct(product)) throw refuse(`products${explain(validateProduct.errors)}`);
    const clash = explainPriceClash(product);
    if (clash) throw fail('wrong_usage', { reason: `${file}: ${product.id}: ${clash['en-US']}` });
  }
  return { ...document, products: document.products ?? [], articles: document.articles ?? [] };
}

function explain(errors: readonly { instancePath: string; message?: string }[] | null | undefined): string {
  const [error] = errors ?? [];
  return `${error?.instancePath ?? ''} ${error?.message ?? 'does not fit the schema'}`;
}
