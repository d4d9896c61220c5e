import type { Flow, FlowLayout } from '../../../schemas/documents/flow.js';
import type { Product } from '../../../schemas/documents/product.js';
import type { Scenario } from '../../../schemas/documents/scenario.js';
import { findNamed } from '../../engine/bundle/find-places.js';
import { fail } from '../../errors.js';
import { at, type Backend } from '../backend/backend.js';
import { listPlaces, type Bundle, type BundledFlow } from './bundle.js';

/** A flow with the flows it runs, their layouts, scenarios and products, from an alias or, without one, the draft. */
export async function collectBundle(backend: Backend, flow: string, alias: string | null): Promise<Bundle> {
  const version = alias === null ? null : await getAliasVersion(backend, flow, alias);
  const flows = await collectFlows(backend, flow, version, new Set());
  const documents = flows.map(({ document }) => document);
  const usesKnowledge = documents.some(({ states }) => Object.values(states).some(({ meta }) => meta.step === 'knowledge_answer'));
  return {
    schemaVersion: 1,
    bundle: 'flow',
    flow,
    from: { alias, version },
    flows,
    products: await getProducts(backend, documents),
    articles: usesKnowledge ? await getArticleNames(backend) : [],
    places: listPlaces(documents),
  };
}

export async function getAliasVersion(backend: Backend, flow: string, alias: string): Promise<string> {
  const { aliases } = await backend.request<{ aliases: Record<string, string> }>('get', at`/flows/${flow}/versions`);
  const version = aliases[alias];
  if (version === undefined) throw fail('not_found', { what: `${flow}@${alias}`, fix: `Published are: ${Object.keys(aliases).join(', ') || 'none'}.` });
  return version;
}

export async function getArticleNames(backend: Backend): Promise<string[]> {
  const { articles } = await backend.request<{ articles: { article: string; archived: boolean }[] }>('get', '/articles');
  return articles.filter(({ archived }) => !archived).map(({ article }) => article).sort();
}

interface Stored {
  document: Flow;
  layout: FlowLayout;
  subflows?: Record<string, string>;
}

/** The flows that a flow runs come before it; flows that lead to each other come once. */
async function collectFlows(backend: Backend, flow: string, version: string | null, seen: Set<string>): Promise<BundledFlow[]> {
  seen.add(flow);
  const stored = await backend.request<Stored>('get', version === null ? at`/flows/${flow}/draft` : at`/flows/${flow}/versions/${version}`);
  const collected: BundledFlow[] = [];
  for (const inner of findNamed(stored.document, 'flow')) {
    if (seen.has(inner)) continue;
    const pinned = stored.subflows?.[inner] ?? (await getAliasVersion(backend, inner, 'live'));
    collected.push(...(await collectFlows(backend, inner, pinned, seen)));
  }
  const { scenarios } = await backend.request<{ scenarios: { scenario: Scenario }[] }>('get', at`/flows/${flow}/scenarios`);
  return [...collected, { document: stored.document, layout: stored.layout, scenarios: scenarios.map(({ scenario }) => scenario) }];
}

async function getProducts(backend: Backend, flows: readonly Flow[]): Promise<Product[]> {
  const names = new Set(flows.flatMap((flow) => findNamed(flow, 'product')));
  if (names.size === 0) return [];
  const { products } = await backend.request<{ products: { product: string; document: Product }[] }>('get', '/products');
  return products.filter(({ product }) => names.has(product)).map(({ document }) => document);
}
