import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunningDemoCrm } from '../../runtime/demo/crm/start-demo-crm.js';
import { buy, findEvidenceProblems, listOrders, openCardCore, questions, type Buyer, type StoredOrder } from './buyers.js';
import { attach, createDataDir, findFreePort, isReady, postmasterPid, readServerLog, removeDataDir, startServerProcess, type ServerProcess } from './server-process.js';
import { until } from '../drivers/until.js';

/** One node on a fresh folder, with a card core of its own that lives on. */
interface Site {
  dataDir: string;
  core: RunningDemoCrm;
  server: ServerProcess;
  start(): Promise<ServerProcess>;
}

/** Seconds on a machine of its own; the limit is for one that has other things to do. */
const SLOW_MACHINE_MILLISECONDS = 180_000;

let site: Site;

async function openSite(customers: number): Promise<Site> {
  const dataDir = await createDataDir();
  const core = await openCardCore(customers);
  const port = String(await findFreePort());
  const start = () => startServerProcess({ DATA_DIR: dataDir, PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}`, CRM_URL: core.url });
  return { dataDir, core, start, server: await start() };
}

async function closeSite({ server, core, dataDir }: Site): Promise<void> {
  await server.isKilled();
  await core.close();
  await removeDataDir(dataDir);
}

/**
 * Half of the callers take their time at one of the questions until `back`. Once all of these think, the others call and go straight on.
 * `inTheMiddle` resolves when `told` of these have been told of their order.
 */
function callIn({ url, callers, told, back }: { url: string; callers: number; told: number; back: Promise<unknown> }) {
  const half = callers / 2;
  const think = createCount(half);
  const tell = createCount(told);
  const thinking = Array.from({ length: half }, (_, index) => buy({ url, index, thinksAt: index % questions, until: back, thinks: think.more }));
  const hurrying = think.reached.then(() => Promise.all(Array.from({ length: half }, (_, index) => buy({ url, index: half + index, isTold: tell.more }))));
  return { inTheMiddle: tell.reached, thinking: Promise.all(thinking), hurrying };
}

/** Counts up to `wanted`. */
function createCount(wanted: number): { more(): void; reached: Promise<void> } {
  let count = 0;
  const { opened: reached, open } = createGate();
  return { reached, more: () => void ((count += 1) === wanted && open()) };
}

function createGate(): { opened: Promise<void>; open(): void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

/** All orders, once the jobs have told the card core of them. */
async function deliveredOrders({ dataDir }: Site): Promise<StoredOrder[]> {
  const database = await attach(dataDir);
  try {
    return await until('Every order is delivered', 30, async () => {
      const orders = await listOrders(database.pool);
      return orders.every(({ status }) => status === 'delivered') && orders;
    });
  } finally {
    await database.close();
  }
}

function checkBooks(buyers: Buyer[], orders: StoredOrder[], core: RunningDemoCrm): void {
  const customersOf = (list: { customerId: string }[]) => list.map(({ customerId }) => customerId).sort();
  const ordered = orders.map(({ customer_id: customerId }) => customerId).sort();
  expect(orders.flatMap((order) => findEvidenceProblems(order))).toEqual([]);
  expect(ordered).toEqual([...new Set(ordered)]);
  expect(ordered).toEqual(expect.arrayContaining(customersOf(buyers.filter(({ wasTold }) => wasTold))));
  expect([...core.store.orders.keys()].sort()).toEqual(orders.map(({ order_id: orderId }) => orderId).sort());
  expect(customersOf([...core.store.subscriptions.values()])).toEqual(ordered);
}

describe('kill -9 of the server in the middle of 200 calls that buy', () => {
  let thinking: Buyer[];
  let hurrying: Buyer[];
  let orders: StoredOrder[];

  beforeAll(async () => {
    site = await openSite(200);
    const back = createGate();
    const calls = callIn({ url: site.server.url, callers: 200, told: 30, back: back.opened });
    await calls.inTheMiddle;
    await site.server.isKilled();
    // Whoever was not thinking meets the dead server before another one stands in its place.
    hurrying = await calls.hurrying;
    site.server = await site.start();
    back.open();
    thinking = await calls.thinking;
    orders = await deliveredOrders(site);
  }, SLOW_MACHINE_MILLISECONDS);
  afterAll(() => closeSite(site));

  test('calls between two turns go on to their end', () => {
    expect(thinking.map(({ call, wasTold }) => [call.endedBy, call.errors, wasTold])).toEqual(thinking.map(() => ['flow', [], true]));
  });

  test('a request that met the dead server ends as the carrier ends it', () => {
    const cut = hurrying.filter(({ call }) => call.endedBy !== 'flow');
    expect(cut.length).toBeGreaterThan(0);
    for (const { call } of cut) expect([call.endedBy, [11200, 11205].includes(call.errors[0]!.code as number), call.heard.at(-1)!.text]).toEqual(['error', true, expect.stringContaining('application error')]);
    expect(hurrying.filter(({ call, wasTold }) => call.endedBy === 'flow' && !wasTold)).toEqual([]);
  });

  test('no acknowledged order is lost, none is there twice, none without its evidence, and the card core holds each once', () => {
    expect(hurrying.filter(({ wasTold }) => wasTold).length).toBeGreaterThanOrEqual(30);
    checkBooks([...thinking, ...hurrying], orders, site.core);
  });

  test('the new server stops cleanly, and PostgreSQL with it', async () => {
    expect(await site.server.stops()).toBe(0);
    expect(await postmasterPid(site.dataDir)).toBeNull();
  });
});

describe('kill -9 of PostgreSQL in the middle of 60 calls that buy', () => {
  let thinking: Buyer[];
  let hurrying: Buyer[];
  let orders: StoredOrder[];
  let pid: number;

  beforeAll(async () => {
    site = await openSite(61);
    pid = (await postmasterPid(site.dataDir))!;
    const back = createGate();
    const calls = callIn({ url: site.server.url, callers: 60, told: 5, back: back.opened });
    await calls.inTheMiddle;
    process.kill(pid, 'SIGKILL');
    await until('The database is missed', 10, async () => !(await isReady(site.server.url)) || (await postmasterPid(site.dataDir)) !== pid);
    await until('The server is ready again', 60, () => isReady(site.server.url)).catch(async (late: Error) => Promise.reject(new Error(`${late.message}\n${site.server.log()}\n${await readServerLog(site.dataDir)}`)));
    back.open();
    [thinking, hurrying] = await Promise.all([calls.thinking, calls.hurrying]);
    orders = await deliveredOrders(site);
  }, SLOW_MACHINE_MILLISECONDS);
  afterAll(() => closeSite(site));

  test('the same program starts PostgreSQL again, and calls between two turns go on', async () => {
    expect(await postmasterPid(site.dataDir)).not.toBe(pid);
    expect(thinking.map(({ call, wasTold }) => [call.endedBy, wasTold])).toEqual(thinking.map(() => ['flow', true]));
  });

  test('nobody hears an error of the carrier', () => {
    expect(hurrying.flatMap(({ call }) => call.errors)).toEqual([]);
  });

  test('the books are right', () => checkBooks([...thinking, ...hurrying], orders, site.core));

  test('a new caller buys', async () => {
    expect(await buy({ url: site.server.url, index: 60 })).toMatchObject({ wasTold: true, call: { endedBy: 'flow' } });
  });
});
