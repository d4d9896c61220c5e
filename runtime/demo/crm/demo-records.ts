import type { Money } from '../../../schemas/documents/product.js';

/** Text in both languages of the demo. */
export type BothLanguages = { 'zh-CN': string; 'en-US': string };

export interface DemoCustomer {
  id: string;
  /** E.164, such as `+8613800000001`. */
  phone: string;
  name: BothLanguages;
  /** What to show on the demo page: why this caller exists. */
  note: BothLanguages;
  language: 'zh-CN' | 'en-US';
  segment: 'standard' | 'platinum';
  age: number;
  overdue: boolean;
  optOuts: OptOutScope[];
  caseOpen: boolean;
  mainCardholder: boolean;
  /** At least one; the first is the main card. */
  cards: DemoCard[];
  email: string | null;
  statement: 'paper' | 'electronic';
  branch: DemoBranch;
  /** At the broker. */
  account: DemoAccount;
  /** Held from the start. */
  subscriptions: DemoSubscription[];
}

export const optOutScopes = ['all', 'voice', 'text', 'agent'] as const;
export type OptOutScope = (typeof optOutScopes)[number];

export interface DemoCard {
  last4: string;
  pin: string;
  status: 'active' | 'frozen';
  /** Wrong entries since the last right one; from `MAX_PIN_ATTEMPTS` on the PIN is locked. */
  wrongAttempts: number;
  /** Null when nothing is owed this month. */
  bill: { amount: Money; minimum: Money } | null;
}

export interface DemoBranch {
  id: string;
  name: BothLanguages;
}

/** An account at the broker. */
export interface DemoAccount {
  number: string;
  /** For the phone line, never the one that trades. */
  pin: string;
  /** As of a card. */
  wrongAttempts: number;
  branch: DemoBranch;
  /** What the last risk test gave; null when none was taken. Its days, like the adviser's, are counted from today, so that the demo never grows old. */
  risk: { level: BothLanguages; daysLeft: number } | null;
  /** How long the contract with an adviser still runs; null without one. */
  adviserDaysLeft: number | null;
  /** The latest transfer between bank and account, today at this time in Shanghai; null when there was none. */
  transfer: { status: 'arrived' | 'pending' | 'returned'; amount: Money; time: string } | null;
}

export interface DemoSubscription {
  id: string;
  customerId: string;
  product: string;
  last4: string;
  charge: Money;
  period: ChargePeriod;
  /** All four are ISO dates. */
  startedOn: string;
  firstChargeOn: string;
  endsOn: string;
  cancelledOn: string | null;
  /** What the cancelling gave back; null while active and when nothing was. */
  refund: Money | null;
}

export const chargePeriods = ['month', 'quarter', 'year', 'once'] as const;
export type ChargePeriod = (typeof chargePeriods)[number];

export interface DemoOrder {
  orderId: string;
  customerId: string;
  product: string;
  kind: 'purchase' | 'renewal' | 'setting';
  placedAt: string;
  evidenceSha256: string | null;
}

export interface DemoLead {
  leadId: string;
  phone: string;
  interest: string;
  branch: string | null;
  consentText: string;
  takenAt: string;
}

export interface DemoCallback {
  id: string;
  phone: string;
  reason: string;
  requestedAt: string;
}
