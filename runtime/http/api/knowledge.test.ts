import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startApiServer, type ApiServer, type Person } from '../../../tests/drivers/api-server.js';
import { useDatabase } from '../../../tests/drivers/database.js';
import { createCommit, createRow } from '../../../tests/store/sample-turns.js';
import { watchArticles, type WatchedArticles } from '../../knowledge/watch-articles.js';
import { createCallStore } from '../../store/call-store.js';
import { seedArticles } from '../../store/gallery/seed-articles.js';

const database = useDatabase();
let api: ApiServer;
let designer: Person;
let nodes: WatchedArticles[];

const parking = {
  id: 'parking',
  title: { 'zh-CN': '停车', 'en-US': 'Parking' },
  text: { 'zh-CN': '营业部门口可以免费停车一小时。', 'en-US': 'You can park at the branch for an hour, free of charge.' },
  keywords: { 'zh-CN': ['停车费', '车位'], 'en-US': ['park my car'] },
};

const put = (document: object = parking, revision?: number) => designer.put('/articles/parking', { document, revision });

beforeAll(async () => {
  api = await startApiServer(database().pool);
  designer = await api.signIn('designer');
  const onError = (error: unknown) => void api.errors.push(error as object);
  nodes = [await watchArticles({ pool: database().pool, connection: database().connection, onError }), await watchArticles({ pool: database().pool, connection: database().connection, onError })];
});
afterAll(async () => {
  for (const node of nodes) await node.close();
  await api.close();
});
beforeEach(async () => void (await database().pool.query('DELETE FROM articles; DELETE FROM article_versions; DELETE FROM settled_questions; DELETE FROM turns')));

async function hear(node: WatchedArticles, query: string, article: string | null): Promise<string | null> {
  for (const givesUpAt = Date.now() + 10_000; ; ) {
    const [hit] = await node.search({ query, language: 'zh-CN', limit: 1, now: new Date().toISOString() });
    if ((hit?.article ?? null) === article || Date.now() > givesUpAt) return hit?.article ?? null;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('an article is heard on every node without publishing, and on none after it was archived', async () => {
  expect((await put(parking, 0)).body).toEqual({ revision: 1 });
  for (const node of nodes) expect(await hear(node, '门口能停车吗', 'parking')).toBe('parking');
  expect((await designer.delete('/articles/parking')).status).toBe(200);
  for (const node of nodes) expect(await hear(node, '门口能停车吗', null)).toBeNull();
  expect((await designer.post('/articles/parking/restore')).status).toBe(200);
  expect(await hear(nodes[0]!, '门口能停车吗', 'parking')).toBe('parking');
});

test('of two editors the second learns of the first, and every state is kept', async () => {
  await put(parking, 0);
  await put({ ...parking, owner: 'Branches' }, 1);
  const late = await put({ ...parking, owner: 'Cards' }, 1);
  expect([late.status, late.body.error.message]).toEqual([409, expect.stringMatching(/Somebody saved the article "parking" after you opened it \(revision 2, yours 1\)/)]);
  const { body } = await designer.get('/articles/parking');
  expect([body.article.document.owner, body.versions.map(({ revision }: { revision: number }) => revision)]).toEqual(['Branches', [2, 1]]);
});

test('two who add the same article at once do not overwrite each other', async () => {
  const answers = await Promise.all([put(parking, 0), put(parking, 0), put(parking, 0)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
});

test.each([
  { name: 'too long to listen to', document: { ...parking, text: { 'zh-CN': '很'.repeat(601) } }, status: 400 },
  { name: 'without words', document: { ...parking, text: {} }, status: 400 },
  { name: 'of another name', document: { ...parking, id: 'cars' }, status: 400 },
  { name: 'with a day that is none', document: { ...parking, expiresOn: '2026-13-01' }, status: 400 },
])('an article $name is refused', async ({ document, status }) => expect((await put(document)).status).toBe(status));

test('an operator reads articles and does not write them', async () => {
  const operator = await api.signIn('operator');
  expect([(await operator.get('/articles')).status, (await operator.put('/articles/parking', { document: parking })).status]).toEqual([200, 403]);
});

test('an export is imported elsewhere as it is, a dry run changes nothing, and two of one name are refused', async () => {
  const file = { schemaVersion: 1, articles: [parking, { ...parking, id: 'bus' }] };
  expect((await designer.post('/knowledge/import', { ...file, dryRun: true })).body).toEqual({ added: ['parking', 'bus'], changed: [], unchanged: [] });
  expect((await designer.get('/articles')).body.articles).toEqual([]);
  await designer.post('/knowledge/import', file);
  const exported = (await designer.get('/knowledge/export')).body;
  expect((await designer.post('/knowledge/import', exported)).body).toEqual({ added: [], changed: [], unchanged: ['bus', 'parking'] });
  expect((await designer.post('/knowledge/import', { articles: [parking, parking] })).status).toBe(400);
});

test('the gallery brings articles that are new or untouched, and leaves what people wrote', async () => {
  expect(await seedArticles(database().pool, [parking])).toEqual(['parking']);
  expect(await seedArticles(database().pool, [parking])).toEqual([]);
  expect(await seedArticles(database().pool, [{ ...parking, owner: 'A newer gallery' }])).toEqual(['parking']);
  await put({ ...parking, owner: 'Branches' });
  expect(await seedArticles(database().pool, [parking])).toEqual([]);
});

describe('what callers ask', () => {
  type Fact = { type: string } & Record<string, string | number>;

  async function ask(facts: Fact[], { test: isTest = false, language = 'zh-CN' } = {}): Promise<void> {
    const row = createRow({ test: isTest }, { language });
    const commit = createCommit(row, { events: facts.map((fact) => ({ type: 'fact', step: 'ask', visit: 1, fact })) as never });
    await createCallStore(database().pool).commitTurn({ ...commit, at: new Date().toISOString(), record: { ...commit.record!, at: new Date().toISOString() } });
  }

  const unanswered = (query: string): Fact[] => [{ type: 'knowledge_searched', query, by: 'speech', found: 0 }, { type: 'knowledge_unanswered', query, why: 'nothing_found' }];
  const figures = async () => (await designer.get('/knowledge/figures')).body;
  const questions = async () => (await figures()).unanswered.map(({ question, calls }: { question: string; calls: number }) => [question, calls]);

  test('and nobody could answer is listed, the most asked first, however it was punctuated', async () => {
    for (const question of ['停车要钱吗？', '停车要钱吗', '有自行车位吗']) await ask(unanswered(question));
    await ask(unanswered('测试电话问的'), { test: true });
    expect(await questions()).toEqual([['停车要钱吗', 2], ['有自行车位吗', 1]]);
  });

  test('goes off the list once it is settled, and comes back when it is asked again', async () => {
    await ask(unanswered('停车要钱吗'));
    await designer.post('/knowledge/settle', { language: 'zh-CN', question: '停车要钱吗？', article: 'parking' });
    expect(await questions()).toEqual([]);
    await ask(unanswered('停车要钱吗'));
    expect(await questions()).toEqual([['停车要钱吗', 1]]);
  });

  test('is counted for each article: read, helped, not helped', async () => {
    await ask([{ type: 'knowledge_searched', query: '停车', by: 'speech', found: 1, article: 'parking', score: 0.9 }]);
    await ask([{ type: 'knowledge_answered', query: '停车', article: 'parking' }]);
    await ask([{ type: 'knowledge_refused', query: '停车', article: 'parking' }]);
    expect(await figures()).toMatchObject({ totals: { asked: 1, helped: 1, unanswered: 0 }, articles: [{ article: 'parking', read: 1, helped: 1, notHelped: 1 }] });
  });
});
