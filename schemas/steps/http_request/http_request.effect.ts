import { holds, valueAt } from '../../conditions.js';
import { defineEffect, type EffectContext, type HttpAnswer, type HttpRequest } from '../../define-effect.js';
import type { CallView, Fact } from '../../define-step.js';
import { fillAddress } from '../../fill-address.js';
import { fillJson } from '../../fill-json.js';
import type { Json, JsonObject } from '../../json.js';
import { makeRequest } from '../../make-request.js';
import type { HttpRequestData } from './http_request.js';

const FAILED = 'failed';

/** Makes the request and leaves by its outcome. Secrets reach the request and nothing else. */
export const httpRequestEffect = defineEffect<HttpRequestData>({
  type: 'http_request',
  failedExit: FAILED,
  holdAfterMilliseconds: (data) => (data.holdAfterSeconds ?? 2) * 1000,
  async run(data, context) {
    const shown = fillAddress(data.url, context.call.fill, { secrets: masked(context.secrets) });
    const { answer, made } = await makeRequest(context.ports.http, requestOf(data, context), shown);
    if (!answer) return { exit: FAILED, facts: [made] };
    const exit = exitOf(data, answer);
    const saved = exit === FAILED ? {} : savedValues(data, answer);
    return { exit, values: saved, facts: [made, ...factsOf(data, exit, answer, context.call)] };
  },
});

interface Answer {
  status: number;
  body: Json;
}

function requestOf(data: HttpRequestData, { call, secrets, idempotencyKey }: EffectContext): HttpRequest {
  const fill = (template: string) => call.fill(template, { secrets });
  const headers = Object.entries(data.headers ?? {}).map(([name, value]) => [name, fill(value).replace(/[\r\n]+/g, ' ')]);
  return {
    method: data.method,
    url: fillAddress(data.url, call.fill, { secrets }),
    headers: Object.fromEntries(headers) as Record<string, string>,
    ...(data.body === undefined || data.method === 'GET' ? {} : { body: fillJson(data.body, fill) }),
    timeoutMilliseconds: (data.timeoutSeconds ?? 8) * 1000,
    idempotencyKey,
    ...(data.example && { example: data.example as HttpAnswer }),
  };
}

function exitOf(data: HttpRequestData, answer: Answer): string {
  const fitting = data.outcomes.find((outcome) => isFitting(outcome, answer));
  if (fitting) return fitting.id;
  return isSuccess(answer.status) && !data.outcomes.some(({ id }) => id === 'ok') ? 'ok' : FAILED;
}

function isFitting({ status, all = [] }: HttpRequestData['outcomes'][number], answer: Answer): boolean {
  const looksAtStatus = all.some(({ value }) => value === 'status');
  const statusFits = status ? status.includes(answer.status) : looksAtStatus || isSuccess(answer.status);
  return statusFits && all.every((condition) => holds(condition, { ...answer }));
}

function isSuccess(status: number): boolean {
  return status >= 200 && status <= 299;
}

function savedValues(data: HttpRequestData, answer: Answer): JsonObject {
  const found = (data.save ?? []).map(({ path, from }) => [path, valueAt({ ...answer }, from)] as const);
  return Object.fromEntries(found.filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

function factsOf({ outcomes, identity }: HttpRequestData, exit: string, answer: Answer, call: CallView): Fact[] {
  const failed = outcomes.some((outcome) => outcome.id === exit && outcome.failedEntry);
  const reached = identity?.outcome === exit ? identity : undefined;
  return [
    ...(failed ? [{ type: 'entry_failed' }] : []),
    ...(reached ? [{ type: 'identity_reached', level: reached.level, how: reached.how, customerId: customerIdOf(reached.customer, answer, call) }] : []),
  ];
}

function customerIdOf(path: string | undefined, answer: Answer, call: CallView): Json {
  return (path ? valueAt({ ...answer }, path) : valueAt(call.values, 'customer.id')) ?? null;
}

function masked(secrets: Record<string, string>): JsonObject {
  return Object.fromEntries(Object.keys(secrets).map((name) => [name, '***']));
}
