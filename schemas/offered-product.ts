import type { CallView } from './define-step.js';
import type { Product } from './documents/product.js';
import type { Json, JsonObject } from './json.js';
import { orderTerms } from './order-terms.js';
import { stepFault } from './step-fault.js';

/** A product as a step of the sale speaks of it. */
export interface OfferedProduct {
  id: string;
  version: string;
  terms: Product;
  /** Added to what templates read, where the step names a product other than the decided one. */
  scope: JsonObject;
}

/** The product a step names, else the one that was decided on; `null` where there is none, or the call's catalogue has none such. */
export function offeredProduct(call: CallView, named?: string): OfferedProduct | null {
  const decided = decidedProduct(call);
  const id = named ?? decided;
  const known = id !== null && Object.hasOwn(call.products, id) ? call.products[id] : undefined;
  if (id === null || !known) return null;
  return { id, ...known, scope: id === decided ? {} : productScope(known.terms, call) };
}

/** What every fact of a sale carries. */
export function saleOf(product: OfferedProduct): { product: string; productVersion: string } {
  return { product: product.id, productVersion: product.version };
}

/** Throws where `text` does not say what is charged: a flow cannot hide the price. What costs nothing needs no figure. */
export function checkChargeIsSpoken(text: string, product: OfferedProduct, call: CallView): void {
  if (product.terms.charged.price.amountMinor === 0) return;
  const charge = call.fill('{{ charged | money }}', { charged: product.terms.charged.price as Json });
  if (saysAmount(text.toLowerCase(), charge.toLowerCase())) return;
  throw stepFault('template_failed', `The text of step "${call.visit.step}" does not say what is charged (${charge}). Put {{ product.charge | money }} into it.`);
}

/** The amount as a whole: twelve yuan is not said by a hundred and twelve, nor by twelve yuan and five fen. */
function saysAmount(text: string, amount: string): boolean {
  const parts = text.split(amount);
  return parts.slice(1).some((after, index) => !goesOnBefore.test(parts[index]!) && !goesOnAfter.test(after));
}

const goesOnBefore = /([零一二两三四五六七八九十百千万亿\d.]|-|(hundred|thousand|million)( and)? )$/u;

const goesOnAfter = /^([零一二两三四五六七八九][角分零一二三四五六七八九]*| (and )?[a-z-]+ (fen|jiao)\b)/u;

function decidedProduct(call: CallView): string | null {
  const offer = call.values['offer'];
  const product = offer !== null && typeof offer === 'object' && !Array.isArray(offer) ? offer['product'] : undefined;
  return typeof product === 'string' ? product : null;
}

/** `product` and `order` as templates read them. */
function productScope(terms: Product, call: CallView): JsonObject {
  const { firstChargeOn, endsOn } = orderTerms(terms, call);
  return {
    product: {
      id: terms.id,
      name: call.prompt(terms.name),
      quotedPrice: terms.quoted.price as Json,
      charge: terms.charged.price as Json,
      insurer: call.prompt(terms.insurer),
      coolingOffDays: terms.coolingOffDays,
    },
    order: { firstCharge: firstChargeOn, endsOn },
  };
}
