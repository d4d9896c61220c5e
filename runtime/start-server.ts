import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino, type Logger } from 'pino';
import { effects } from '../schemas/effects.js';
import type { JsonObject } from '../schemas/json.js';
import { getReport } from './analytics/get-report.js';
import { getVersionReport } from './analytics/get-version-report.js';
import { createCallService } from './calls/create-call-service.js';
import { describeCall } from './calls/describe-call.js';
import { traceCall } from './calls/trace-call.js';
import { createTwilioRest } from './carriers/twilio/rest.js';
import type { Config } from './config.js';
import { createDemoCrm } from './demo/crm/create-demo-crm.js';
import { checkFlow } from './engine/check/check-flow.js';
import { fail } from './errors.js';
import { createHttpPort } from './http-client/request.js';
import { createApp } from './http/create-app.js';
import { createMetrics } from './http/create-metrics.js';
import { createAuth } from './http/auth/create-auth.js';
import { getSecretKey } from './http/auth/secret-key.js';
import { createRecordingLinks } from './http/recordings/create-recording-links.js';
import { ensureFirstUser } from './http/auth/ensure-first-user.js';
import { noteServerAddress } from './http/auth/server-address.js';
import { watchConnections } from './http/watch-connections.js';
import type { LeadReceiver } from './jobs/deliver-leads.js';
import type { MessageSender } from './jobs/deliver-messages.js';
import type { OrderReceiver } from './jobs/deliver-orders.js';
import { startJobs } from './jobs/start-jobs.js';
import { runScenarios } from './phone/run-scenarios.js';
import { tryFlow } from './phone/try-flow.js';
import type { HttpPort } from '../schemas/define-effect.js';
import { readArticles } from './knowledge/read-articles.js';
import { watchArticles } from './knowledge/watch-articles.js';
import { createSales } from './sales/create-sales.js';
import { createCallStore } from './store/call-store.js';
import { createFlowStore } from './store/flow-store.js';
import { seedArticles } from './store/gallery/seed-articles.js';
import { seedGallery } from './store/gallery/seed-gallery.js';
import { migrate } from './store/migrate.js';
import { migrations } from './store/migrations/index.js';
import { openDatabase, type Database } from './store/open-database.js';
import { createProductStore } from './store/product-store.js';
import { getCallBooks } from './store/queries/call-books.js';
import { getCalendarShelf } from './store/queries/calendars.js';
import { noteFlowSettings } from './store/queries/flow-settings.js';
import { getCatalog } from './store/queries/products.js';
import { findImportedByPhone } from './store/queries/customers.js';
import { createSalesHistory } from './store/sales-history.js';
import { watchSwitches } from './store/watch-switches.js';

export interface RunningServer {
  url: string;
  /** For people, without a password. */
  database: string;
  /** While nobody has ever signed in. */
  signInLink: string | null;
  close(): Promise<void>;
}

/** The program's own folder, whether it runs from source or built. */
const root = findRoot(dirname(fileURLToPath(import.meta.url)));

/** The composition root: the one place that knows every part. Starts a node of Trunkline. */
export async function startServer(config: Config): Promise<RunningServer> {
  const log = pino({ level: config.logLevel }, pino.destination({ fd: 2, sync: false }));
  const http = await listen(config);
  try {
    return await startNode(config, log, http);
  } catch (error) {
    await http.close();
    throw error;
  }
}

async function startNode(config: Config, log: Logger, http: Listening): Promise<RunningServer> {
  const database = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, log });
  try {
    return await serve(config, log, http, database);
  } catch (error) {
    // A PostgreSQL that was started for nothing is not left behind.
    await database.close();
    throw error;
  }
}

async function serve(config: Config, log: Logger, http: Listening, database: Database): Promise<RunningServer> {
  const { port } = http;
  const { pool, connection } = database;
  const clock = { now: () => new Date() };
  await migrate(pool, migrations);
  await seedGallery({ pool, flowsDir: join(root, 'flows'), log });

  await seedArticles(pool, await readArticles(join(root, 'flows')));
  const knowledge = await watchArticles({ pool, connection, onError: (error) => log.warn({ reason: String(error) }, 'The articles could not be read; the last ones stay') });
  const publicUrl = config.publicUrl ?? `http://localhost:${port}`;
  const crmUrl = config.crmUrl ?? (config.demo ? `http://127.0.0.1:${port}/demo/crm` : undefined);
  const settings: JsonObject = { ...config.flowSettings, publicUrl, ...(crmUrl && { crmUrl }) };
  const requests = createHttpPort({ crmOrigin: crmUrl, log });
  const metrics = createMetrics();
  const switches = await watchSwitches({ pool, connection, onError: (error) => log.warn({ reason: String(error) }, 'The switches could not be read; the last ones stay') });
  const auth = await createAuth({ pool, secretKey: config.secretKey, publicUrl, log });
  const store = createCallStore(pool);
  const jobs = await startJobs({
    pool, connection,
    sendMessage: createSender(config, log),
    receiveOrder: crmUrl ? createReceiver(crmUrl, requests) : null,
    receiveLead: crmUrl ? createLeadReceiver(crmUrl, requests) : null,
    log: { failed: (details) => log.error(details, 'A job failed and will be tried again') },
  });
  const calls = createCallService({
    store: { ...store, commitTurn: (commit) => store.commitTurn(commit).finally(() => commit.writes.length > 0 && jobs.nudge()) },
    flows: createFlowStore(pool),
    products: createProductStore(pool),
    effects,
    ports: { http: requests, sales: createSales(createSalesHistory(pool)), knowledge, customers: { findByPhone: (phone) => findImportedByPhone(pool, phone) } },
    switches, calendars: switches.calendars, settings, clock,
    log: {
      failed(details) {
        metrics.turnFailed(details.code);
        log.error(details, 'Something broke in a call');
      },
    },
  });

  const secretKey = await getSecretKey(pool, config.secretKey);
  const recordings = createRecordingLinks({ pool, secretKey, pathPrefix: config.publicUrl ? new URL(config.publicUrl).pathname.replace(/\/+$/, '') : '', now: clock.now });
  const app = createApp({
    api: {
      pool, auth, publicUrl, log,
      version: readVersion(),
      checkFlow: (document, options) => checkFlow(document, options),
      runScenarios: async (request) => runScenarios({ ...request, settings: config.flowSettings, document: request.document as never, calendars: await getCalendarShelf(pool), articles: knowledge.current() }),
      simulate: async (request) => tryFlow({ ...request, settings: config.flowSettings, ...(request.answers === 'service' && { crmUrl }), document: request.document as never, products: Object.values(await getCatalog(pool)), calendars: await getCalendarShelf(pool), articles: knowledge.current() }),
      recordingLink: recordings.linkOf,
      report: (request) => getReport(pool, { ...request, now: clock.now() }),
      reportVersions: (request) => getVersionReport(pool, { ...request, now: clock.now() }),
      async describeCall(callId) {
        const row = await store.findCall(callId);
        return row && describeCall(row, await store.listTurns(callId), await getCallBooks(pool, callId));
      },
      async traceCall(callId) {
        const row = await store.findCall(callId);
        return row && traceCall(row, await store.listTurns(callId));
      },
    },
    recordings: { pool, secretKey, now: clock.now },
    voice: {
      calls, recordings,
      authTokens: config.authTokens,
      accountSid: config.accountSid,
      publicUrl: config.publicUrl,
      trustProxy: config.trustProxy,
      log: {
        refused: (details) => log.warn(details, 'A webhook was refused'),
        broke: (details) => log.error(details, 'A webhook was answered with an apology'),
      },
      observe: metrics.webhook,
    },
    metrics,
    checkReady: async () => void (await pool.query('SELECT 1')),
    demoCrm: config.demo ? createDemoCrm({ now: clock.now }).router : null,
    designerFolder: join(root, 'dist', 'designer'),
    trustProxy: config.trustProxy,
  });
  http.answerWith(app);

  await noteServerAddress(pool, publicUrl);
  await noteFlowSettings(pool, Object.keys(settings));
  const link = await ensureFirstUser(pool, auth);
  return {
    url: publicUrl,
    database: database.description,
    signInLink: link?.link ?? null,
    async close() {
      await http.close();
      await jobs.stop();
      await switches.close();
      await knowledge.close();
      await requests.close();
      await database.close();
    },
  };
}

interface Listening {
  port: number;
  answerWith(app: RequestListener): void;
  /** Waits for the answers under way. */
  close(): Promise<void>;
}

/** Longer than load balancers keep a connection to us (a minute): one that we close first may lose the request that is on its way. */
const QUIET_CONNECTION_MILLISECONDS = 75_000;

/** Takes the port first, so that a port in use is told at once; until the node is ready it says so. */
async function listen(config: Config): Promise<Listening> {
  const server = createServer(sayItStarts);
  server.keepAliveTimeout = QUIET_CONNECTION_MILLISECONDS;
  const { close } = watchConnections(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? `Port ${config.port} of ${config.host} is in use. Stop the other program or set PORT.` : `Cannot listen at ${config.host}:${config.port}: ${error.message}`;
      reject(fail('wrong_usage', { reason }));
    });
    server.listen(config.port, config.host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close, answerWith: (app) => void server.off('request', sayItStarts).on('request', app) };
}

const sayItStarts: RequestListener = (_request, response) => {
  response.writeHead(503, { 'content-type': 'text/plain', 'retry-after': '1' }).end('Trunkline is starting.\n');
};

/** Texts leave by Twilio where an account is set; else they are only kept, and the log says so. */
function createSender(config: Config, log: Logger): MessageSender {
  const authToken = config.authTokens[0];
  if (!config.accountSid || !authToken || !config.messageFrom) {
    return ({ idempotencyKey }) => {
      log.info({ messageId: idempotencyKey }, 'A text was kept but not sent: no TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_MESSAGE_FROM');
      return Promise.resolve('not_sent');
    };
  }
  const rest = createTwilioRest({ accountSid: config.accountSid, authToken });
  const from = config.messageFrom;
  return async ({ to, text, idempotencyKey }) => (await rest.sendMessage({ to, from, body: text, idempotencyKey })).messageSid;
}

/** Orders reach the card core by its API. `already_held` and a repeated order are as good as taken: nobody is charged twice. */
function createReceiver(crmUrl: string, requests: HttpPort): OrderReceiver {
  return async ({ orderId, body }) => {
    const { status } = await requests.request({ method: 'POST', url: `${crmUrl}/orders`, body, timeoutMilliseconds: 10_000, idempotencyKey: orderId });
    if (status >= 300 && status !== 409) throw new Error(`The card core answered order ${orderId} with ${status}.`);
  };
}

/** Leads reach the CRM by its API. A repeated one is as good as taken. */
function createLeadReceiver(crmUrl: string, requests: HttpPort): LeadReceiver {
  return async ({ leadId, body }) => {
    const { status } = await requests.request({ method: 'POST', url: `${crmUrl}/leads`, body, timeoutMilliseconds: 10_000, idempotencyKey: leadId });
    if (status >= 300 && status !== 409) throw new Error(`The CRM answered lead ${leadId} with ${status}.`);
  };
}

function readVersion(): string {
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
}

function findRoot(folder: string): string {
  try {
    readFileSync(join(folder, 'package.json'));
    return folder;
  } catch {
    return findRoot(dirname(folder));
  }
}
