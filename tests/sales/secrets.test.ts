import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDemoCrm } from '../../runtime/demo/crm/create-demo-crm.js';
import { dial } from '../drivers/caller.js';
import { openTestDatabase, type TestDatabase } from '../drivers/database.js';
import { authToken, startServerProcess, type ServerProcess } from '../resilience/server-process.js';
import { until } from '../drivers/until.js';

const pin = '135790';
const card = '6225880012345678';

let database: TestDatabase;
let server: ServerProcess;
const asked: string[] = [];
/** Answers the check of a PIN so late that the caller is held meanwhile. */
const core = createServer(
  express()
    .use((request, _response, next) => void setTimeout(next, request.path === '/cards/verify' ? 2500 : 0))
    .use((request, _response, next) => (asked.push(request.originalUrl), next()))
    .use(createDemoCrm({ now: () => new Date() }).router),
);

beforeAll(async () => {
  database = await openTestDatabase();
  await new Promise<void>((resolve) => core.listen(0, '127.0.0.1', resolve));
  server = await startServerProcess({ DATABASE_URL: database.databaseUrl, PORT: '0', CRM_URL: `http://127.0.0.1:${(core.address() as AddressInfo).port}`, LOG_LEVEL: 'trace' });
});
afterAll(async () => {
  await server.stops();
  core.closeAllConnections();
  await new Promise((resolve) => core.close(resolve));
  await database.close();
});

test('a PIN, and a card number typed or said where nobody asked for it, are kept nowhere', async () => {
  const caller = await dial({ url: server.url, authToken });
  await caller.presses(card);
  await caller.says(`my card is ${card.replace(/(\d{4})/g, '$1 ').trim()}`);
  await dialAndBuy();
  await until('The order is delivered', 20, async () => (await rowsOf('orders')).some((row) => row.includes('delivered')));
  const kept = (await everyTable()).join('\n');
  expect(kept).toContain('cust-0006');
  expect(findSecrets(kept)).toEqual([]);
  expect(findSecrets(server.log() + server.output())).toEqual([]);
  expect(findSecrets(asked.join('\n'))).toEqual([]);
  expect(await rowsOf('held_effects')).not.toEqual([]);
});

/** In English, with a wrong PIN first, so that the wrong and the right one are both held. */
async function dialAndBuy(): Promise<void> {
  const caller = await dial({ url: server.url, authToken }, { from: '+8613800000006' });
  await caller.presses('2');
  await caller.presses('4321');
  await caller.presses(card.slice(0, 6));
  caller.hears(/was not right/);
  await caller.presses('4321');
  await caller.presses(pin);
  await caller.pressesInTurn('1', '5');
  caller.hears(/It is open/);
}

/** The line each stands in. A hash may hold the digits by chance, so they must stand alone. */
function findSecrets(text: string): string[] {
  const alone = (digits: string) => new RegExp(`(?<![0-9a-f])${[...digits].join('[ -]?')}(?![0-9a-f])`, 'i');
  const secrets = [alone(pin), alone(card), alone(card.slice(0, 6)), new RegExp([...card.slice(0, 12)].join('[ -]?'))];
  return text.split('\n').filter((line) => secrets.some((secret) => secret.test(line)));
}

/** But for the scenarios of the gallery: what demo callers are to press, PIN included, before anybody called. */
async function everyTable(): Promise<string[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND tablename <> 'scenarios'`,
  );
  expect(rows.length).toBeGreaterThan(20);
  return (await Promise.all(rows.map(({ name }) => rowsOf(name)))).flat();
}

async function rowsOf(table: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
  return rows.map(({ row }) => row);
}
