import type { Static, TObject } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { BothLanguages } from './demo-records.js';
import type { DemoStore } from './demo-store.js';
import { createRefusal } from './refusal.js';

/** One endpoint of the demo CRM. The router and the page are both made from these, so the page cannot forget one. */
export interface Endpoint {
  method: 'GET' | 'POST';
  /** With Express parameters: `/customers/:id/statement`. */
  path: string;
  /** What the page shows after the path: the query or the body. */
  takes: string;
  title: BothLanguages;
  /** Refused without `Idempotency-Key`. (Default: the key is optional.) */
  needsIdempotencyKey?: boolean;
  /** Runs to its end at once, so that no two requests mix. Throws a refusal for 4xx. */
  answer(request: EndpointRequest, bank: Bank): Answer;
}

export interface EndpointRequest {
  params: Record<string, string>;
  query: Record<string, unknown>;
  body: unknown;
}

export interface Bank {
  store: DemoStore;
  now(): Date;
  /** ISO date. */
  today(): string;
}

export interface Answer {
  status: number;
  body: unknown;
}

/**
 * Checks a body or a query against its schema. Each property's `description` ends the sentence "last4 must be …".
 * Throws 400 `bad_request`, and never repeats a value: it may be a PIN.
 */
export function readFields<S extends TObject>(schema: S, value: unknown): Static<S> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw createRefusal(400, 'bad_request', `Send a JSON object with ${Object.keys(schema.properties).join(', ')}, and Content-Type: application/json.`);
  }
  const field = Value.Errors(schema, value).First()?.path.split('/')[1];
  if (field === undefined) return value as Static<S>;
  throw createRefusal(400, 'bad_request', `${field} must be ${schema.properties[field]?.description ?? 'of another kind'}.`);
}
