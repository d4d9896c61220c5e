import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Product } from '../../schemas/documents/product.js';
import { explainPriceClash } from '../../schemas/explain-price-clash.js';
import { validateProduct } from '../../schemas/published/validators.js';
import { fail } from '../errors.js';
import { getGalleryFolder } from './program-folder.js';
import { readJsonFile } from './read-json-file.js';

/** The catalogue beside a flow: `products/*.json` and `*.product.json` of its folder; where there is none, that of the gallery. */
export async function readProducts(flowFile: string): Promise<Product[]> {
  const own = await readCatalogue(dirname(flowFile));
  return own.length > 0 ? own : readCatalogue(getGalleryFolder());
}

async function readCatalogue(folder: string): Promise<Product[]> {
  const beside = (await listNames(folder)).filter((name) => name.endsWith('.product.json')).map((name) => join(folder, name));
  const inside = (await listNames(join(folder, 'products'))).filter((name) => name.endsWith('.json')).map((name) => join(folder, 'products', name));
  return Promise.all([...beside, ...inside].map(readProduct));
}

async function readProduct(path: string): Promise<Product> {
  const document = await readJsonFile(path);
  if (!validateProduct(document)) {
    const [problem] = validateProduct.errors ?? [];
    throw fail('wrong_usage', { reason: `${path} is no product: ${problem?.instancePath || 'it'} ${problem?.message ?? 'does not fit the schema'}. Compare it with product.schema.json.` });
  }
  const clash = explainPriceClash(document);
  if (clash) throw fail('wrong_usage', { reason: `${path}: ${clash['en-US']}` });
  return document;
}

async function listNames(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}
