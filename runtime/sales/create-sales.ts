import { createHash } from 'node:crypto';
import type { DecisionWrite, SalesPort } from '../../schemas/define-effect.js';
import type { CallView, Fact } from '../../schemas/define-step.js';
import type { JsonObject } from '../../schemas/json.js';
import { orderBeginsOn } from '../../schemas/order-terms.js';
import type { CustomerHistory, SalesHistory } from '../ports.js';
import { checkConsent } from './check-consent.js';
import { createConsentEvidence } from './consent-evidence.js';
import { COOLING_DOWN_DAYS, getSuppression, identityLevels, isHeldOn } from './suppression.js';

const dayMilliseconds = 86_400_000;

/** The selling rules, in code, whatever a flow says: what may be offered to whom, and whether an order may stand. */
export function createSales(history: SalesHistory): SalesPort {
  return {
    decide: (request) => decide(history, request),
    placeOrder: (request) => placeOrder(history, request),
  };
}

type DecideRequest = Parameters<SalesPort['decide']>[0];

async function decide(sales: SalesHistory, { products, requested, call, idempotencyKey }: DecideRequest): ReturnType<SalesPort['decide']> {
  const customer = customerOf(call);
  const history = await historyOf(sales, call, customer);
  const facts: Fact[] = [];
  const writes: DecisionWrite[] = [];
  for (const id of products) {
    const known = call.products[id];
    const reason = known ? getSuppression({ product: known.terms, requested, customer, identity: identityOf(call), beginsOn: orderBeginsOn(known.terms, call), history, facts: call.facts, products: call.products }) : 'ineligible';
    facts.push({ type: 'eligibility_checked', product: id, productVersion: known?.version ?? null, customerId: customerIdOf(customer), requested, eligible: reason === null, reason });
    writes.push({ write: 'decision', decision: { decisionId: `${idempotencyKey}.${id}`, customerId: customerIdOf(customer), product: id, productVersion: known?.version ?? null, action: reason ? 'suppress' : 'offer', reason, policy: 'rules', propensity: 1, context: { requested, language: call.language, flow: call.flow } } });
    if (reason === null) return { chosen: id, facts, writes };
  }
  return { chosen: null, facts, writes };
}

type PlaceRequest = Parameters<SalesPort['placeOrder']>[0];

/** No order without its evidence, none twice, and none for somebody the rules keep out. */
async function placeOrder(sales: SalesHistory, { product, call, idempotencyKey }: PlaceRequest): ReturnType<SalesPort['placeOrder']> {
  const known = call.products[product];
  const customer = customerOf(call);
  const customerId = customerIdOf(customer);
  const { missing, chain } = known ? checkConsent(call.facts, product, known.version) : { missing: ['product'], chain: [] };
  if (missing.length > 0 || !known || !customerId || chain[0]?.['customerId'] !== customerId) return refused(product, [...missing, ...(customerId ? [] : ['customer'])]);
  if (!isIdentified(call, known.terms.eligibility.identity, customerId)) return refused(product, ['identity']);
  const history = await historyOf(sales, call, customer);
  const beginsOn = orderBeginsOn(known.terms, call);
  if (isHeldOn(beginsOn, product, history, call.products)) return { result: 'already_held' };
  const readBack = chain.find((fact) => fact.type === 'terms_read_back')!;
  const price = chain.find((fact) => fact.type === 'price_heard')!;
  const { price: charge, period } = known.terms.charged;
  if (price['amountMinor'] !== charge.amountMinor || price['currency'] !== charge.currency) return refused(product, ['price']);
  const evidence = createConsentEvidence({ call, flowVersion: call.flowVersion, product, productVersion: known.version, customerId, chain });
  const order = {
    orderId: `order-${createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 20)}`,
    customerId, product, productVersion: known.version, amountMinor: charge.amountMinor, currency: charge.currency, period,
    beginsOn, firstChargeOn: String(readBack['firstChargeOn']), endsOn: String(readBack['endsOn']), evidence,
  };
  const placed: Fact = { type: 'order_placed', orderId: order.orderId, product, productVersion: known.version, amountMinor: charge.amountMinor, currency: charge.currency, sha256: evidence.sha256 };
  return { result: 'placed', order, facts: [placed], writes: [{ write: 'order', order }] };
}

/** The level the product asks for or a better one, reached for this very customer. */
function isIdentified(call: CallView, needed: string, customerId: string): boolean {
  const reached = call.facts.filter((fact) => fact.type === 'identity_reached' && fact['customerId'] === customerId).map((fact) => rankOf(fact['level']));
  return Math.max(rankOf('unknown'), ...reached) >= rankOf(needed);
}

function rankOf(level: unknown): number {
  return identityLevels.indexOf(String(level));
}

function refused(product: string, missing: string[]): { result: 'refused'; missing: string[]; facts: Fact[] } {
  return { result: 'refused', missing, facts: [{ type: 'order_refused', product, missing }] };
}

async function historyOf(sales: SalesHistory, call: CallView, customer: JsonObject): Promise<CustomerHistory> {
  const customerId = customerIdOf(customer);
  if (!customerId) return { optedOut: false, held: [], offers: [] };
  return sales.getHistory(customerId, new Date(Date.parse(call.now) - COOLING_DOWN_DAYS * dayMilliseconds).toISOString());
}

function customerOf(call: CallView): JsonObject {
  const customer = call.values['customer'];
  return customer !== null && typeof customer === 'object' && !Array.isArray(customer) ? customer : {};
}

function customerIdOf(customer: JsonObject): string | null {
  return typeof customer['id'] === 'string' ? customer['id'] : null;
}

function identityOf(call: CallView): string {
  return String(((call.values['call'] as JsonObject)['identity'] as JsonObject)['level']);
}
