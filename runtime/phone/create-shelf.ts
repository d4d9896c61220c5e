import type { Flow } from '../../schemas/documents/flow.js';
import type { Product } from '../../schemas/documents/product.js';
import type { FlowStore, ProductStore } from '../ports.js';
import { versionOf } from '../store/version-id.js';

/** One flow that answers every number, and the products it may sell. */
export function createShelf(document: Flow, products: readonly Product[]): { flows: FlowStore; products: ProductStore } {
  const version = versionOf(document);
  const terms = new Map(products.map((product) => [product.id, { version: versionOf(product), product }]));
  return {
    flows: {
      resolveNumber: () => Promise.resolve({ flow: document.id, alias: 'live', version }),
      getVersion: (asked) => Promise.resolve(asked === version ? { version, flow: document, layout: { flow: document.id, positions: {} } } : null),
    },
    products: {
      currentProducts: () => Promise.resolve(Object.fromEntries([...terms].map(([id, known]) => [id, known.version]))),
      getProduct: (id) => Promise.resolve(terms.get(id)?.product ?? null),
    },
  };
}
