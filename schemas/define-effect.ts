import type { CallView, Fact } from './define-step.js';
import type { Product } from './documents/product.js';
import type { Json, JsonObject } from './json.js';

/** Effect: the part of a step type that needs the world. Idempotent by `idempotencyKey`: it may run again after a crash. */
export function defineEffect<Data>(effect: StepEffect<Data>): StepEffect<Data> {
  return effect;
}

export interface StepEffect<Data = JsonObject> {
  type: string;
  /** Runs longer than this make the caller hear a short message meanwhile. (Default: never held.) */
  holdAfterMilliseconds?(data: Data): number;
  run(data: Data, context: EffectContext): Promise<EffectResult>;
  /** The exit where the effect threw or ran out of time. */
  failedExit: string;
}

export interface EffectContext {
  call: CallView;
  /** Sensitive entries of this turn, by name: kept in memory for the one turn, never stored. */
  secrets: Record<string, string>;
  /** Of call, step and visit. */
  idempotencyKey: string;
  ports: EffectPorts;
}

/** The step leaves, or, with `again`, is entered again to go on with what the effect found: `memory` replaces the visit's memory. */
export type EffectResult = EffectExit | { again: 'stage'; memory: Json; facts?: Fact[]; writes?: EffectWrite[] };

export interface EffectExit {
  exit: string;
  values?: JsonObject;
  facts?: Fact[];
  writes?: EffectWrite[];
}

export interface EffectPorts {
  http: HttpPort;
  sales: SalesPort;
  /** (Default: there are no articles.) */
  knowledge?: KnowledgePort;
  /** Customers that were imported. (Default: there are none.) */
  customers?: CustomerDirectory;
}

/** The customers somebody imported: asked where the CRM does not know a caller, does not answer, or is not there. */
export interface CustomerDirectory {
  /** `phone` in E.164. The customer as templates read it; `null` where nobody has this number. */
  findByPhone(phone: string): Promise<(JsonObject & { id: string }) | null>;
}

/** The articles callers may hear. */
export interface KnowledgePort {
  /** The best first; none where nothing fits well enough to be read to somebody. `now` is ISO 8601: articles expire. */
  search(request: { query: string; language: string; limit: number; now: string }): Promise<KnowledgeHit[]>;
}

export interface KnowledgeHit {
  article: string;
  /** In the language asked for; templates are not filled in. */
  title: string;
  text: string;
  /** From 0 to 1: how much of the query the article covers. */
  score: number;
}

/** Outgoing requests: private networks are refused except the configured CRM; bodies and time are bounded. */
export interface HttpPort {
  /** Throws when there is no answer; an answer with any status is a value. `body` is parsed JSON, or text where it is not JSON. */
  request(request: HttpRequest): Promise<HttpAnswer>;
}

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  headers?: Record<string, string>;
  body?: Json;
  timeoutMilliseconds: number;
  /** Sent as `Idempotency-Key` with every method but GET. */
  idempotencyKey: string;
  /** What a tried flow takes for the answer; a real call never looks at it. */
  example?: HttpAnswer;
}

export interface HttpAnswer {
  status: number;
  body: Json;
}

/** The selling rules, in code, whatever a flow says. */
export interface SalesPort {
  /** Checks each product in order and picks the first that may be offered. Facts hold one `eligibility_checked` a product. */
  decide(request: { products: string[]; requested: boolean; call: CallView; idempotencyKey: string }): Promise<{ chosen: string | null; facts: Fact[]; writes: EffectWrite[] }>;
  /** Places the order the record of the call allows, or says why not. */
  placeOrder(request: { product: string; call: CallView; idempotencyKey: string }): Promise<
    | { result: 'placed'; order: OrderWrite['order']; facts: Fact[]; writes: EffectWrite[] }
    | { result: 'already_held' }
    /** Taken on, to be finished after the call. */
    | { result: 'pending'; facts: Fact[]; writes: EffectWrite[] }
    | { result: 'refused'; missing: string[]; facts: Fact[] }
  >;
}

/** A row that is written in the turn's own transaction. */
export type EffectWrite = OrderWrite | MessageWrite | DecisionWrite | OptOutWrite | CustomerWrite | CallbackWrite | LeadWrite;

export interface OrderWrite {
  write: 'order';
  order: {
    orderId: string;
    customerId: string;
    product: string;
    productVersion: string;
    amountMinor: number;
    currency: string;
    period: Product['charged']['period'];
    /** Days, as ISO dates: the first of the term, of the first charge, and the last of the term. */
    beginsOn: string;
    firstChargeOn: string;
    endsOn: string;
    evidence: ConsentEvidence;
  };
}

/** What proves that a caller agreed. Never changed after. */
export interface ConsentEvidence {
  flow: string;
  flowVersion: string;
  product: string;
  productVersion: string;
  callerNumber: string;
  customerId: string;
  identity: { level: string; how: string };
  language: string;
  texts: { part: string; text: string; language: string; at: string }[];
  inputs: { kind: string; value: string; at: string; means: string }[];
  /** Where the sale was recorded: the carrier's names of the recordings, and the SHA-256 of their addresses. */
  recordings?: { recordingId: string; sha256: string }[];
  /** SHA-256 of all of the above as canonical JSON (RFC 8785), lower-case hex. */
  sha256: string;
}

export interface MessageWrite {
  write: 'message';
  message: { messageId: string; to: string; text: string; language: string };
}

export interface DecisionWrite {
  write: 'decision';
  decision: { decisionId: string; customerId: string | null; product: string; productVersion: string | null; action: 'offer' | 'suppress'; reason: string | null; policy: string; propensity: number; context: JsonObject };
}

export interface OptOutWrite {
  write: 'opt_out';
  customerId: string;
}

export interface CustomerWrite {
  write: 'customer';
  customer: { customerId: string; phone: string; data: JsonObject };
}

/** Somebody who wants to be called. */
export interface CallbackWrite {
  write: 'callback';
  callback: {
    callbackId: string;
    /** E.164. */
    phone: string;
    customerId: string | null;
    queue: string;
    /** ISO 8601; both `null`: as soon as somebody is free. */
    from: string | null;
    until: string | null;
    reason: string | null;
    language: string;
  };
}

/** Interest in something, credited to a branch, with the consent to be called about it. */
export interface LeadWrite {
  write: 'lead';
  lead: {
    leadId: string;
    /** E.164. */
    phone: string;
    customerId: string | null;
    interest: string;
    /** When the caller wants to be called; `null`: any time. */
    when: string | null;
    /** `null`: the head office. */
    branch: string | null;
    language: string;
    /** ISO date after which it is deleted. */
    expiresOn: string;
    consent: LeadConsent;
  };
}

/** What proves that the caller agreed to be called. */
export interface LeadConsent {
  /** What was heard to its end. */
  text: string;
  language: string;
  heardAt: string;
  /** The key pressed after it. */
  input: string;
  agreedAt: string;
  flow: string;
  flowVersion: string;
}
