import { sayAmount } from '../../schemas/money.js';

/** An amount as the reader's language writes it. `amountMinor` is in the smallest unit of the currency. */
export function money(amountMinor: number, currency: string, reader: string): string {
  return sayAmount({ amountMinor, currency }, reader);
}
