import type { Money } from '../../../schemas/documents/product.js';
import { getNextBillDate } from './bank-calendar.js';
import type { BothLanguages, ChargePeriod, DemoCard, DemoCustomer, DemoSubscription } from './demo-records.js';
import { getSubscriptionsOf } from './demo-store.js';
import type { Bank } from './endpoint.js';
import { getSubscriptionTerms, isRenewable, isRunning } from './subscription-terms.js';

/** A customer as the CRM shows one to a phone line: no PIN, and the e-mail address masked. */
export interface CustomerView {
  id: string;
  phone: string;
  name: BothLanguages;
  language: string;
  segment: string;
  age: number;
  overdue: boolean;
  optedOut: boolean;
  caseOpen: boolean;
  mainCardholder: boolean;
  cards: CardView[];
  email: string | null;
  branch: { id: string; name: BothLanguages };
  statement: StatementSetting;
  /** Products held now. */
  holdings: string[];
  /** The product whose term ends within 30 days, or null. */
  renewalDue: string | null;
  /** The last day of that term, ISO date, or null. */
  renewalEndsOn: string | null;
}

export interface CardView {
  last4: string;
  status: 'active' | 'frozen';
  /** When what is bought today is first charged, ISO date. */
  nextBillOn: string;
}

export type StatementSetting = 'paper' | 'electronic' | 'no_address';

/** Dates are ISO dates. */
export interface SubscriptionView {
  id: string;
  product: string;
  last4: string;
  status: 'active' | 'cancelled';
  startedOn: string;
  paidUntil: string;
  nextCharge: string | null;
  endsOn: string;
  charge: Money;
  period: ChargePeriod;
  renewalDue: boolean;
}

export function renderCustomer(customer: DemoCustomer, bank: Bank): CustomerView {
  const held = getRunningSubscriptions(customer.id, bank);
  const due = held.find((subscription) => isRenewable(subscription, bank.today()));
  const { id, phone, name, language, segment, age, overdue, caseOpen, mainCardholder, branch } = customer;
  return {
    ...{ id, phone, name, language, segment, age, overdue },
    optedOut: customer.optOuts.length > 0,
    ...{ caseOpen, mainCardholder },
    cards: customer.cards.map((card) => renderCard(card, bank)),
    email: maskEmail(customer.email),
    branch,
    statement: getStatementSetting(customer),
    holdings: held.map((subscription) => subscription.product),
    renewalDue: due?.product ?? null,
    renewalEndsOn: due?.endsOn ?? null,
  };
}

export function renderCard(card: DemoCard, bank: Bank): CardView {
  return { last4: card.last4, status: card.status, nextBillOn: getNextBillDate(bank.today()) };
}

export function renderSubscription(subscription: DemoSubscription, bank: Bank): SubscriptionView {
  const { id, product, last4, startedOn, endsOn, charge, period, cancelledOn } = subscription;
  const terms = getSubscriptionTerms(subscription, cancelledOn ?? bank.today());
  return {
    ...{ id, product, last4 },
    status: cancelledOn === null ? 'active' : 'cancelled',
    startedOn,
    paidUntil: terms.paidUntil,
    nextCharge: cancelledOn === null ? terms.nextCharge : null,
    ...{ endsOn, charge, period },
    renewalDue: isRenewable(subscription, bank.today()),
  };
}

export function getRunningSubscriptions(customerId: string, bank: Bank): DemoSubscription[] {
  return getSubscriptionsOf(bank.store, customerId).filter((held) => isRunning(held, bank.today()));
}

/** Without an address neither setting can be changed from here, so that is what the line must hear first. */
export function getStatementSetting(customer: DemoCustomer): StatementSetting {
  return customer.email === null ? 'no_address' : customer.statement;
}

/** `customer0001@example.com` becomes `cu***@example.com`. */
export function maskEmail(email: string | null): string | null {
  return email === null ? null : email.replace(/^(.{0,2})[^@]*/, '$1***');
}
