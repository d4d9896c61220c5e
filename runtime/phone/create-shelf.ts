import type { Flow } from '../../schemas/documents/flow.js';
import type { Product } from '../../schemas/documents/product.js';
import { getFlowReferences } from '../engine/flow-references.js';
import type { FlowStore, ProductStore } from '../ports.js';
import { versionOf, versionOfFlow } from '../store/version-id.js';

/** One flow that answers every number, the flows it leads into, by id, and the products it may sell. */
export function createShelf(document: Flow, products: readonly Product[], others: Readonly<Record<string, unknown>> = {}): { flows: FlowStore; products: ProductStore } {
  const shelf = publishAll({ ...others, [document.id]: document });
  const byVersion = new Map([...shelf.values()].map((flow) => [flow.version, flow]));
  const answer = (flow: string) => ({ flow, alias: 'live', version: shelf.get(flow)!.version });
  const terms = new Map(products.map((product) => [product.id, { version: versionOf(product), product }]));
  return {
    flows: {
      resolveNumber: () => Promise.resolve(answer(document.id)),
      getLive: (flow) => Promise.resolve(shelf.has(flow) ? answer(flow) : null),
      getVersion: (version) => Promise.resolve(byVersion.get(version) ?? null),
    },
    products: {
      currentProducts: () => Promise.resolve(Object.fromEntries([...terms].map(([id, known]) => [id, known.version]))),
      getProduct: (id) => Promise.resolve(terms.get(id)?.product ?? null),
    },
  };
}

type Shelved = NonNullable<Awaited<ReturnType<FlowStore['getVersion']>>>;

/** Every flow as if it were published now, its subflows first. What would run itself, or is not there, is not pinned. */
function publishAll(documents: Readonly<Record<string, unknown>>): Map<string, Shelved> {
  const shelf = new Map<string, Shelved>();
  const publish = (id: string, within: readonly string[]): Shelved => {
    const document = documents[id] as Flow;
    const ids = [...new Set(getFlowReferences(document).flatMap(({ flow, comesBack }) => (comesBack ? [flow] : [])))];
    const runnable = ids.filter((flow) => Object.hasOwn(documents, flow) && flow !== id && !within.includes(flow));
    const subflows = Object.fromEntries(runnable.map((flow) => [flow, (shelf.get(flow) ?? publish(flow, [...within, id])).version]));
    const shelved: Shelved = { version: versionOfFlow(document, subflows), flow: document, layout: { flow: id, positions: {} }, subflows };
    shelf.set(id, shelved);
    return shelved;
  };
  for (const id of Object.keys(documents)) if (!shelf.has(id)) publish(id, []);
  return shelf;
}
