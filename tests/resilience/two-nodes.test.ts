import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dial } from '../drivers/caller.js';
import { createPerson, pressButton, readCookie } from '../drivers/api-server.js';
import { createDataDir, findFreePort, authToken, postmasterPid, removeDataDir, startServerProcess, type ServerProcess } from './server-process.js';
import { until } from '../drivers/until.js';

let dataDir: string;
let nodes: ServerProcess[];

beforeAll(async () => {
  dataDir = await createDataDir();
  // Both at once, on a folder without a database.
  const started = await Promise.allSettled(
    [await findFreePort(), await findFreePort()].map((port) => startServerProcess({ DATA_DIR: dataDir, PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}`, SECRET_KEY: 'the same key for both of the nodes' })),
  );
  nodes = started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  expect(started.map((each) => (each.status === 'rejected' ? String(each.reason) : 'started'))).toEqual(['started', 'started']);
}, 120_000);
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.isKilled()));
  await removeDataDir(dataDir);
});

const url = (index: number) => nodes[index % 2]!.url;
const line = () => ({ url: url(0), authToken });

test('each turn of a call may be taken by another node', async () => {
  const caller = await dial(line(), { from: '+8613800000006' });
  const pathOf = () => new URL(caller.actionUrl()).pathname;
  let answer = '';
  /** What the carrier does with the reply of one node it asks the other for. */
  const send = async (node: number, path: string, input: Record<string, string> = {}): Promise<string> => {
    answer = await (await caller.send(`${url(node)}${path}`, input)).text();
    const redirect = /<Redirect[^>]*>([^<]+)</.exec(answer)?.[1]?.replaceAll('&amp;', '&');
    const isAsked = /<Gather[^>]*timeout="(?!1")/.test(answer);
    return redirect && !isAsked ? send(node + 1, redirect) : (/action="([^"]+)"/.exec(answer)?.[1] ?? '');
  };
  let next = pathOf();
  const keys = ['2', '4321', '135790', '1', '5'];
  for (const [index, key] of keys.entries()) next = await send(index + 1, next, { Digits: key });
  expect(answer).toContain('It is open');
  for (const node of [0, 1]) expect(await (await caller.send(`${url(node)}${next}`, { Digits: '*' })).text()).toContain('Lost card');
});

test('whoever signs in at one is signed in at the other, and a switch set at one is soon seen by calls at the other', async () => {
  const link = nodes.map((node) => node.signInLink()).find((each) => each !== null)!;
  const cookie = readCookie(await pressButton(url(1), link));
  const [here, there] = [0, 1].map((index) => createPerson(url(index), '', { cookie, origin: url(index) }));
  expect([(await here!.get('/me')).status, (await there!.get('/me')).status]).toEqual([200, 200]);
  const hears = async () => (await dial({ url: url(1), authToken }, { from: '+8613800000006' })).heard();
  expect(await hears()).not.toContain('maintenance');
  expect((await here!.put('/switches/emergency_announcement', { value: true })).status).toBeLessThan(300);
  await until('The announcement', 10, async () => (await hears()).includes('maintenance'));
});

test('the first that stops leaves the other at work, and the last one stops the database', async () => {
  const pid = await postmasterPid(dataDir);
  expect(await nodes[0]!.stops()).toBe(0);
  expect(await postmasterPid(dataDir)).toBe(pid);
  const caller = await dial({ url: url(1), authToken }, { from: '+8613800000006' });
  caller.hears(/Lost card/);
  expect(await nodes[1]!.stops()).toBe(0);
  expect(await postmasterPid(dataDir)).toBeNull();
});
