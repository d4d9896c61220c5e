import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { effects } from '../../schemas/effects.js';
import { createCallService } from '../../runtime/calls/create-call-service.js';
import { createVoiceRoutes } from '../../runtime/http/voice/create-voice-routes.js';
import { createCallStore } from '../../runtime/store/call-store.js';
import { createFlowStore } from '../../runtime/store/flow-store.js';
import { migrate } from '../../runtime/store/migrate.js';
import { migrations } from '../../runtime/store/migrations/index.js';
import { openDatabase } from '../../runtime/store/open-database.js';
import { createProductStore } from '../../runtime/store/product-store.js';
import { menuFlow } from '../menu-flow.js';
import { authToken } from '../settings.js';
import { announce } from './announce.js';

/** The durable turn as it is in production: signature, engine, one guarded write to PostgreSQL with fsync, TwiML. */
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined } as never;
const database = await openDatabase({ databaseUrl: process.env['DATABASE_URL'], dataDir: mkdtempSync(join(tmpdir(), 'trunkline-bench-')), log: silent });
const { pool } = database;
await migrate(pool, migrations);
const document = menuFlow(40);
await pool.query(`INSERT INTO flows (flow) VALUES ('menu') ON CONFLICT DO NOTHING`);
await pool.query(`INSERT INTO versions (version, flow, document, layout, created_by) VALUES ('v1', 'menu', $1, '{}', 'bench') ON CONFLICT DO NOTHING`, [JSON.stringify(document)]);
await pool.query(`INSERT INTO publications (flow, alias, version, published_by) VALUES ('menu', 'live', 'v1', 'bench')`);
await pool.query(`INSERT INTO numbers (number, flow, alias, updated_by) VALUES ('*', 'menu', 'live', 'bench') ON CONFLICT DO NOTHING`);

const calls = createCallService({
  store: createCallStore(pool),
  flows: createFlowStore(pool),
  products: createProductStore(pool),
  effects,
  ports: { http: { request: () => Promise.reject(new Error('The benchmark makes no requests.')) }, sales: {} as never },
  switches: { current: () => ({}) },
  settings: {},
  clock: { now: () => new Date() },
  log: { failed: (details) => console.error(details) },
});
const voice = createVoiceRoutes({ calls, authTokens: [authToken], trustProxy: false, log: { refused: (details) => console.error(details), broke: (details) => console.error(details) } });
announce((request, response) => void voice(request, response));
process.on('SIGTERM', () => void database.close().then(() => process.exit(0)));
