import type { CallView, Fact } from '../../schemas/define-step.js';
import type { Product } from '../../schemas/documents/product.js';
import type { Json, JsonObject } from '../../schemas/json.js';
import { readValue } from '../engine/values.js';
import type { CustomerHistory } from '../ports.js';

/** Why a product is not offered. The words are those of the field and stand in every report. */
export type SuppressionReason = 'not_on_sale' | 'opted_out' | 'do_not_offer' | 'case_open' | 'already_held' | 'customer_unknown' | 'not_identified' | 'ineligible' | 'frequency_cap' | 'cooling_down';

/** Everything a rule may look at. */
export interface OfferCase {
  product: Product;
  /** The caller asked for it: then a refusal of recommendations does not stand in the way. */
  requested: boolean;
  customer: JsonObject;
  identity: string;
  /** The first day of an order made now, as an ISO date. */
  beginsOn: string;
  history: CustomerHistory;
  facts: Fact[];
  products: CallView['products'];
}

/** After a no, the product is not offered again for this long. */
export const COOLING_DOWN_DAYS = 30;

/** At most this many offers reach one customer in `COOLING_DOWN_DAYS`. */
export const OFFERS_PER_PERIOD = 3;

/** Callers of this age and over get a person first and are never sold to. */
export const SENIOR_AGE = 65;

/** An entry failed this often says that the caller needs help, not an offer. */
const FAILED_ENTRIES = 2;

/** From the least to the best. */
export const identityLevels = ['unknown', 'number_match', 'verified'];

interface Rule {
  reason: SuppressionReason;
  applies(offer: OfferCase): boolean;
}

/** Checked in this order; the first that applies is the reason that is logged. Rules come before any score. */
const rules: Rule[] = [
  { reason: 'not_on_sale', applies: ({ product }) => product.withdrawn === true },
  { reason: 'opted_out', applies: ({ requested, customer, history }) => !requested && (is(customer, 'optedOut') || history.optedOut) },
  { reason: 'do_not_offer', applies: ({ customer, facts }) => is(customer, 'doNotOffer') || count(facts, 'entry_failed') >= FAILED_ENTRIES },
  { reason: 'case_open', applies: (offer) => !isFreeAndAskedFor(offer) && ['caseOpen', 'complaintOpen', 'fraudOpen'].some((name) => is(offer.customer, name)) },
  { reason: 'already_held', applies: ({ product, customer, history, beginsOn, products }) => holds(customer, product.id) || isHeldOn(beginsOn, product.id, history, products) },
  { reason: 'customer_unknown', applies: ({ customer }) => typeof customer['id'] !== 'string' },
  { reason: 'not_identified', applies: ({ product, identity }) => identityLevels.indexOf(identity) < identityLevels.indexOf(product.eligibility.identity) },
  { reason: 'ineligible', applies: isIneligible },
  { reason: 'cooling_down', applies: isCoolingDown },
  { reason: 'frequency_cap', applies: isCapped },
];

/** The reason this product may not be offered now, or `null`. */
export function getSuppression(offer: OfferCase): SuppressionReason | null {
  return rules.find((rule) => rule.applies(offer))?.reason ?? null;
}

/** A free setting that the caller asks for is service, not selling: a complaint or an overdue bill does not stand in its way. */
function isFreeAndAskedFor({ product, requested }: OfferCase): boolean {
  return requested && product.charged.price.amountMinor === 0;
}

function isIneligible(offer: OfferCase): boolean {
  const { product, customer } = offer;
  const { minimumAge, maximumAge, mainCardOnly } = product.eligibility;
  if (is(customer, 'overdue') && !isFreeAndAskedFor(offer)) return true;
  if (mainCardOnly && customer['mainCardholder'] !== true) return true;
  if (product.renews !== undefined && customer['renewalDue'] !== product.renews) return true;
  const age = customer['age'];
  // An age that is not on file proves nothing, so a product with an age limit is not offered on it.
  if (typeof age !== 'number') return minimumAge !== undefined || maximumAge !== undefined;
  const sells = product.charged.price.amountMinor > 0;
  return age < (minimumAge ?? 0) || age > (maximumAge ?? 200) || (sells && age >= SENIOR_AGE);
}

/** One no ends selling in the call; after it the product rests for a while, unless the caller asks for it. */
function isCoolingDown(offer: OfferCase): boolean {
  const { product, requested, history, facts } = offer;
  if (!isFreeAndAskedFor(offer) && facts.some((fact) => fact.type === 'offer_declined')) return true;
  if (requested) return false;
  return history.offers.some((earlier) => earlier.outcome === 'declined' && earlier.product === product.id);
}

/** One ask a call, however it ended; few in a month; nothing of the same overlap group close together. What the caller asks for is no ask of ours. */
function isCapped({ product, requested, history, facts, products }: OfferCase): boolean {
  if (requested) return false;
  if (facts.some((fact) => fact.type === 'offer_presented')) return true;
  const overlaps = history.offers.some(
    (offer) => offer.outcome === 'enrolled' && product.overlapGroup !== undefined && products[offer.product]?.terms.overlapGroup === product.overlapGroup,
  );
  return overlaps || history.offers.length >= OFFERS_PER_PERIOD;
}

/** Whether an order of it, or one that renews it, still runs that day. One whose term is over is held no more. */
export function isHeldOn(day: string, product: string, { held }: CustomerHistory, products: CallView['products']): boolean {
  return held.some((order) => order.endsOn >= day && (order.product === product || products[order.product]?.terms.renews === product));
}

function holds(customer: JsonObject, product: string): boolean {
  const holdings = customer['holdings'];
  return Array.isArray(holdings) && holdings.includes(product);
}

function is(customer: JsonObject, name: string): boolean {
  const value: Json | undefined = readValue(customer, name);
  return value === true || value === 'true';
}

function count(facts: Fact[], type: string): number {
  return facts.filter((fact) => fact.type === type).length;
}
