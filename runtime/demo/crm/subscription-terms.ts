import type { Money } from '../../../schemas/documents/product.js';
import { addDays, addMonths } from './bank-calendar.js';
import type { ChargePeriod, DemoSubscription } from './demo-records.js';

export interface SubscriptionTerms {
  /** The next charge after today; null when the term has no charge left. */
  nextCharge: string | null;
  /** The last day of cover if it were cancelled today. */
  paidUntil: string;
  /** What cancelling today gives back; null when nothing was charged yet, or the cooling-off is over. */
  refund: Money | null;
}

/** Where a subscription stands on `today`: what was charged, what comes next, and what cancelling would give back. */
export function getSubscriptionTerms(subscription: DemoSubscription, today: string): SubscriptionTerms {
  const charges = getChargeDates(subscription);
  const nextCharge = charges.find((date) => date > today) ?? null;
  const charged = charges.filter((date) => date <= today).length;
  const coolingOff = today <= addDays(subscription.startedOn, COOLING_OFF_DAYS);
  return {
    nextCharge,
    paidUntil: nextCharge === null ? subscription.endsOn : addDays(nextCharge, -1),
    refund: coolingOff && charged > 0 ? { ...subscription.charge, amountMinor: subscription.charge.amountMinor * charged } : null,
  };
}

/** Neither cancelled nor past its term. */
export function isRunning(subscription: DemoSubscription, today: string): boolean {
  return subscription.cancelledOn === null && subscription.endsOn >= today;
}

/** Within this time before the end of its term a subscription can be renewed, and a second order for it is its renewal. */
export function isRenewable(subscription: DemoSubscription, today: string): boolean {
  return isRunning(subscription, today) && subscription.endsOn <= addDays(today, RENEWAL_WINDOW_DAYS);
}

/** Full refund "within seven days": the seventh day after the start still counts. */
const COOLING_OFF_DAYS = 7;

/** The text that the term ends goes out 30 days before. */
const RENEWAL_WINDOW_DAYS = 30;

const periodMonths: Record<Exclude<ChargePeriod, 'once'>, number> = { month: 1, quarter: 3, year: 12 };

function getChargeDates({ firstChargeOn, endsOn, period }: DemoSubscription): string[] {
  const dates = [firstChargeOn];
  if (period === 'once') return dates;
  for (let months = periodMonths[period]; ; months += periodMonths[period]) {
    const date = addMonths(firstChargeOn, months);
    if (date > endsOn) return dates;
    dates.push(date);
  }
}
