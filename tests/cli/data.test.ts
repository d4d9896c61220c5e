import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../runtime/config.js';
import { startServer, type RunningServer } from '../../runtime/start-server.js';
import { useDatabase } from '../drivers/database.js';
import { trunkline, withFolder, type Finished } from './run-trunkline.js';

const branchLine = join(import.meta.dirname, 'fixtures/branch-line.flow.json');
const authToken = 'a token for tests';

/** The same commands on the database itself and on a server elsewhere through its API. */
describe.each(['the database', 'a server'])('On %s', (place) => {
  const database = useDatabase();
  let server: RunningServer;
  let environment: Record<string, string>;

  beforeAll(async () => {
    const direct = { DATABASE_URL: database().databaseUrl, TWILIO_AUTH_TOKEN: authToken, LOG_LEVEL: 'silent', PORT: '0' };
    server = await startServer(readConfig(direct));
    const { out } = await trunkline(['token', 'create', 'tests', '--role', 'admin'], { environment: direct });
    environment = place === 'a server' ? { TRUNKLINE_URL: server.url, TRUNKLINE_TOKEN: out.trim(), TWILIO_AUTH_TOKEN: authToken } : { ...direct, TRUNKLINE_TOKEN: out.trim() };
  });
  afterAll(() => server.close());

  async function run(...words: string[]): Promise<Finished> {
    const finished = await trunkline(words, { environment });
    if (finished.exitCode !== 0) throw new Error(`${words.join(' ')} ended with ${finished.exitCode}: ${finished.errors}`);
    return finished;
  }

  async function refused(...words: string[]): Promise<string> {
    const { exitCode, errors, out } = await trunkline(words, { environment });
    expect(exitCode).toBe(1);
    expect(out).toBe('');
    return errors;
  }

  test('a number is answered by a published flow, and by no other', async () => {
    await run('number', 'set', '+14005550100', 'card-services@live');
    expect((await run('number', 'list', '--json')).json().numbers).toContainEqual(expect.objectContaining({ number: '+14005550100', flow: 'card-services', alias: 'live' }));
    expect(await refused('number', 'set', '+14005550100', 'card-services@test')).toMatch(/card-services@test.*Publish the flow/);
    await run('number', 'remove', '+14005550100');
    expect((await run('number', 'list')).out).not.toContain('+14005550100');
    expect(await refused('number', 'remove', '+14005550100')).toMatch(/does not exist/);
  });

  test('a file is pushed, published, changed, rolled back and pulled', () =>
    withFolder(async (folder) => {
      const file = join(folder, 'branch-line.flow.json');
      const first = JSON.parse(await readFile(branchLine, 'utf8'));
      const second = structuredClone(first);
      second.states.goodbye.meta.prompt['zh-CN'] = '下次见。';
      await writeFile(file, JSON.stringify(first));
      await run('push', file);
      const published = (await run('publish', 'branch-line', '--note', 'the first', '--json')).json();
      await writeFile(file, JSON.stringify(second));
      const changed = (await run('publish', file, '--json')).json();
      expect(changed.version).not.toBe(published.version);
      expect((await run('rollback', 'branch-line', '--json')).json().version).toBe(published.version);
      expect((await run('rollback', 'branch-line', '--to', changed.version.slice(0, 8), '--json')).json().version).toBe(changed.version);
      expect(await refused('rollback', 'branch-line', '--to', 'ffff')).toMatch(/Version "ffff" of branch-line does not exist/);

      await writeFile(file, '{}');
      expect((await trunkline(['pull', 'branch-line@live', folder], { environment })).exitCode).toBe(2);
      await run('pull', 'branch-line@live', folder, '--force');
      expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(second);
    }));

  test('a flow with errors is not published, and the errors are named', () =>
    withFolder(async (folder) => {
      const flow = JSON.parse(await readFile(branchLine, 'utf8'));
      flow.id = 'broken-line';
      flow.states.card.on.done = 'nowhere';
      const file = join(folder, 'broken-line.flow.json');
      await writeFile(file, JSON.stringify(flow));
      expect(await refused('publish', file)).toMatch(/cannot be published[^]*card: .*nowhere/);
    }));

  test('a switch is JSON or text', async () => {
    await run('switch', 'set', 'selling', 'false');
    await run('switch', 'set', 'announcement', '系统升级');
    const { switches } = (await run('switch', 'list', '--json')).json();
    expect(switches.map((entry: { switch: string; value: unknown }) => [entry.switch, entry.value])).toEqual(expect.arrayContaining([['selling', false], ['announcement', '系统升级']]));
    await run('switch', 'set', 'selling', 'true');
    await run('switch', 'set', 'announcement', '');
  });

  test('a user gets a link, another one, and is removed', async () => {
    const { out } = await run('user', 'add', 'lin@example.com', '--role', 'analyst');
    expect(out).toMatch(/^http:\/\/localhost:\d+\/sign-in\?token=\S+\n$/);
    expect((await run('user', 'link', 'lin@example.com')).out).not.toBe(out);
    expect((await run('user', 'list', '--json')).json().users).toContainEqual(expect.objectContaining({ email: 'lin@example.com', role: 'analyst', name: 'lin' }));
    expect(await refused('user', 'add', 'lin@example.com')).toMatch(/exists already/);
    await run('user', 'remove', 'lin@example.com');
    expect(await refused('user', 'link', 'lin@example.com')).toMatch(/does not exist/);
  });

  test('a token is shown once and ended', async () => {
    const { out } = await run('token', 'create', 'nightly', '--role', 'operator');
    const listed = await run('token', 'list', '--json');
    const token = listed.json().tokens.find(({ name }: { name: string }) => name === 'nightly');
    expect(token.role).toBe('operator');
    expect(listed.out).not.toContain(out.trim());
    await run('token', 'remove', token.id);
    expect((await run('token', 'list')).out).not.toContain('nightly');
  });

  test('calls over HTTP are told by the server, and are in the report', async () => {
    const called = await run('call', '--to', '+14005550199', '--url', server.url, '--keys', '2 4321 135790# 1 5', '--json');
    expect(called.json()).toMatchObject({ flow: 'card-services', to: '+14005550199', endState: 'completed', endedBy: 'flow', orders: [{ product: 'card_protection' }] });
    const loaded = await run('load', '--to', '+14005550199', '--url', server.url, '--calls', '4', '--lines', '2', '--keys', '0', '--json');
    expect(loaded.json()).toMatchObject({ schemaVersion: 1, calls: 4, endedBy: { flow: 4 }, errors: {}, failures: [] });
    const report = (await run('report', '--json')).json();
    expect(report).toMatchObject({ schemaVersion: 1, counted: 5, endStates: { completed: 1 }, sales: [{ product: 'card_protection', orders: 1, amountMinor: 1200, currency: 'CNY' }] });
    expect((await run('report')).out).toMatch(/5 calls counted of 5 answered[^]*card_protection\s+1\s+12\.00 CNY/);
    expect((await run('report', '--csv')).out.split('\n')).toEqual(expect.arrayContaining(['measure,name,item,item_name,flow,day,currency,value', 'counted,Counted calls,,,,,,5', 'first_charges,First charges,card_protection,card_protection,,,CNY,12.00']));
    expect((await run('calls', '--sold', '--json')).json().calls).toEqual([expect.objectContaining({ flow: 'card-services', endState: 'completed', orders: 1 })]);
    expect((await run('calls', '--no-sold', '--counted', '--csv')).out.trim().split('\n')).toHaveLength(5);
    expect((await run('calls', '--end-state', 'completed', '--limit', '1')).out).toMatch(/card-services .* completed/);
  });

  test('a call with a forged signature is a problem', async () => {
    const { exitCode, errors } = await trunkline(['call', '--to', '+14005550199', '--url', server.url, '--keys', '2'], { environment: { TWILIO_AUTH_TOKEN: 'another' } });
    expect(errors).toMatch(/11217.*403/);
    expect(exitCode).toBe(1);
  });

  test('without TRUNKLINE_TOKEN a call is told as the carrier saw it', async () => {
    const { json, errors } = await trunkline(['call', '--to', '+14005550199', '--url', server.url, '--keys', '9 0', '--json'], { environment: { TWILIO_AUTH_TOKEN: authToken } });
    expect(errors).toContain('TRUNKLINE_TOKEN');
    expect(json()).toMatchObject({ flow: null, version: null, endState: null, endedBy: 'flow', orders: [] });
    expect(json().turns.map(({ input }: { input: { value: string } | null }) => input?.value ?? null)).toContain('0');
  });
});

describe('A server that cannot be used', () => {
  const cases: [why: string, environment: Record<string, string>, exitCode: number, told: RegExp][] = [
    ['without a token', { TRUNKLINE_URL: 'http://127.0.0.1:1' }, 2, /Set TRUNKLINE_TOKEN/],
    ['that is no address', { TRUNKLINE_URL: 'here', TRUNKLINE_TOKEN: 'x' }, 2, /TRUNKLINE_URL must be an http or https address/],
    ['that does not answer', { TRUNKLINE_URL: 'http://127.0.0.1:1', TRUNKLINE_TOKEN: 'x' }, 1, /does not answer.*Start it or correct TRUNKLINE_URL/],
    ['whose database is away', { DATABASE_URL: 'postgres://127.0.0.1:1/none' }, 1, /The database does not answer/],
  ];

  test.each(cases)('%s', async (_why, environment, exitCode, told) => {
    const finished = await trunkline(['number', 'list', '--json'], { environment });
    expect(finished.errors).toMatch(told);
    expect(finished.exitCode).toBe(exitCode);
    expect(finished.out).toBe('');
  });
});

describe('migrate and doctor', () => {
  const database = useDatabase({ migrations: [] });

  test('an empty database is brought up to date', async () => {
    const environment = { DATABASE_URL: database().databaseUrl };
    const findings = async () => Object.fromEntries((await trunkline(['doctor', '--json'], { environment })).json().findings.map(({ subject, state }: { subject: string; state: string }) => [subject, state]));
    expect(await findings()).toMatchObject({ Node: 'well', database: 'well', tables: 'note', Twilio: 'note', CRM: 'well' });
    const { out, exitCode } = await trunkline(['migrate'], { environment });
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^applied {2}flows-calls-and-sales\n[^]*is up to date\.\n$/);
    expect(await findings()).toMatchObject({ tables: 'well' });
    expect((await trunkline(['migrate'], { environment })).out).not.toContain('applied');
  });

  test.each([
    [{ PUBLIC_URL: 'https://my_line.example.com' }, /underscore/],
    [{ TWILIO_ACCOUNT_SID: 'me' }, /TWILIO_ACCOUNT_SID/],
    [{ DEMO: 'off' }, /Set CRM_URL/],
    [{ TRUNKLINE_URL: 'http://localhost:3000' }, /TRUNKLINE_TOKEN/],
    [{ PORT: 'x' }, /PORT must be a number/],
  ])('doctor names the fix for %j', async (wrong, told) => {
    const { out, exitCode } = await trunkline(['doctor'], { environment: { DATABASE_URL: database().databaseUrl, ...wrong } as Record<string, string> });
    expect(out).toMatch(told);
    expect(exitCode).toBe(1);
  });
});
