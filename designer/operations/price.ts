import type { Product } from '../../schemas/documents/product.js';
import { money } from '../text/money.js';

/** The amount of a price; the page says for how long. */
export function amountOf({ price }: Product['quoted'], reader: string): string {
  try {
    return money(price.amountMinor, price.currency, reader);
  } catch {
    return `${price.amountMinor} ${price.currency}`;
  }
}
