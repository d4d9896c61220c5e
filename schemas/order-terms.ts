import { DateTime } from 'luxon';
import type { Product } from './documents/product.js';

/**
 * When an order made now is first charged and when its term ends, as ISO dates in the flow's time zone.
 * The read-back speaks these, and the order is placed with what was spoken.
 */
export function orderTerms(product: Product, now: string, timeZone: string): { firstChargeOn: string; endsOn: string } {
  const today = DateTime.fromISO(now, { zone: timeZone }).startOf('day');
  const thisMonth = today.set({ day: product.chargeDay });
  const firstCharge = thisMonth > today ? thisMonth : thisMonth.plus({ months: 1 });
  return { firstChargeOn: isoDate(firstCharge), endsOn: isoDate(today.plus({ months: product.termMonths }).minus({ days: 1 })) };
}

function isoDate(date: DateTime): string {
  return date.toFormat('yyyy-MM-dd');
}
