import type { Flow, FlowLayout } from '../../../schemas/documents/flow.js';
import type { Json } from '../../../schemas/json.js';
import { validateFlow } from '../../../schemas/published/validators.js';
import { findPlaces } from '../../engine/bundle/find-places.js';
import { mapPlaces, type MappedFlow, type PlaceMap } from '../../engine/bundle/map-places.js';
import { diffFlows } from '../../engine/diff/diff-flows.js';
import type { FlowDiff } from '../../engine/diff/flow-diff.js';
import { isSameJson } from '../../engine/diff/json-changes.js';
import { fail } from '../../errors.js';
import { at, type Backend } from '../backend/backend.js';
import type { Bundle, BundledFlow } from './bundle.js';
import { getArticleNames } from './collect-bundle.js';

export interface ApplyOptions {
  map: PlaceMap;
  /** Refuses a bundle with places that the map does not name. */
  strict: boolean;
  /** Tells what would change, and changes nothing. */
  dryRun: boolean;
  /** Publishes the flow under this alias, and the flows it runs as live. (Default: drafts only.) */
  publish: string | null;
  canary?: number | undefined;
  replaceCanary?: boolean | undefined;
  /** Writes over a draft with changes that nobody published. */
  force: boolean;
  /** Puts the bundle's products on sale. */
  products: boolean;
  note: string;
}

/** What became of each flow of a bundle, and what it still needs. */
export interface Applied {
  flows: AppliedFlow[];
  mapped: MappedFlow['mapped'];
  unmapped: MappedFlow['unmapped'];
  products: { product: string; result: 'same' | 'differs' | 'on_sale' }[];
  /** Named by the flows and not there. */
  missing: { recordings: string[]; articles: string[] };
}

export interface AppliedFlow {
  flow: string;
  draft: 'created' | 'saved' | 'same';
  scenarios: 'saved' | 'same';
  published: { alias: string; version: string | null; result: 'published' | 'same' } | null;
  /** What changes there, from what is published, else from the draft; `null` where there is neither. */
  diff: FlowDiff | null;
}

/** Applies a bundle to an installation. The same bundle applied again changes nothing. Throws `wrong_usage` where `strict` refuses it. */
export async function applyBundle(backend: Backend, bundle: Bundle, options: ApplyOptions): Promise<Applied> {
  const mapped = bundle.flows.map((flow) => ({ ...flow, ...mapPlaces(flow.document, options.map) }));
  const unmapped = mapped.flatMap((flow) => flow.unmapped);
  if (options.strict && unmapped.length > 0 && !options.dryRun) throw fail('wrong_usage', { reason: `The map does not name ${unmapped.map(tellPlace).join(', ')}. Add them to the map, to themselves where they are the same there.` });
  const plans = await planAll(backend, mapped, options);
  const products = await applyProducts(backend, bundle, options);
  const missing = await findMissing(backend, bundle, mapped.map(({ document }) => document));
  const flows: AppliedFlow[] = [];
  for (const plan of plans) flows.push(options.dryRun ? plan.applied : await apply(backend, plan, options));
  return { flows, mapped: mapped.flatMap((flow) => flow.mapped), unmapped, products, missing };
}

export function tellPlace({ kind, value, step }: { kind: string; value: string; step: string }): string {
  return `${kind} ${value} (step ${step})`;
}

interface There {
  draft: { document: Flow; layout: FlowLayout; revision: number; updatedBy: string } | null;
  /** By the alias that is asked for. */
  published: { version: string; document: Flow } | null;
  isChanged: boolean;
  scenarios: Json[];
}

interface Plan {
  flow: BundledFlow;
  there: There;
  alias: string | null;
  applied: AppliedFlow;
}

async function planAll(backend: Backend, flows: readonly BundledFlow[], options: ApplyOptions): Promise<Plan[]> {
  const { flows: known } = await backend.request<{ flows: { flow: string; draft: { changed: boolean } | null }[] }>('get', '/flows');
  const plans: Plan[] = [];
  for (const [index, flow] of flows.entries()) {
    const alias = options.publish === null ? null : index === flows.length - 1 ? options.publish : 'live';
    plans.push(planFlow(flow, alias, await getThere(backend, flow.document.id, alias, known)));
  }
  for (const plan of plans) refuseToLose(plan, options);
  return plans;
}

async function getThere(backend: Backend, flow: string, alias: string | null, known: { flow: string; draft: { changed: boolean } | null }[]): Promise<There> {
  const summary = known.find((entry) => entry.flow === flow);
  if (!summary) return { draft: null, published: null, isChanged: false, scenarios: [] };
  const draft = await backend.request<NonNullable<There['draft']>>('get', at`/flows/${flow}/draft`);
  const { aliases } = await backend.request<{ aliases: Record<string, string> }>('get', at`/flows/${flow}/versions`);
  const version = aliases[alias ?? 'live'];
  const published = version === undefined ? null : await backend.request<{ version: string; document: Flow }>('get', at`/flows/${flow}/versions/${version}`);
  const { scenarios } = await backend.request<{ scenarios: { scenario: Json }[] }>('get', at`/flows/${flow}/scenarios`);
  return { draft, published, isChanged: summary.draft?.changed ?? false, scenarios: scenarios.map(({ scenario }) => scenario) };
}

function planFlow(flow: BundledFlow, alias: string | null, there: There): Plan {
  const isSameDraft = there.draft !== null && isSame(there.draft.document, flow.document) && isSame(there.draft.layout, flow.layout);
  const isPublished = there.published !== null && isSame(there.published.document, flow.document);
  const earlier = there.published?.document ?? there.draft?.document;
  return {
    flow,
    there,
    alias,
    applied: {
      flow: flow.document.id,
      draft: there.draft === null ? 'created' : isSameDraft ? 'same' : 'saved',
      scenarios: flow.scenarios.length === 0 || isSame(there.scenarios, flow.scenarios) ? 'same' : 'saved',
      published: alias === null ? null : { alias, version: isPublished ? there.published!.version : null, result: isPublished ? 'same' : 'published' },
      diff: earlier && validateFlow(earlier) ? diffFlows(earlier, flow.document) : null,
    },
  };
}

/** A draft that somebody works on there is not written over. */
function refuseToLose({ there, applied }: Plan, { force, dryRun }: ApplyOptions): void {
  if (force || dryRun || applied.draft !== 'saved' || !there.isChanged || !there.draft) return;
  if (there.published && isSame(there.published.document, there.draft.document)) return;
  throw fail('wrong_usage', { reason: `The draft of ${applied.flow} there has changes that nobody published, saved last by ${there.draft.updatedBy}. Publish them there or undo them; or write over them with --force.` });
}

async function apply(backend: Backend, { flow, there, alias, applied }: Plan, options: ApplyOptions): Promise<AppliedFlow> {
  const { document, layout, scenarios } = flow;
  const id = document.id;
  let revision = there.draft?.revision ?? 0;
  if (applied.draft === 'created') revision = (await backend.request<{ revision: number }>('post', '/flows', { body: { document, layout } })).revision;
  if (applied.draft === 'saved') revision = (await backend.request<{ revision: number }>('put', at`/flows/${id}/draft`, { body: { document, layout, revision } })).revision;
  if (applied.scenarios === 'saved') await backend.request('put', at`/flows/${id}/scenarios`, { body: { scenarios } });
  if (alias === null || applied.published?.result !== 'published') return applied;
  const isMain = alias === options.publish;
  const split = isMain ? { ...(options.canary !== undefined && { canary: options.canary }), ...(options.replaceCanary && { replaceCanary: true }) } : {};
  const { version } = await backend.request<{ version: string }>('post', at`/flows/${id}/publish`, { body: { revision, alias, note: options.note, ...split } });
  return { ...applied, published: { alias, version, result: 'published' } };
}

async function applyProducts(backend: Backend, { products }: Bundle, options: ApplyOptions): Promise<Applied['products']> {
  if (products.length === 0) return [];
  const there = (await backend.request<{ products: { product: string; document: Json }[] }>('get', '/products')).products;
  const results: Applied['products'] = [];
  for (const product of products) {
    const known = there.find((entry) => entry.product === product.id);
    if (known && isSame(known.document, product)) {
      results.push({ product: product.id, result: 'same' });
      continue;
    }
    if (options.products && !options.dryRun) await backend.request('put', at`/products/${product.id}`, { body: { document: product } });
    results.push({ product: product.id, result: options.products ? 'on_sale' : 'differs' });
  }
  return results;
}

async function findMissing(backend: Backend, bundle: Bundle, documents: readonly Flow[]): Promise<Applied['missing']> {
  const wanted = new Set(documents.flatMap(findPlaces).filter(({ kind, from }) => kind === 'recording' && from === 'literal').map(({ value }) => value));
  const recordings = wanted.size === 0 ? [] : (await backend.request<{ recordings: { recording: string }[] }>('get', '/recordings')).recordings.map(({ recording }) => recording);
  const articles = bundle.articles.length === 0 ? [] : await getArticleNames(backend);
  return { recordings: [...wanted].filter((name) => !recordings.includes(name)).sort(), articles: bundle.articles.filter((name) => !articles.includes(name)) };
}

function isSame(one: unknown, other: unknown): boolean {
  return isSameJson(one as Json, other as Json);
}
