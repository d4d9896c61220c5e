import type { Fact } from '../../../schemas/define-step.js';
import type { Product } from '../../../schemas/documents/product.js';
import type { JsonObject } from '../../../schemas/json.js';
import type { FlowGraph, GraphStep } from '../check/flow-graph.js';
import { getSoldProducts, productsOf } from '../check/consent-walk.js';

/** What of a call's record decides how a sale goes on: all that the selling steps and the order look at, and no more. */
export interface Sale {
  /** The product that was decided on, `values.offer.product`. */
  decided: string | null;
  /** The caller said no to something. */
  isDeclined: boolean;
  /** The first product that was presented. */
  presented: string | null;
  /** The caller has rated the call or was asked to: no survey comes twice. */
  isSurveyed: boolean;
  /** By product: it may be offered, and whether the caller asked for it. */
  eligible: Readonly<Record<string, 'yes' | 'requested'>>;
  /** By product: how many parts of the consent stand in the record, in order. */
  consent: Readonly<Record<string, number>>;
  /** The same as the steps see it. */
  facts: Fact[];
  /** Two sales with the same key go on in the same way. */
  key: string;
}

export type Catalogue = Record<string, { version: string; terms: Product }>;

type Bare = Omit<Sale, 'facts' | 'key'>;

export const noSale: Sale = createSale({ decided: null, isDeclined: false, presented: null, isSurveyed: false, eligible: {}, consent: {} }, {});

/** What must stand in the record before an order, in this order. */
export const consentParts = ['eligibility_checked', 'price_heard', 'optional_heard', 'offer_accepted', 'terms_read_back', 'order_confirmed'];

/** The sale after a step has left its facts and values. The same object where nothing changed. */
export function advanceSale(sale: Sale, facts: readonly Fact[], values: JsonObject | undefined, products: Catalogue): Sale {
  const decided = typeof values?.['offer.product'] === 'string' ? values['offer.product'] : sale.decided;
  const told = facts.filter((fact) => typeof fact['product'] === 'string');
  const isSurveyed = sale.isSurveyed || facts.some(({ type }) => type === 'survey_asked');
  if (decided === sale.decided && told.length === 0 && isSurveyed === sale.isSurveyed) return sale;
  return createSale(told.reduce(addFact, { ...sale, decided, isSurveyed }), products);
}

/** The sale without what nothing ahead looks at. */
export function forgetDead(sale: Sale, ahead: SaleAhead, products: Catalogue): Sale {
  if (sale === noSale || (!ahead.sells && !ahead.surveys)) return noSale;
  // Whether anything was asked is all that a survey looks at.
  const isSurveyed = ahead.surveys && (sale.isSurveyed || (!ahead.sells && wasOffered(sale)));
  if (!ahead.sells) return isSurveyed ? createSale({ ...noSale, isSurveyed }, products) : noSale;
  const keep = <Value>(record: Readonly<Record<string, Value>>) => Object.fromEntries(Object.entries(record).filter(([product]) => ahead.products.has(product)));
  return createSale({ ...sale, isSurveyed, decided: ahead.decided ? sale.decided : null, eligible: keep(sale.eligible), consent: keep(sale.consent) }, products);
}

/** What of a sale a call may still come to look at from some step on. */
export interface SaleAhead {
  sells: boolean;
  /** A survey, which comes only where nothing was asked before. */
  surveys: boolean;
  decided: boolean;
  products: Set<string>;
}

/** Whether an order for this product would be placed: every part stands in the record, in order, and no no after it. */
export function isConsentComplete({ consent }: Sale, product: string | null): boolean {
  return product !== null && consent[product] === consentParts.length;
}

/** The product a step speaks of: the one it names, else the one that was decided on. */
export function productOf(step: GraphStep, sale: Sale): string | null {
  return typeof step.data['product'] === 'string' ? step.data['product'] : sale.decided;
}

/**
 * What an effect leaves in the record when it ends by `exit`: as much as the selling rules and the consent chain look at. The walk and
 * scenarios with given outcomes use the same.
 */
export function outcomeOf(step: Pick<GraphStep, 'type' | 'data'>, exit: string, products: Catalogue, ordered: string | null): { values?: JsonObject; facts: Fact[] } {
  if (step.type === 'decide_offer') return decisionOf(step, exit, products);
  if (step.type === 'place_order' && exit === 'placed' && ordered !== null) return { facts: [{ type: 'order_placed', product: ordered, productVersion: products[ordered]?.version ?? null }] };
  if (step.type === 'http_request') return { facts: requestFacts(step.data, exit) };
  return { facts: [] };
}

/** The catalogue of a flow; products nobody gave terms for cost nothing here, so that no price has to be spoken. */
export function createCatalogue(flow: FlowGraph, products: Record<string, Product>): Catalogue {
  const ids = new Set([...getSoldProducts(flow), ...Object.keys(products)]);
  return Object.fromEntries([...ids].map((id) => [id, { version: `${id}@explored`, terms: products[id] ?? unknownProduct(id) }]));
}

/** The rules of the record: hearing the price begins the consent again from there; a no, an order, or a check that fails uses it up. */
function addFact(sale: Bare, { type, ...fact }: Fact): Bare {
  const product = String(fact['product']);
  const parts = sale.consent[product] ?? 0;
  const reach = (count: number) => ({ ...sale.consent, [product]: count });
  if (type === 'eligibility_checked') {
    const { [product]: _, ...others } = sale.eligible;
    if (fact['eligible'] !== true) return { ...sale, eligible: others, consent: reach(0) };
    return { ...sale, eligible: { ...others, [product]: fact['requested'] === true ? 'requested' : 'yes' }, consent: reach(1) };
  }
  if (type === 'offer_declined') return { ...sale, isDeclined: true, consent: reach(0) };
  if (type === 'order_placed') return { ...sale, consent: reach(0) };
  if (type === 'offer_presented') return { ...sale, presented: sale.presented ?? product };
  if (type === 'price_heard') return { ...sale, consent: reach(parts > 0 ? 2 : 0) };
  return type === consentParts[parts] ? { ...sale, consent: reach(parts + 1) } : sale;
}

function wasOffered({ presented, isDeclined }: Pick<Sale, 'presented' | 'isDeclined'>): boolean {
  return presented !== null || isDeclined;
}

function createSale(bare: Bare, products: Catalogue): Sale {
  const { decided, isDeclined, isSurveyed, eligible, consent } = bare;
  // After a no it makes no difference what was presented before it.
  const presented = isDeclined ? null : bare.presented;
  const inOrder = (record: Readonly<Record<string, unknown>>) => Object.entries(record).filter(([, value]) => value !== 0).map(([product, value]) => `${product}:${String(value)}`).sort().join(',');
  const facts: Fact[] = [
    ...Object.entries(eligible).map(([product, how]) => ({ type: 'eligibility_checked', product, productVersion: products[product]?.version ?? null, eligible: true, requested: how === 'requested' })),
    ...(wasOffered({ presented, isDeclined }) ? [{ type: 'offer_presented', product: presented }] : []),
    ...(isDeclined ? [{ type: 'offer_declined', product: null }] : []),
    ...(isSurveyed ? [{ type: 'survey_asked' }] : []),
  ];
  return { decided, isDeclined, presented, isSurveyed, eligible, consent, facts, key: `${decided ?? ''} ${isDeclined ? 'no' : ''} ${isSurveyed ? 'asked' : ''} ${presented ?? ''} ${inOrder(eligible)} ${inOrder(consent)}` };
}

/** Products are tried in order up to the one that is chosen. */
function decisionOf(step: Pick<GraphStep, 'data'>, exit: string, products: Catalogue): { values?: JsonObject; facts: Fact[] } {
  const offered = productsOf(step as GraphStep);
  const at = offered.indexOf(exit);
  const tried = at < 0 ? offered : offered.slice(0, at + 1);
  const facts = tried.map((product) => ({ type: 'eligibility_checked', product, productVersion: products[product]?.version ?? null, requested: step.data['requested'] === true, eligible: product === exit }));
  return at < 0 ? { facts } : { values: { 'offer.product': exit }, facts };
}

function requestFacts({ outcomes, identity }: JsonObject, exit: string): Fact[] {
  const outcome = (Array.isArray(outcomes) ? (outcomes as JsonObject[]) : []).find(({ id }) => id === exit);
  const proves = identity as { outcome?: string; level?: string; how?: string } | undefined;
  return [
    ...(outcome?.['failedEntry'] === true ? [{ type: 'entry_failed' }] : []),
    ...(proves?.outcome === exit ? [{ type: 'identity_reached', level: proves.level ?? 'unknown', how: proves.how ?? 'none', customerId: null }] : []),
  ];
}

function unknownProduct(id: string): Product {
  const free = { price: { amountMinor: 0, currency: 'CNY' }, period: 'month' as const };
  return { id, name: { 'en-US': id }, kind: 'service', quoted: free, charged: free, chargeDay: 1, termMonths: 12, renewal: 'ask', coolingOffDays: 0, eligibility: { identity: 'unknown' }, confirmationText: { 'en-US': id } };
}
