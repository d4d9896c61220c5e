import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpPort } from '../../schemas/define-effect.js';
import type { Article } from '../../schemas/documents/article.js';
import type { Calendar } from '../../schemas/documents/calendar.js';
import type { Flow } from '../../schemas/documents/flow.js';
import type { Scenario } from '../../schemas/documents/scenario.js';
import type { Product } from '../../schemas/documents/product.js';
import { effects } from '../../schemas/effects.js';
import type { JsonObject } from '../../schemas/json.js';
import { createCallService, type CallService } from '../calls/create-call-service.js';
import type { CallClock } from '../carriers/simulator/clock.js';
import { startDemoCrm } from '../demo/crm/start-demo-crm.js';
import { createVoiceRoutes } from '../http/voice/create-voice-routes.js';
import type { CompiledFlow } from '../engine/compile-flow.js';
import { forceOutcomes } from '../engine/explore/force-outcomes.js';
import { createKnowledge } from '../knowledge/create-knowledge.js';
import { createSales } from '../sales/create-sales.js';
import { createMemoryCallStore, type MemoryCallStore } from '../store/memory-call-store.js';
import { createPhoneHttp, type RequestAnswers } from './create-phone-http.js';
import type { PhoneAudio } from './open-phone-audio.js';
import { createShelf } from './create-shelf.js';

/** A line that one flow answers: the real webhook routes on a free loopback port, with a memory of their own. */
export interface PhoneLine {
  /** Where a carrier calls, and the token it signs with. */
  target: { incomingUrl: string; statusUrl: string; fallbackUrl: string; authToken: string };
  /** Of the one call. */
  callId: string;
  clock: CallClock;
  store: MemoryCallStore;
  faults: CallFault[];
  close(): Promise<void>;
}

/** Something that broke during a call. */
export interface CallFault {
  step: string | null;
  code: string;
  message: string;
}

export interface PhoneLineOptions {
  callId: string;
  document: Flow;
  /** Flows it leads into, by id. (Default: none.) */
  flows?: Readonly<Record<string, unknown>>;
  products: readonly Product[];
  /** What `knowledge_answer` searches. (Default: nothing.) */
  articles?: readonly Article[];
  /** The calendars by id that `hours` goes by. (Default: none.) */
  calendars?: Record<string, Calendar>;
  /** Exits that steps take whatever the world says, those of other flows as `flow/step`. See `forceOutcomes`. */
  outcomes?: Scenario['outcomes'];
  clock: CallClock;
  crmUrl?: string;
  /** (Default: `service`.) */
  answers?: RequestAnswers;
  settings?: JsonObject;
  switches?: JsonObject;
  audio?: PhoneAudio;
  language?: string;
  test?: boolean;
}

/** What flows read as `settings.crmUrl` of the demo CRM that is started for the call: the same in every run, whatever its port. */
const DEMO_CRM_URL = 'http://demo-crm.localhost';

/** Where links to a call would lead; nobody follows one from an offline phone. */
const PUBLIC_URL = 'http://localhost:3000';

export async function openPhoneLine(options: PhoneLineOptions): Promise<PhoneLine> {
  const { clock, crmUrl } = options;
  // A slow answer of the demo CRM takes the call's time, not ours.
  const crm = crmUrl === undefined ? await startDemoCrm({ now: () => clock.now(), wait: (milliseconds) => clock.advance(milliseconds / 1000) }) : null;
  const http = createPhoneHttp({ clock, crmUrl: crmUrl ?? crm!.url, shownUrl: crmUrl ?? DEMO_CRM_URL, answers: options.answers });
  const store = createMemoryCallStore();
  const faults: CallFault[] = [];
  const calls = createCalls({ ...options, http, store, faults, crmUrl: crmUrl ?? DEMO_CRM_URL });
  const authToken = randomBytes(16).toString('hex');
  const server = await serve(calls, authToken, faults, options.audio);
  return {
    target: { incomingUrl: `${server.url}/voice/incoming`, statusUrl: `${server.url}/voice/status`, fallbackUrl: `${server.url}/voice/fallback`, authToken },
    ...{ clock, store, faults, callId: options.callId },
    close: async () => void (await Promise.all([server.close(), http.close(), crm?.close()])),
  };
}

type CallsOptions = PhoneLineOptions & { http: HttpPort; store: MemoryCallStore; faults: CallFault[]; crmUrl: string };

function createCalls({ document, flows, products, articles = [], calendars = {}, outcomes, clock, http, store, faults, language, test, crmUrl, settings, switches = {} }: CallsOptions): CallService {
  const calls = createCallService({
    ...createShelf(document, products, flows),
    ...{ store, clock, effects, test },
    ports: { http, sales: createSales(store), knowledge: createKnowledge(articles) },
    ...(outcomes && { prepareFlow: (flow: CompiledFlow) => forceOutcomes(flow, outcomesIn(flow, document, outcomes), (seconds) => void clock.advance(seconds)) }),
    switches: { current: () => switches },
    calendars: { current: () => calendars },
    settings: { publicUrl: PUBLIC_URL, ...settings, crmUrl },
    log: { failed: ({ step, code, message }) => void faults.push({ step: step ?? null, code, message }) },
  });
  return language === undefined ? calls : { ...calls, incoming: (call) => calls.incoming({ ...call, language }) };
}

function outcomesIn({ flow }: CompiledFlow, document: Flow, outcomes: NonNullable<Scenario['outcomes']>): NonNullable<Scenario['outcomes']> {
  if (flow.id === document.id) return outcomes;
  const prefix = `${flow.id}/`;
  return Object.fromEntries(Object.entries(outcomes).flatMap(([step, exits]) => (step.startsWith(prefix) ? [[step.slice(prefix.length), exits]] : [])));
}

async function serve(calls: CallService, authToken: string, faults: CallFault[], recordings: PhoneAudio | undefined): Promise<{ url: string; close(): Promise<void> }> {
  const log = {
    refused: ({ route, reason }: { route: string; reason: string }) => void faults.push({ step: null, code: 'refused', message: `${route}: ${reason}` }),
    broke: ({ code, message }: { code: string; message: string }) => void faults.push({ step: null, code, message }),
  };
  const voice = createVoiceRoutes({ calls, recordings, authTokens: [authToken], trustProxy: false, log });
  const server = createServer((request, response) => void (voice(request, response) || response.writeHead(404).end()));
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
