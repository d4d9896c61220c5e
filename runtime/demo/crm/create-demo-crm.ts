import { setTimeout as waitMilliseconds } from 'node:timers/promises';
import express, { type ErrorRequestHandler, type RequestHandler, type Response, type Router } from 'express';
import { accountEndpoints } from './account-endpoints.js';
import { getBankDate } from './bank-calendar.js';
import { branchEndpoints } from './branch-endpoints.js';
import { cardEndpoints } from './card-endpoints.js';
import { customerEndpoints } from './customer-endpoints.js';
import { createDemoDataset } from './dataset.js';
import { answerWithFaults } from './demo-faults.js';
import { renderDemoPage } from './demo-page.js';
import type { DemoCustomer } from './demo-records.js';
import { deskEndpoints } from './desk-endpoints.js';
import { createDemoStore, type DemoStore } from './demo-store.js';
import type { Answer, Bank, Endpoint } from './endpoint.js';
import { createFirstAnswers, type FirstAnswers } from './first-answers.js';
import { leadEndpoints } from './lead-endpoints.js';
import { orderEndpoints } from './order-endpoints.js';
import { createRefusal, isRefusal, type Refusal } from './refusal.js';
import { staffEndpoints } from './staff-endpoints.js';
import { statementEndpoints } from './statement-endpoints.js';
import { subscriptionEndpoints } from './subscription-endpoints.js';

export interface DemoCrmOptions {
  now(): Date;
  /** The customers at the start and after a reset; `today` is an ISO date. (Default: the demo callers.) */
  dataset?: (today: string) => DemoCustomer[];
  /** To look into or share the state. (Default: a store of its own, from the dataset.) */
  store?: DemoStore;
  /** How a slow answer takes its time; a phone in virtual time puts its clock here. (Default: real time.) */
  wait?: (milliseconds: number) => Promise<void>;
}

/** The demo CRM and card core: customers, cards, bills, statements and services of an example bank, and the accounts of an example broker, in memory. Mount `router` anywhere. */
export function createDemoCrm(options: DemoCrmOptions): { router: Router; store: DemoStore } {
  const { now, dataset = createDemoDataset, wait = waitInRealTime } = options;
  const today = () => getBankDate(now());
  const store = options.store ?? createDemoStore(() => dataset(today()));
  const bank: Bank = { store, now, today };
  const firstAnswers = createFirstAnswers();
  const router = express.Router();
  router.use(noStore);
  router.get('/', (request, response) => void response.type('html').send(renderDemoPage([...store.customers.values()], endpoints, request.baseUrl)));
  router.post('/reset', resetDemo(store, firstAnswers));
  router.use(express.json({ limit: '64kb' }), answerWithFaults(wait));
  for (const endpoint of endpoints) {
    router[endpoint.method === 'GET' ? 'get' : 'post'](endpoint.path, answerEndpoint(endpoint, bank, firstAnswers));
  }
  router.use(() => {
    throw createRefusal(404, 'no_such_endpoint', 'The demo CRM has no such endpoint: its page lists them.');
  });
  router.use(answerError);
  return { router, store };
}

const endpoints: Endpoint[] = [...customerEndpoints, ...cardEndpoints, ...statementEndpoints, ...subscriptionEndpoints, ...orderEndpoints, ...accountEndpoints, ...branchEndpoints, ...deskEndpoints, ...staffEndpoints, ...leadEndpoints];

function waitInRealTime(milliseconds: number): Promise<void> {
  return waitMilliseconds(milliseconds, undefined, { ref: false });
}

/** Who holds what changes between two calls. */
const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};

function resetDemo(store: DemoStore, firstAnswers: FirstAnswers): RequestHandler {
  return (request, response) => {
    store.reset();
    firstAnswers.forget();
    if (request.accepts(['json', 'html']) === 'html') return response.redirect(303, request.baseUrl === '' ? '/' : request.baseUrl);
    send(response, { status: 200, body: { result: 'ok' } });
  };
}

function answerEndpoint(endpoint: Endpoint, bank: Bank, firstAnswers: FirstAnswers): RequestHandler {
  return (request, response) => {
    const params = request.params as Record<string, string>;
    const body: unknown = request.body;
    const carryOut = () => endpoint.answer({ params, query: request.query, body }, bank);
    const key = endpoint.method === 'POST' ? request.get('idempotency-key') : undefined;
    if (key === undefined || key === '') {
      if (endpoint.needsIdempotencyKey) throw createRefusal(400, 'idempotency_key_missing', 'Send an Idempotency-Key header, the same one with each retry.');
      return send(response, carryOut());
    }
    const answer = firstAnswers.once(key, { method: request.method, path: request.path, body: body ?? null }, carryOut);
    if (answer.replayed) response.set('Idempotency-Replayed', 'true');
    send(response, answer);
  };
}

function send(response: Response, answer: Answer): void {
  response.status(answer.status).json(answer.body);
}

/** The parser's own errors carry the raw body, which may hold a PIN: nothing of them but the kind is passed on. */
const answerError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error);
  const refusal = isRefusal(error) ? error : getParserRefusal(error);
  send(response, { status: refusal.status, body: { code: refusal.code, message: refusal.message } });
};

function getParserRefusal(error: unknown): Refusal {
  const { type, status } = (typeof error === 'object' && error !== null ? error : {}) as { type?: unknown; status?: unknown };
  if (type === 'entity.too.large') return createRefusal(413, 'too_large', 'Send at most 64 KB.');
  const ofTheClient = typeof status === 'number' && status >= 400 && status < 500;
  if (ofTheClient && typeof type === 'string') return createRefusal(400, 'bad_json', 'Send a JSON object, in UTF-8, with Content-Type: application/json.');
  if (ofTheClient) return createRefusal(400, 'bad_request', 'The URL cannot be read: percent-encode it.');
  return createRefusal(500, 'broken', 'The demo CRM has a fault.');
}
