import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApiServer } from '../../../tests/drivers/api-server.js';
import type { Answer, ApiServer, Person } from '../../../tests/drivers/api-server.js';
import { useDatabase } from '../../../tests/drivers/database.js';

const database = useDatabase();
let server: ApiServer;
let designer: Person;

beforeAll(async () => {
  server = await startApiServer(database().pool);
  designer = await server.signIn('designer');
});
afterAll(() => server.close());

const createFlow = (id: string, name: string) => ({ id, initial: 'goodbye', meta: { specVersion: '1.0', name, languages: ['zh-CN'] }, states: { goodbye: { type: 'final', meta: { step: 'hang_up', endState: 'completed' } } } });

/** A flow with one published version; each `saves` makes the draft another one. */
async function publishFirst(id: string): Promise<{ first: string; saves(name: string): Promise<number>; publishes(body: object): Promise<Answer>; changes(body: object): Promise<Answer>; history(): Promise<Answer['body']> }> {
  await designer.post('/flows', { document: createFlow(id, 'first') });
  const publishes = (body: object) => designer.post(`/flows/${id}/publish`, body);
  const first = (await publishes({ revision: 1 })).body.version;
  let revision = 1;
  return {
    first,
    publishes,
    async saves(name) {
      revision = (await designer.put(`/flows/${id}/draft`, { document: createFlow(id, name), layout: { flow: id, positions: {} }, revision })).body.revision;
      return revision;
    },
    changes: (body) => designer.post(`/flows/${id}/canary`, body),
    history: async () => (await designer.get(`/flows/${id}/versions`)).body,
  };
}

describe('a canary', () => {
  test('is started beside the version that stands, grows, and is promoted', async () => {
    const { first, saves, publishes, changes, history } = await publishFirst('growing');
    const started = await publishes({ revision: await saves('second'), canary: 10, note: 'try it' });
    const second = started.body.version;
    expect(started.body.publication).toMatchObject({ action: 'canary_started', version: first, canary: { version: second, sharePercent: 10 }, note: 'try it' });
    expect(await history()).toMatchObject({ aliases: { live: first }, canaries: { live: { version: second, sharePercent: 10, since: started.body.publication.publishedAt } } });

    const grown = await changes({ change: 'share', sharePercent: 33.33 });
    expect(grown.body).toMatchObject({ version: second, publication: { action: 'canary_changed', version: first, canary: { sharePercent: 33.33 } } });
    expect((await history()).canaries.live.since).toBe(started.body.publication.publishedAt);
    expect((await designer.get('/flows')).body.flows.find(({ flow }: { flow: string }) => flow === 'growing').live).toMatchObject({ version: first, canary: { version: second, sharePercent: 33.33 } });

    expect((await changes({ change: 'promote', version: second })).body).toMatchObject({ version: second, publication: { action: 'canary_promoted', version: second, canary: null } });
    expect(await history()).toMatchObject({ aliases: { live: second }, canaries: {} });
    expect((await history()).publications.map(({ action }: { action: string }) => action)).toEqual(['canary_promoted', 'canary_changed', 'canary_started', 'published']);
  });

  test('is ended, and everybody is on the version that stood', async () => {
    const { first, saves, publishes, changes, history } = await publishFirst('ended');
    await publishes({ revision: await saves('second'), canary: 50 });
    expect((await changes({ change: 'end' })).body.publication).toMatchObject({ action: 'canary_ended', version: first, canary: null });
    expect((await history()).canaries).toEqual({});
  });

  test('that runs is not overwritten: whoever publishes is told the two commands', async () => {
    const { first, saves, publishes, history } = await publishFirst('guarded');
    await publishes({ revision: await saves('second'), canary: 50 });
    const revision = await saves('third');
    for (const body of [{ revision }, { revision, canary: 10 }]) {
      const refused = await publishes(body);
      expect([refused.status, refused.body.error.code]).toEqual([409, 'canary_running']);
      expect(refused.body.error.message).toMatch(/canary promote guarded@live.*canary end guarded@live.*--replace-canary/);
    }
    const third = (await publishes({ revision, replaceCanary: true, canary: 5 })).body.version;
    expect(await history()).toMatchObject({ aliases: { live: first }, canaries: { live: { version: third, sharePercent: 5 } } });
  });

  test('is given another share by publishing the same draft again', async () => {
    const { saves, publishes } = await publishFirst('again');
    const revision = await saves('second');
    await publishes({ revision, canary: 10 });
    expect((await publishes({ revision, canary: 20 })).body.publication).toMatchObject({ action: 'canary_changed', canary: { sharePercent: 20 } });
  });

  test('is what a rollback ends first; the next one goes to the version before', async () => {
    const { first, saves, publishes, history } = await publishFirst('back');
    const second = (await publishes({ revision: await saves('second') })).body.version;
    await publishes({ revision: await saves('third'), canary: 10 });
    expect((await designer.post('/flows/back/rollback', {})).body).toMatchObject({ version: second, publication: { action: 'canary_ended', canary: null } });
    expect((await designer.post('/flows/back/rollback', {})).body.version).toBe(first);
    expect((await history()).aliases.live).toBe(first);
  });

  test('that was replaced since somebody looked is not promoted for them', async () => {
    const { saves, publishes, changes } = await publishFirst('replaced');
    const second = (await publishes({ revision: await saves('second'), canary: 10 })).body.version;
    await publishes({ revision: await saves('third'), canary: 10, replaceCanary: true });
    expect((await changes({ change: 'promote', version: second })).body.error.code).toBe('canary_running');
  });

  describe.each([
    ['of an alias that points nowhere', { canary: 10, alias: 'trial' }, 400, /nothing to split calls with/],
    ['of the version that stands', { canary: 10 }, 400, /points to this very version/],
    ['for nobody', { canary: 0 }, 400, /canary must be >= 0.01/],
    ['for everybody', { canary: 100 }, 400, /canary must be <= 99.99/],
  ])('%s', (_what, body, status, says) => {
    test('is refused', async () => {
      const id = `refused-${JSON.stringify(body).length}-${says.source.length}`;
      const { publishes } = await publishFirst(id);
      const refused = await publishes({ revision: 1, ...body });
      expect([refused.status, refused.body.error.message]).toEqual([status, expect.stringMatching(says)]);
    });
  });

  test('where none runs cannot be changed', async () => {
    const { changes } = await publishFirst('none');
    expect((await changes({ change: 'promote' })).body.error.message).toMatch(/A canary of none@live does not exist.*--canary 10/);
  });
});

describe('a version that is there', () => {
  test('is published under another alias without touching the draft', async () => {
    const { first, saves, publishes, history } = await publishFirst('staged');
    await saves('second');
    expect((await publishes({ version: first, alias: 'branch-lines' })).body.version).toBe(first);
    expect((await history()).aliases).toEqual({ live: first, 'branch-lines': first });
  });

  test('and a draft at once are refused', async () => {
    const { first, publishes } = await publishFirst('both');
    expect((await publishes({ version: first, revision: 1 })).body.error.message).toMatch(/either "revision".*or "version"/);
    expect((await publishes({})).status).toBe(400);
  });
});

test('a draft is given back in the order it was written', async () => {
  const document = { states: { zebra: { meta: { step: 'say', prompt: { 'zh-CN': '一', 'en-US': 'one' } }, on: { next: 'ant' } }, ant: { type: 'final', meta: { step: 'hang_up' } } }, meta: { timeZone: 'Asia/Shanghai', specVersion: '1.0', policy: 'none', name: 'x', languages: ['zh-CN'] }, initial: 'zebra', id: 'ordered' };
  await designer.post('/flows', { document });
  const { version } = (await designer.post('/flows/ordered/publish', { revision: 1 })).body;
  expect(JSON.stringify((await designer.get('/flows/ordered/draft')).body.document)).toBe(JSON.stringify(document));
  expect(JSON.stringify((await designer.get(`/flows/ordered/versions/${version}`)).body.document)).toBe(JSON.stringify(document));
});
