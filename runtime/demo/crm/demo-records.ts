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
  branch: { id: string; name: BothLanguages };
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

export interface DemoCallback {
  id: string;
  phone: string;
  reason: string;
  requestedAt: string;
}
