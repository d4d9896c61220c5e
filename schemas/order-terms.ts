import { DateTime } from 'luxon';
import type { Product } from './documents/product.js';
import type { Json, JsonObject } from './json.js';

/**
 * When an order made now is first charged and when its term ends, as ISO dates in the flow's time zone.
 * The read-back speaks these, and the order is placed with what was spoken. A renewal begins the day after the term it prolongs,
 * which the CRM tells as `customer.renewalEndsOn`.
 */
export function orderTerms(product: Product, moment: Moment): { firstChargeOn: string; endsOn: string } {
  const begins = beginningOf(product, moment);
  const thisMonth = begins.set({ day: product.chargeDay });
  const firstCharge = thisMonth > begins ? thisMonth : thisMonth.plus({ months: 1 });
  return { firstChargeOn: isoDate(firstCharge), endsOn: isoDate(begins.plus({ months: product.termMonths }).minus({ days: 1 })) };
}

interface Moment {
  now: string;
  timeZone: string;
  values: JsonObject;
}

/** The first day of an order made now, as an ISO date: until then an order before it may still run. */
export function orderBeginsOn(product: Product, moment: Moment): string {
  return isoDate(beginningOf(product, moment));
}

function beginningOf(product: Product, { now, timeZone, values }: Moment): DateTime {
  const today = DateTime.fromISO(now, { zone: timeZone }).startOf('day');
  return (product.renews && dayAfter(endOfTerm(values['customer']), timeZone)) || today;
}

function endOfTerm(customer: Json | undefined): Json | undefined {
  return customer !== null && typeof customer === 'object' && !Array.isArray(customer) ? customer['renewalEndsOn'] : undefined;
}

function dayAfter(date: Json | undefined, timeZone: string): DateTime | null {
  const day = typeof date === 'string' ? DateTime.fromISO(date, { zone: timeZone }).startOf('day') : null;
  return day?.isValid ? day.plus({ days: 1 }) : null;
}

function isoDate(date: DateTime): string {
  return date.toFormat('yyyy-MM-dd');
}
