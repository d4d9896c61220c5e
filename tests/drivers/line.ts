import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type pg from 'pg';
import type { Flow } from '../../schemas/documents/flow.js';
import type { Product } from '../../schemas/documents/product.js';
import { effects } from '../../schemas/effects.js';
import { createCallService, type CallService } from '../../runtime/calls/create-call-service.js';
import { createHttpPort } from '../../runtime/http-client/request.js';
import { createVoiceRoutes } from '../../runtime/http/voice/create-voice-routes.js';
import { createSales } from '../../runtime/sales/create-sales.js';
import { createCallStore } from '../../runtime/store/call-store.js';
import { createFlowStore } from '../../runtime/store/flow-store.js';
import { createProductStore } from '../../runtime/store/product-store.js';
import { addProduct } from '../../runtime/store/queries/products.js';
import { addVersion } from '../../runtime/store/queries/versions.js';
import { createSalesHistory } from '../../runtime/store/sales-history.js';
import type { RecordingLinks } from '../../runtime/http/voice/resolve-recordings.js';
import type { Line } from './caller.js';

export interface TestLine extends Line {
  calls: CallService;
  /** What broke in calls so far: codes. */
  failures: string[];
  close(): Promise<void>;
}

export interface TestLineOptions {
  pool: pg.Pool;
  crmUrl?: string;
  now?: () => Date;
  /** Uploaded recordings. (Default: none.) */
  recordings?: RecordingLinks;
}

/** A node that answers webhooks over real HTTP from a real database: the voice part of the program, wired as the program wires it. */
export async function openLine({ pool, crmUrl, now = () => new Date(), recordings }: TestLineOptions): Promise<TestLine> {
  const failures: string[] = [];
  const authToken = '1234567890abcdef1234567890abcdef';
  const silent = { info: () => undefined, warn: () => undefined };
  const requests = createHttpPort({ crmOrigin: crmUrl, log: silent });
  const calls = createCallService({
    store: createCallStore(pool),
    flows: createFlowStore(pool),
    products: createProductStore(pool),
    effects,
    ports: { http: requests, sales: createSales(createSalesHistory(pool)) },
    switches: { current: () => ({}) },
    settings: crmUrl ? { crmUrl } : {},
    clock: { now },
    log: { failed: ({ code }) => failures.push(code) },
  });
  const voice = createVoiceRoutes({ calls, recordings, authTokens: ['an older token', authToken], trustProxy: false, log: { refused: () => undefined, broke: ({ code, message }) => failures.push(`${code}: ${message}`) } });
  const server = createServer((request, response) => void (voice(request, response) || response.writeHead(404).end()));
  await listen(server);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    authToken,
    calls,
    failures,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await requests.close();
    },
  };
}

/** Puts a flow on the line: a version, `live`, and the default number. */
export async function publish(pool: pg.Pool, flow: Flow, products: Product[] = []): Promise<string> {
  const who = 'designer@example.com';
  await pool.query('INSERT INTO flows (flow) VALUES ($1) ON CONFLICT DO NOTHING', [flow.id]);
  const version = await addVersion(pool, { flow: flow.id, document: flow, layout: { flow: flow.id, positions: {} }, who });
  await pool.query(`INSERT INTO publications (flow, alias, version, published_by) VALUES ($1, 'live', $2, $3)`, [flow.id, version, who]);
  await pool.query(`INSERT INTO numbers (number, flow, alias, updated_by) VALUES ('*', $1, 'live', $2) ON CONFLICT (number) DO UPDATE SET flow = excluded.flow`, [flow.id, who]);
  for (const document of products) await addProduct(pool, { document, who });
  return version;
}

async function listen(server: Server): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}
