import type pg from 'pg';
import { getReport } from '../../analytics/get-report.js';
import { getVersionReport } from '../../analytics/get-version-report.js';
import { describeCall } from '../../calls/describe-call.js';
import { traceCall } from '../../calls/trace-call.js';
import { readConfig, type Config } from '../../config.js';
import { checkFlow } from '../../engine/check/check-flow.js';
import { fail } from '../../errors.js';
import { createAuth, type Identity } from '../../http/auth/create-auth.js';
import { createValidators } from '../../http/api/create-validators.js';
import { createRoutes } from '../../http/api/create-routes.js';
import type { Route } from '../../http/api/define-route.js';
import { getServerAddress } from '../../http/auth/server-address.js';
import { readArticles } from '../../knowledge/read-articles.js';
import { runScenarios } from '../../phone/run-scenarios.js';
import { tryFlow } from '../../phone/try-flow.js';
import { createCallStore } from '../../store/call-store.js';
import { seedArticles } from '../../store/gallery/seed-articles.js';
import { seedGallery } from '../../store/gallery/seed-gallery.js';
import { migrate } from '../../store/migrate.js';
import { migrations } from '../../store/migrations/index.js';
import { openDatabase } from '../../store/open-database.js';
import { getSpokenArticles } from '../../store/queries/articles.js';
import { getCallBooks } from '../../store/queries/call-books.js';
import { getCalendarShelf } from '../../store/queries/calendars.js';
import { getCatalog } from '../../store/queries/products.js';
import { getGalleryFolder } from '../program-folder.js';
import type { CommandContext } from '../command-context.js';
import type { Backend, RequestDetails } from './backend.js';

/** The database of DATABASE_URL or DATA_DIR: requests go to the routes of the API themselves, as an administrator. */
export async function openDatabaseBackend({ environment, note }: CommandContext): Promise<Backend> {
  const config = readConfig(environment);
  const log = { info: () => undefined, warn: (details: object, message: string) => note(`${message}: ${JSON.stringify(details)}`), error: (details: object, message: string) => note(`${message}: ${JSON.stringify(details)}`) };
  const database = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, log });
  try {
    // As at the first start of a server, so that a command may come before it.
    await migrate(database.pool, migrations);
    await seedGallery({ pool: database.pool, flowsDir: getGalleryFolder(), log });
    await seedArticles(database.pool, await readArticles(getGalleryFolder()));
    const { publicUrl, linkNote } = await findPublicUrl(database.pool, config, environment);
    const routes = await createDatabaseRoutes(database.pool, config, publicUrl, log);
    const identity: Identity = { kind: 'token', id: who, who, email: null, name: who, role: 'admin', ownerId: who };
    return { description: database.description, linkNote, close: database.close, request: (method, path, details = {}) => answer(routes, identity, method, path, details) as never };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** As the audit writes it; tokens made here belong to nobody whose leaving would end them. */
const who = 'command-line';

type Log = Parameters<typeof createAuth>[0]['log'];

/** Where links lead: what PUBLIC_URL or PORT say here, else what the server has noted. */
async function findPublicUrl(pool: pg.Pool, config: Config, environment: Record<string, string | undefined>): Promise<{ publicUrl: string; linkNote: string | null }> {
  const local = `http://localhost:${config.port}`;
  if (config.publicUrl) return { publicUrl: config.publicUrl, linkNote: null };
  const noted = await getServerAddress(pool);
  if (environment['PORT']?.trim() && config.port !== 0) return { publicUrl: local, linkNote: noted === null || noted === local ? null : `PORT says ${local}; the server that started last is at ${noted}. Leave PORT out, or set PUBLIC_URL, for a link to another.` };
  if (noted !== null) return { publicUrl: noted, linkNote: null };
  return { publicUrl: local, linkNote: `No server has started on this database yet, so the link leads to ${local}. Set PUBLIC_URL to where the server is reached, if that is elsewhere.` };
}

async function createDatabaseRoutes(pool: pg.Pool, config: Config, publicUrl: string, log: Log): Promise<Route[]> {
  const store = createCallStore(pool);
  return createRoutes({
    ...{ pool, publicUrl, version: '' },
    auth: await createAuth({ pool, secretKey: config.secretKey, publicUrl, log }),
    checkFlow: (document, options) => checkFlow(document, options),
    simulate: async (request) => tryFlow({ ...request, settings: config.flowSettings, document: request.document as never, products: Object.values(await getCatalog(pool)), calendars: await getCalendarShelf(pool), articles: await getSpokenArticles(pool) }),
    runScenarios: async (request) => runScenarios({ ...request, settings: config.flowSettings, document: request.document as never, calendars: await getCalendarShelf(pool), articles: await getSpokenArticles(pool) }),
    report: (request) => getReport(pool, { ...request, now: new Date() }),
    reportVersions: (request) => getVersionReport(pool, { ...request, now: new Date() }),
    async describeCall(callId) {
      const row = await store.findCall(callId);
      return row && describeCall(row, await store.listTurns(callId), await getCallBooks(pool, callId));
    },
    async traceCall(callId) {
      const row = await store.findCall(callId);
      return row && traceCall(row, await store.listTurns(callId));
    },
  });
}

const validators = createValidators();

async function answer(routes: readonly Route[], identity: Identity, method: string, path: string, { query = {}, body, upload }: RequestDetails): Promise<unknown> {
  for (const route of routes) {
    const parameters = route.method === method ? match(route.path, path) : null;
    if (!parameters) continue;
    return route.handle({
      parameters: route.parameters ? validators.compileText(route.parameters, 'path')(parameters) : parameters,
      query: route.query ? validators.compileText(route.query, 'query')(Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))) : {},
      body: route.upload ? upload?.stream : route.body ? validators.compileBody(route.body)(body) : undefined,
      headers: {},
      identity: () => identity,
      setCookies: () => undefined,
    });
  }
  throw fail('not_found', { what: `${method.toUpperCase()} ${path}`, fix: 'GET /api/openapi.json lists what does.' });
}

/** The parameters of `/flows/:flow/draft` in a path; `null` where it does not fit. */
function match(pattern: string, path: string): Record<string, string> | null {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) return null;
  const parameters: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    if (part.startsWith(':')) parameters[part.slice(1)] = decodeURIComponent(given[index]!);
    else if (part !== given[index]) return null;
  }
  return parameters;
}
