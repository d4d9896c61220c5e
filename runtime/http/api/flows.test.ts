import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApiServer } from '../../../tests/drivers/api-server.js';
import type { ApiServer, Person } from '../../../tests/drivers/api-server.js';
import { useDatabase } from '../../../tests/drivers/database.js';
import { versionOf } from '../../store/version-id.js';

const database = useDatabase();
let server: ApiServer;
let designer: Person;
let colleague: Person;

beforeAll(async () => {
  server = await startApiServer(database().pool);
  designer = await server.signIn('designer');
  colleague = await server.signIn('designer');
});

afterAll(() => server.close());

const hangUp = { type: 'final', meta: { step: 'hang_up', endState: 'completed' } };

const createFlow = (id: string, name = '挂失') => ({ id, initial: 'goodbye', meta: { specVersion: '1.0', name, languages: ['zh-CN', 'en-US'] }, states: { goodbye: hangUp } });

const layoutOf = (flow: string, x = 0) => ({ flow, positions: { goodbye: { x, y: 0 } } });

/** Creates a flow and publishes it under each name in turn; returns the versions. */
async function publishNames(id: string, names: string[]): Promise<string[]> {
  await designer.post('/flows', { document: createFlow(id) });
  const versions: string[] = [];
  for (const [at, name] of names.entries()) {
    await designer.put(`/flows/${id}/draft`, { document: createFlow(id, name), layout: layoutOf(id), revision: at + 1 });
    versions.push((await designer.post(`/flows/${id}/publish`, { revision: at + 2, alias: 'live', note: name })).body.version);
  }
  return versions;
}

const liveOf = async (id: string): Promise<string> => (await designer.get(`/flows/${id}/versions`)).body.aliases.live;

describe('a draft', () => {
  test('is created with its flow, and read as it was saved', async () => {
    expect(await designer.post('/flows', { document: createFlow('drafted') })).toMatchObject({ status: 201, body: { flow: 'drafted', revision: 1 } });
    const { body } = await colleague.get('/flows/drafted/draft');
    expect(body).toMatchObject({ document: createFlow('drafted'), layout: { flow: 'drafted', positions: {} }, revision: 1, basedOn: null, updatedBy: designer.email });
    expect(Date.now() - Date.parse(body.updatedAt)).toBeLessThan(60_000);
  });

  test('is not created twice', async () => {
    await designer.post('/flows', { document: createFlow('twice') });
    const again = await designer.post('/flows', { document: createFlow('twice', 'other') });
    expect([again.status, again.body.error.code]).toEqual([409, 'already_exists']);
    expect((await designer.get('/flows/twice/draft')).body.document.meta.name).toBe('挂失');
  });

  test('that somebody else has saved is not overwritten: the second designer is told who saved it', async () => {
    await designer.post('/flows', { document: createFlow('contested') });
    expect((await colleague.put('/flows/contested/draft', { document: createFlow('contested', 'theirs'), layout: layoutOf('contested'), revision: 1 })).body).toEqual({ revision: 2 });
    const late = await designer.put('/flows/contested/draft', { document: createFlow('contested', 'mine'), layout: layoutOf('contested'), revision: 1 });
    expect(late).toMatchObject({ status: 409, body: { error: { code: 'draft_conflict', details: { current: 2, yours: 1, updatedBy: colleague.email } } } });
    expect((await designer.get('/flows/contested/draft')).body.document.meta.name).toBe('theirs');
  });

  test('of which ten are saved at once has one winner', async () => {
    await designer.post('/flows', { document: createFlow('raced') });
    const save = (name: string) => designer.put('/flows/raced/draft', { document: createFlow('raced', name), layout: layoutOf('raced'), revision: 1 });
    const statuses = (await Promise.all(Array.from({ length: 10 }, (_, at) => save(`save ${at}`)))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, ...Array<number>(9).fill(409)]);
  });

  test('with problems in it is saved all the same', async () => {
    await designer.post('/flows', { document: createFlow('unfinished') });
    const document = { id: 'unfinished', states: { welcome: { meta: { step: 'no_such_type' } } } };
    expect((await designer.put('/flows/unfinished/draft', { document, layout: layoutOf('unfinished'), revision: 1 })).status).toBe(200);
  });

  describe.each([
    { what: 'no document', body: { layout: layoutOf('shaped'), revision: 1 }, says: /body must have required property 'document'/ },
    { what: 'a document that is a list', body: { document: [], layout: layoutOf('shaped'), revision: 1 }, says: /body.document must be object/ },
    { what: 'another id', body: { document: createFlow('other'), layout: layoutOf('shaped'), revision: 1 }, says: /A flow keeps its id/ },
    { what: 'the layout of another flow', body: { document: createFlow('shaped'), layout: layoutOf('other'), revision: 1 }, says: /body.layout.flow is "other"/ },
    { what: 'a position that is text', body: { document: createFlow('shaped'), layout: { flow: 'shaped', positions: { a: { x: '1', y: 1 } } }, revision: 1 }, says: /body.layout.positions.a.x must be number/ },
    { what: 'no revision', body: { document: createFlow('shaped'), layout: layoutOf('shaped') }, says: /revision/ },
    { what: 'a property we do not know', body: { document: createFlow('shaped'), layout: layoutOf('shaped'), revision: 1, force: true }, says: /has "force", which is not known/ },
    { what: 'a text that cannot be stored', body: { document: createFlow('shaped', 'a\0b'), layout: layoutOf('shaped'), revision: 1 }, says: /cannot be stored/ },
    { what: 'half a character', body: { document: createFlow('shaped', 'a\ud800'), layout: layoutOf('shaped'), revision: 1 }, says: /cannot be stored/ },
  ])('with $what', ({ body, says }) => {
    test('is refused, and says why', async () => {
      await designer.post('/flows', { document: createFlow('shaped') });
      const answer = await designer.put('/flows/shaped/draft', body);
      expect([answer.status, answer.body.error.code]).toEqual([400, 'invalid_request']);
      expect(answer.body.error.message).toMatch(says);
    });
  });

  test('of a flow that does not exist is not found', async () => {
    expect(await designer.get('/flows/nowhere/draft')).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } });
    expect((await designer.put('/flows/nowhere/draft', { document: createFlow('nowhere'), layout: layoutOf('nowhere'), revision: 1 })).status).toBe(404);
  });
});

describe('publishing', () => {
  test('makes a version named by its content, points the alias to it, and shows in the list', async () => {
    await designer.post('/flows', { document: createFlow('published'), layout: layoutOf('published', 7) });
    const { status, body } = await designer.post('/flows/published/publish', { revision: 1, alias: 'live', note: 'first' });
    expect([status, body.version]).toEqual([200, versionOf(createFlow('published'))]);
    expect(body.publication).toMatchObject({ alias: 'live', version: body.version, publishedBy: designer.email, note: 'first' });
    expect((await designer.get(`/flows/published/versions/${body.version}`)).body).toMatchObject({ document: createFlow('published'), layout: layoutOf('published', 7), createdBy: designer.email });
    expect((await designer.get('/flows/published/draft')).body.basedOn).toBe(body.version);
    const { flows } = (await designer.get('/flows')).body;
    expect(flows.find(({ flow }: { flow: string }) => flow === 'published')).toMatchObject({
      name: '挂失', languages: ['zh-CN', 'en-US'], live: { version: body.version, publishedBy: designer.email }, draft: { revision: 1, changed: false },
    });
  });

  test('the same content again makes no second version', async () => {
    const [one, , three] = await publishNames('same', ['a', 'b', 'a']);
    expect(three).toBe(one);
    const { versions, publications } = (await designer.get('/flows/same/versions')).body;
    expect([versions.length, publications.length]).toEqual([2, 3]);
  });

  test('a flow with errors is refused, with the problems', async () => {
    await designer.post('/flows', { document: { id: 'endless', states: {} } });
    const refused = await designer.post('/flows/endless/publish', { revision: 1, alias: 'live', note: '' });
    expect(refused).toMatchObject({ status: 422, body: { error: { code: 'has_problems', message: 'The flow has 1 error and cannot be published. Mend it first.', details: { count: 1, problems: [{ rule: 'no_ending', severity: 'error' }] } } } });
    expect((await designer.get('/flows/endless/versions')).body).toEqual({ versions: [], publications: [], aliases: {}, canaries: {} });
  });

  test('a draft that changed since it was looked at is refused', async () => {
    await designer.post('/flows', { document: createFlow('moved') });
    await colleague.put('/flows/moved/draft', { document: createFlow('moved', 'changed'), layout: layoutOf('moved'), revision: 1 });
    expect(await designer.post('/flows/moved/publish', { revision: 1, alias: 'live', note: '' })).toMatchObject({ status: 409, body: { error: { code: 'draft_conflict', details: { current: 2 } } } });
  });

  test('an edited draft is marked as changed, and moving a box is no change', async () => {
    await publishNames('edited', ['a']);
    const find = async () => (await designer.get('/flows')).body.flows.find(({ flow }: { flow: string }) => flow === 'edited').draft;
    await designer.put('/flows/edited/draft', { document: createFlow('edited', 'a'), layout: layoutOf('edited', 99), revision: 2 });
    expect(await find()).toMatchObject({ revision: 3, changed: false });
    await designer.put('/flows/edited/draft', { document: createFlow('edited', 'b'), layout: layoutOf('edited', 99), revision: 3 });
    expect(await find()).toMatchObject({ revision: 4, changed: true });
  });

  test('a test alias leaves the live one alone', async () => {
    const [live] = await publishNames('aliased', ['a']);
    await designer.put('/flows/aliased/draft', { document: createFlow('aliased', 'b'), layout: layoutOf('aliased'), revision: 2 });
    const { body } = await designer.post('/flows/aliased/publish', { revision: 3, alias: 'test', note: '' });
    expect((await designer.get('/flows/aliased/versions')).body.aliases).toEqual({ live, test: body.version });
  });
});

describe('rolling back', () => {
  test('goes to the version before, and again to the one before that', async () => {
    const [one, two, three] = await publishNames('rolled', ['a', 'b', 'c']);
    expect(await liveOf('rolled')).toBe(three);
    expect((await designer.post('/flows/rolled/rollback', { alias: 'live', note: 'callers were lost' })).body).toMatchObject({ version: two, publication: { note: 'callers were lost' } });
    expect((await designer.post('/flows/rolled/rollback', { alias: 'live' })).body.version).toBe(one);
    expect(await liveOf('rolled')).toBe(one);
    const last = await designer.post('/flows/rolled/rollback', { alias: 'live' });
    expect([last.status, last.body.error.code]).toEqual([404, 'not_found']);
    expect((await designer.get('/flows/rolled/versions')).body.publications).toHaveLength(5);
  });

  test('goes to a named version', async () => {
    const [one] = await publishNames('named', ['a', 'b', 'c']);
    await designer.post('/flows/named/rollback', { alias: 'live', version: one });
    expect(await liveOf('named')).toBe(one);
  });

  test('does not go to a version of another flow', async () => {
    const [other] = await publishNames('other-flow', ['a']);
    await publishNames('own-flow', ['a']);
    expect((await designer.post('/flows/own-flow/rollback', { alias: 'live', version: other })).status).toBe(404);
  });
});

test('whatever a designer does stands in the audit, a row of saves once, and nothing that failed', async () => {
  await publishNames('audited', ['a', 'b']);
  await designer.put('/flows/audited/draft', { document: createFlow('audited'), layout: layoutOf('audited'), revision: 1 });
  for (const revision of [3, 4, 5]) await designer.put('/flows/audited/draft', { document: createFlow('audited'), layout: layoutOf('audited', revision), revision });
  await colleague.put('/flows/audited/draft', { document: createFlow('audited'), layout: layoutOf('audited', 9), revision: 6 });
  await designer.post('/flows/audited/rollback', {});
  const { entries } = (await (await server.signIn('admin')).get('/audit?limit=500')).body;
  const ofFlow = entries.filter(({ subject }: { subject: string }) => subject === 'flow:audited').map(({ who, action }: { who: string; action: string }) => [who, action]);
  const mine = (...actions: string[]) => actions.map((action) => [designer.email, action]);
  expect(ofFlow.reverse()).toEqual([
    ...mine('flow_created', 'draft_saved', 'flow_published', 'draft_saved', 'flow_published', 'draft_saved'),
    [colleague.email, 'draft_saved'],
    ...mine('flow_rolled_back'),
  ]);
});
