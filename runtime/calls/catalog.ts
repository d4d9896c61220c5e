import { LRUCache } from 'lru-cache';
import type { Product } from '../../schemas/documents/product.js';
import { fail } from '../errors.js';
import { compileFlow, type CompiledFlow } from '../engine/compile-flow.js';
import type { FlowStore, ProductStore } from '../ports.js';

/** A compiled flow of 500 steps takes about 3 MB, so this stays below 200 MB at the worst. */
const MAX_COMPILED_FLOWS = 64;

const MAX_PRODUCTS = 1000;

/** Versions of flows and products never change, so what was read once is kept. */
export function createCatalog(stores: { flows: FlowStore; products: ProductStore; prepareFlow?(flow: CompiledFlow): CompiledFlow }) {
  const compiled = new LRUCache<string, Promise<CompiledFlow>>({ max: MAX_COMPILED_FLOWS });
  const terms = new LRUCache<string, Product>({ max: MAX_PRODUCTS });

  async function getFlow(version: string): Promise<CompiledFlow> {
    const known = compiled.get(version);
    if (known) return known;
    const loading = load(version);
    compiled.set(version, loading);
    // A version that could not be read is asked for again.
    loading.catch(() => compiled.delete(version));
    return loading;
  }

  async function load(version: string): Promise<CompiledFlow> {
    const found = await stores.flows.getVersion(version);
    if (!found) throw fail('not_found', { what: { 'en-US': `Flow version ${version}`, 'zh-CN': `流程版本 ${version}` }, fix: { 'en-US': 'Publish the flow again.', 'zh-CN': '请重新发布流程。' } });
    const flow = compileFlow(found.flow, version, found.subflows);
    return stores.prepareFlow?.(flow) ?? flow;
  }

  async function getProducts(versions: Record<string, string>): Promise<Record<string, { version: string; terms: Product }>> {
    const found: Record<string, { version: string; terms: Product }> = {};
    for (const [product, version] of Object.entries(versions)) {
      const known = terms.get(version) ?? (await stores.products.getProduct(product, version));
      if (!known) continue;
      terms.set(version, known);
      found[product] = { version, terms: known };
    }
    return found;
  }

  return { getFlow, getProducts };
}
