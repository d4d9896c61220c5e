import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../runtime/config.js';
import { startServer, type RunningServer } from '../../runtime/start-server.js';
import { useDatabase } from '../drivers/database.js';
import { trunkline, withFolder, type Finished } from './run-trunkline.js';

const branchLine = join(import.meta.dirname, 'fixtures/branch-line.flow.json');
const authToken = 'a token for tests';

const test1 = useDatabase();
const live = useDatabase();
let servers: RunningServer[] = [];
/** The test installation, the live one, and both with a token each. */
let here: Record<string, string>;
let there: Record<string, string>;
let both: Record<string, string>;

beforeAll(async () => {
  const environments = [test1, live].map((database) => ({ DATABASE_URL: database().databaseUrl, TWILIO_AUTH_TOKEN: authToken, LOG_LEVEL: 'silent', PORT: '0' }));
  servers = await Promise.all(environments.map((environment) => startServer(readConfig(environment))));
  const tokens = await Promise.all(environments.map(async (environment) => (await trunkline(['token', 'create', 'tests', '--role', 'admin'], { environment })).out.trim()));
  const reach = (at: number) => ({ TRUNKLINE_URL: servers[at]!.url, TRUNKLINE_TOKEN: tokens[at]!, TWILIO_AUTH_TOKEN: authToken });
  [here, there] = [reach(0), reach(1)];
  both = { ...here, TRUNKLINE_TO_TOKEN: tokens[1]! };
});
afterAll(() => Promise.all(servers.map((server) => server.close())));

/** The test installation without a server between. */
const test1Direct = () => ({ DATABASE_URL: test1().databaseUrl, LOG_LEVEL: 'silent' });

async function run(environment: Record<string, string>, ...words: string[]): Promise<Finished> {
  const finished = await trunkline(words, { environment });
  if (finished.exitCode !== 0) throw new Error(`${words.join(' ')} ended with ${finished.exitCode}: ${finished.errors}`);
  return finished;
}

/** The branch line with other words, as a file. */
async function writeLine(folder: string, { id = 'branch-line', goodbye = '再见。', number = '' }: { id?: string; goodbye?: string; number?: string } = {}): Promise<string> {
  const flow = JSON.parse(await readFile(branchLine, 'utf8'));
  flow.id = id;
  flow.states.goodbye.meta.prompt['zh-CN'] = goodbye;
  for (const state of Object.values(flow.states) as { meta: { step: string; number?: string } }[]) if (number && state.meta.step === 'transfer') state.meta.number = number;
  const file = join(folder, `${id}.flow.json`);
  await writeFile(file, JSON.stringify(flow, null, 2));
  return file;
}

describe('A canary on the command line', () => {
  test('is started, compared, grown and promoted, and every call says which side it fell on', () =>
    withFolder(async (folder) => {
      const file = await writeLine(folder, { id: 'tried-line' });
      const stable = (await run(here, 'publish', file, '--json')).json().version;
      await run(here, 'number', 'set', '+14005550111', 'tried-line');
      await writeLine(folder, { id: 'tried-line', goodbye: '下次见。' });
      const canary = (await run(here, 'publish', file, '--canary', '50', '--json')).json().version;
      for (let at = 0; at < 12; at += 1) await run(here, 'call', '--to', '+14005550111', '--url', servers[0]!.url, '--from', `+86138000010${String(at).padStart(2, '0')}`, '--keys', '- - -', '--json');

      const shown = (await run(here, 'canary', 'show', 'tried-line', '--json')).json();
      expect(shown).toMatchObject({ schemaVersion: 1, flow: 'tried-line', alias: 'live', stable, canary: { version: canary, sharePercent: 50 } });
      const { rows } = (await run(here, 'report', '--by', 'version', '--flow', 'tried-line', '--minimum-seconds', '0', '--json')).json();
      expect(rows.reduce((sum: number, row: { answered: number }) => sum + row.answered, 0)).toBe(12);
      expect(new Set(rows.map((row: { version: string; arm: string }) => `${row.arm} ${row.version}`))).toEqual(new Set([`stable ${stable}`, `canary ${canary}`]));
      expect(rows[0]).toMatchObject({ containment: { denominator: rows[0].counted }, failures: { numerator: expect.any(Number) }, buyers: { numerator: 0 }, averageSeconds: expect.any(Number) });
      expect((await run(here, 'report', '--by', 'version', '--flow', 'tried-line')).out).toMatch(/tried-line@live\s+[0-9a-f]{12}\s+(stable|canary)/);

      const blocked = await trunkline(['publish', 'tried-line'], { environment: here });
      expect([blocked.exitCode, blocked.errors]).toEqual([1, expect.stringMatching(/canary promote tried-line@live.*canary end tried-line@live/)]);
      expect((await run(here, 'canary', 'share', 'tried-line', '80')).out).toMatch(/80 % of its callers/);
      await run(here, 'promote', 'tried-line');
      expect((await trunkline(['canary', 'show', 'tried-line'], { environment: here })).errors).toMatch(/A canary of tried-line@live does not exist/);
      expect((await run(here, 'rollback', 'tried-line', '--json')).json().version).toBe(stable);
    }), 120_000);

  test.each([['publish', 'card-services', '--canary', '0'], ['publish', 'card-services', '--canary', 'half'], ['canary', 'share', 'card-services', '100'], ['report', '--by', 'month']])('%s %s %s %s is wrong usage', async (...words) => {
    expect((await trunkline(words, { environment: here })).exitCode).toBe(2);
  });
});

describe('A difference', () => {
  test('between an alias, a draft, a version and a file is told in words and as JSON', () =>
    withFolder(async (folder) => {
      const file = await writeLine(folder, { id: 'changed-line' });
      const { version } = (await run(here, 'publish', file, '--json')).json();
      await writeLine(folder, { id: 'changed-line', goodbye: '下次见。' });
      await run(here, 'push', file);
      const told = await run(here, 'diff', 'changed-line@live', 'changed-line@draft');
      expect(told.out).toMatch(/"下次见。" \(Chinese\).*"再见。"/);
      expect((await run(here, 'diff', 'changed-line')).out).toBe(told.out);
      expect((await run(here, 'diff', `changed-line@${version.slice(0, 8)}`, file, '--json')).json()).toMatchObject({ schemaVersion: 1, flow: 'changed-line', steps: { changed: ['goodbye'] } });
      expect((await run(here, 'diff', 'changed-line@draft', file)).out).toMatch(/No differences/);
      expect((await trunkline(['diff', 'changed-line@uat', file], { environment: here })).errors).toMatch(/changed-line@uat does not exist.*live/);
    }));
});

test('a file is not pushed or published over the changes of others that nobody published', () =>
  withFolder(async (folder) => {
    const other = { ...here, TRUNKLINE_TOKEN: (await run(test1Direct(), 'token', 'create', 'colleague', '--role', 'designer')).out.trim() };
    const file = await writeLine(folder, { id: 'shared-line' });
    await run(here, 'publish', file);
    await writeLine(folder, { id: 'shared-line', goodbye: '别人的改动。' });
    await run(other, 'push', file);
    await run(other, 'push', file);
    await writeLine(folder, { id: 'shared-line', goodbye: '下次见。' });
    for (const command of ['push', 'publish']) {
      const refused = await trunkline([command, file], { environment: here });
      expect([refused.exitCode, refused.errors]).toEqual([2, expect.stringMatching(/saved last by token:colleague;.*diff shared-line[^]*--force/)]);
    }
    expect((await run(here, 'push', file, '--force')).errors).toMatch(/took the place of changes .* by token:colleague/);
    expect((await run(here, 'diff', 'shared-line')).out).toContain('下次见。');
  }));

test('a pulled flow is the file that was pushed, byte for byte', () =>
  withFolder(async (folder) => {
    const file = await writeLine(folder, { id: 'ordered-line' });
    const text = `${JSON.stringify(JSON.parse(await readFile(file, 'utf8')), null, 2)}\n`;
    await run(here, 'publish', file);
    await run(here, 'pull', 'ordered-line@live', join(folder, 'again'));
    expect(await readFile(join(folder, 'again', 'ordered-line.flow.json'), 'utf8')).toBe(text);
    await run(here, 'push', join(folder, 'again', 'ordered-line.flow.json'));
    await run(here, 'pull', 'ordered-line', join(folder, 'again'));
    expect(await readFile(join(folder, 'again', 'ordered-line.flow.json'), 'utf8')).toBe(text);
  }));

describe('Promotion to another installation', () => {
  const promote = (...words: string[]) => ['promote', ...words, '--to', servers[1]!.url];

  test('maps its places, publishes, and changes nothing the second time', () =>
    withFolder(async (folder) => {
      const file = await writeLine(folder, { id: 'moved-line', number: '+861012345678' });
      await run(here, 'publish', file, '--note', 'ready');
      const map = join(folder, 'map.json');
      await writeFile(map, JSON.stringify({ numbers: { '+861012345678': '+861087654321' } }));

      const planned = await run(both, ...promote('moved-line', '--map', map, '--dry-run'));
      expect(planned.out).toMatch(/What would change at http[^]*moved-line: a new flow[^]*number \+861012345678 \(step \w+\) → \+861087654321/);
      expect((await trunkline(['pull', 'moved-line'], { environment: there })).errors).toMatch(/Flow "moved-line" does not exist/);

      const done = (await run(both, ...promote('moved-line', '--map', map, '--strict', '--json'))).json();
      expect(done).toMatchObject({ flow: 'moved-line', dryRun: false, unmapped: [], flows: [{ flow: 'moved-line', draft: 'created', published: { alias: 'live', result: 'published' } }] });
      const again = (await run(both, ...promote('moved-line', '--map', map, '--strict', '--json'))).json();
      expect(again.flows).toMatchObject([{ draft: 'same', scenarios: 'same', published: { result: 'same', version: done.flows[0].published.version }, diff: { isSame: true } }]);
      await run(there, 'pull', 'moved-line@live', folder, '--force');
      expect(await readFile(file, 'utf8')).toContain('+861087654321');

      await writeLine(folder, { id: 'moved-line', number: '+861012345678', goodbye: '下次见。' });
      await run(here, 'publish', file);
      const changed = await run(both, ...promote('moved-line', '--map', map, '--dry-run'));
      expect(changed.out).toMatch(/~ .*下次见。/);
    }), 60_000);

  test('lists what the map does not name, and with --strict refuses it', () =>
    withFolder(async (folder) => {
      await run(here, 'publish', await writeLine(folder, { id: 'strict-line', number: '+861012345678' }));
      expect((await run(both, ...promote('strict-line', '--dry-run'))).errors).toMatch(/Not in the map, left as it is: number \+861012345678/);
      const refused = await trunkline(promote('strict-line', '--strict'), { environment: both });
      expect([refused.exitCode, refused.errors]).toEqual([2, expect.stringMatching(/map does not name number \+861012345678/)]);
    }));

  test('does not write over work that nobody published there', () =>
    withFolder(async (folder) => {
      const file = await writeLine(folder, { id: 'busy-line' });
      await run(here, 'publish', file);
      await run(both, ...promote('busy-line'));
      await writeLine(folder, { id: 'busy-line', goodbye: '别人的改动。' });
      await run(there, 'push', file);
      await writeLine(folder, { id: 'busy-line', goodbye: '下次见。' });
      await run(here, 'publish', file);
      const refused = await trunkline(promote('busy-line'), { environment: both });
      expect([refused.exitCode, refused.errors]).toEqual([2, expect.stringMatching(/draft of busy-line there has changes that nobody published[^]*--force/)]);
      await run(both, ...promote('busy-line', '--force'));
      expect((await run(there, 'diff', 'busy-line')).out).toMatch(/No differences/);
    }));

  test('goes by a file where the two cannot reach each other, with the flows and products it needs', () =>
    withFolder(async (folder) => {
      const bundle = join(folder, 'bundle.json');
      await run(here, 'pull', 'card-services@live', '--output', bundle);
      const first = await readFile(bundle, 'utf8');
      await run(here, 'pull', 'card-services@live', '--output', bundle);
      expect(await readFile(bundle, 'utf8')).toBe(first);
      const { products, flows } = JSON.parse(first);
      expect(products.map(({ id }: { id: string }) => id)).toContain('card_protection');
      expect(flows.at(-1)).toMatchObject({ document: { id: 'card-services' }, layout: { flow: 'card-services' } });
      const pushed = (await run(there, 'push', bundle, '--publish', 'live', '--json')).json();
      expect(pushed.flows.at(-1)).toMatchObject({ flow: 'card-services', draft: 'same', published: { result: 'same' } });
    }));

  const broken: [what: string, text: string, says: RegExp][] = [
    ['no flow', '{"bundle":"flow","schemaVersion":1,"flow":"a","flows":[]}', /"flows" is no list of flows/],
    ['a later format', '{"bundle":"flow","schemaVersion":2,"flow":"a","flows":[{}]}', /schemaVersion 2/],
    ['half a flow', '{"bundle":"flow","schemaVersion":1,"flow":"a","flows":[{"document":{"id":"a"}}]}', /flows\[0\]\.document.*required/],
  ];

  test.each(broken)('a bundle with %s is refused', (_what, text, says) =>
    withFolder(async (folder) => {
      const file = join(folder, 'bundle.json');
      await writeFile(file, text);
      const refused = await trunkline(['push', file], { environment: here });
      expect([refused.exitCode, refused.errors]).toEqual([2, expect.stringMatching(says)]);
    }));

  test.each([['{"number":{}}', /has "number", which is not known/], ['{"numbers":{"1":2}}', /"1" of "numbers" leads to no text/], ['[]', /it is no object/]])('a map %s is refused', (text, says) =>
    withFolder(async (folder) => {
      const map = join(folder, 'map.json');
      await writeFile(map, text);
      const refused = await trunkline(promote('card-services', '--map', map), { environment: both });
      expect([refused.exitCode, refused.errors]).toEqual([2, expect.stringMatching(says)]);
    }));
});
