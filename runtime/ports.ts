import type { ConsentEvidence, EffectWrite, LeadConsent } from '../schemas/define-effect.js';
import type { Flow, FlowLayout } from '../schemas/documents/flow.js';
import type { Calendar } from '../schemas/documents/calendar.js';
import type { Product } from '../schemas/documents/product.js';
import type { CallerInput } from '../schemas/caller-input.js';
import type { Json, JsonObject } from '../schemas/json.js';
import type { Verb } from '../schemas/verbs.js';
import type { CallState, TurnEvent } from './engine/call-state.js';

/** The ports: what the runtime asks of the world. Wired in start-server.ts; nothing else knows who answers. */

/** The only clock; virtual in the simulator. */
export interface Clock {
  now(): Date;
}

export interface CallStore {
  /** One read: the call as its last turn left it. */
  findCall(callId: string): Promise<CallRow | null>;
  /** Writes a turn whole or not at all. `conflict`: another turn of this call was stored first; read again and answer what won. */
  commitTurn(commit: TurnCommit): Promise<'stored' | 'conflict' | 'duplicate_order'>;
  /** All turns of a call, in order. */
  listTurns(callId: string): Promise<StoredTurn[]>;
  /** Takes the lease of a slow effect; `null` when another node holds it. */
  leaseEffect(callId: string, effectKey: string, leaseSeconds: number): Promise<'taken' | 'busy' | { result: Json }>;
  completeEffect(callId: string, effectKey: string, result: Json): Promise<void>;
}

/** `canary` is the version that is tried on a part of the callers, `stable` the one beside it. */
export type Arm = 'stable' | 'canary';

export interface CallRow {
  callId: string;
  accountSid: string;
  flow: string;
  version: string;
  alias: string;
  /** Which side of a split alias the call fell on; `null` where the alias pointed to one version. (Default: `null`.) */
  arm?: Arm | null;
  test: boolean;
  from: string;
  to: string;
  /** ISO 8601. */
  startedAt: string;
  /** Raised by every write of the row. */
  revision: number;
  /** The number of the turn the carrier shall ask for next; all URLs of `verbs` carry it. */
  turn: number;
  state: CallState;
  verbs: Verb[];
  durationSeconds: number | null;
}

export interface TurnCommit {
  /** The row as it shall be; `revision` is the one that was read (0 inserts). */
  row: CallRow;
  /** The turn's record; `null` where only the row changes. */
  record: StoredTurn | null;
  writes: EffectWrite[];
  at: string;
}

export interface StoredTurn {
  turn: number;
  at: string;
  input: CallerInput | null;
  events: TurnEvent[];
}

export interface NumberAnswer {
  flow: string;
  alias: string;
  version: string;
  /** (Default: all calls are answered by `version`.) */
  canary?: { version: string; sharePercent: number } | null;
}

export interface FlowStore {
  /** Which version answers a number now, and which one takes a part of its callers; `*` is the default number. */
  resolveNumber(number: string): Promise<NumberAnswer | null>;
  /** What answers a call that another flow hands over; `null` where the flow is not published. */
  getLive(flow: string): Promise<NumberAnswer | null>;
  /** `subflows`: flow id → the version that this one runs. */
  getVersion(version: string): Promise<{ version: string; flow: Flow; layout: FlowLayout; subflows: Record<string, string> } | null>;
}

export interface ProductStore {
  /** The version on sale of each product. */
  currentProducts(): Promise<Record<string, string>>;
  getProduct(product: string, version: string): Promise<Product | null>;
}

/** What is known of a customer's purchases and offers, read when an offer is decided and when an order is placed. */
export interface SalesHistory {
  getHistory(customerId: string, since: string): Promise<CustomerHistory>;
}

export interface CustomerHistory {
  optedOut: boolean;
  /** Products with an order that was not cancelled, each with the last day (an ISO date) that any such order of it runs. */
  held: { product: string; endsOn: string }[];
  /** Offers presented since the given day, newest first. */
  offers: { product: string; at: string; outcome: 'enrolled' | 'declined' | 'none' }[];
}

export interface SwitchSource {
  current(): JsonObject;
}

/** The calendars of the installation, by id, as they stand. */
export interface CalendarSource {
  current(): Record<string, Calendar>;
}

/** What a call left in the books, beside its record. */
export interface CallBooks {
  orders: {
    orderId: string;
    product: string;
    productVersion: string;
    amountMinor: number;
    currency: string;
    period: string;
    status: string;
    evidence: ConsentEvidence;
  }[];
  decisions: { product: string; productVersion: string | null; action: 'offer' | 'suppress'; reason: string | null; policy: string; propensity: number }[];
  messages: { to: string; text: string }[];
  /** Who is to be called; `from` and `until` are `null` where it is as soon as somebody is free. */
  callbacks: { callbackId: string; phone: string; queue: string; from: string | null; until: string | null; reason: string | null; status: string }[];
  leads: { leadId: string; phone: string; interest: string; when: string | null; branch: string | null; expiresOn: string; status: string; consent: LeadConsent }[];
}
