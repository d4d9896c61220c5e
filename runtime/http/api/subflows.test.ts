import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApiServer } from '../../../tests/drivers/api-server.js';
import type { Answer, ApiServer, Person } from '../../../tests/drivers/api-server.js';
import { useDatabase } from '../../../tests/drivers/database.js';
import { checkFlow } from '../../engine/check/check-flow.js';
import { versionOf, versionOfFlow } from '../../store/version-id.js';

const database = useDatabase();
let server: ApiServer;
let designer: Person;

beforeAll(async () => {
  server = await startApiServer(database().pool, { checkFlow: (document, options) => checkFlow(document, options) });
  designer = await server.signIn('designer');
});
afterAll(() => server.close());

const label = { 'zh-CN': '完成' };
const bye = { type: 'final', meta: { step: 'hang_up', endState: 'completed' } };
const run = (flow: string) => ({ meta: { step: 'subflow', flow, exits: [{ id: 'done', label }] }, on: { done: 'bye', failed: 'bye' } });
const createFlow = (id: string, states: Record<string, unknown>) => ({ id, initial: Object.keys(states)[0]!, meta: { specVersion: '1.0', name: id, languages: ['zh-CN'] }, states });
const createPart = (id: string, text = '您好。') => createFlow(id, { start: { meta: { step: 'say', prompt: { 'zh-CN': text } }, on: { next: 'done' } }, done: { type: 'final', meta: { step: 'return', exit: 'done' } } });
const createParent = (id: string, part: string) => createFlow(id, { start: run(part), bye });

/** Creates the flow or saves it, and publishes it. */
async function publish(document: { id: string }): Promise<Answer> {
  const created = await designer.post('/flows', { document });
  if (created.status < 300) return designer.post(`/flows/${document.id}/publish`, { revision: created.body.revision });
  const { revision } = (await designer.get(`/flows/${document.id}/draft`)).body;
  const saved = await designer.put(`/flows/${document.id}/draft`, { document, layout: { flow: document.id, positions: {} }, revision });
  return designer.post(`/flows/${document.id}/publish`, { revision: saved.body.revision });
}

test('a version is named by its subflows too, and pins them until it is published again', async () => {
  const part = createPart('part-a');
  const parent = createParent('parent-a', 'part-a');
  const first = (await publish(part)).body.version;
  expect(first).toBe(versionOf(part));
  const published = await publish(parent);
  expect(published.body).toMatchObject({ subflows: { 'part-a': first }, version: versionOfFlow(parent, { 'part-a': first }) });

  const second = (await publish(createPart('part-a', '再次您好。'))).body.version;
  expect((await designer.get('/flows/parent-a/versions')).body.aliases).toEqual({ live: published.body.version });
  expect((await designer.get(`/flows/parent-a/versions/${published.body.version}`)).body.subflows).toEqual({ 'part-a': first });

  const again = await publish(parent);
  expect(again.body.subflows).toEqual({ 'part-a': second });
  expect(again.body.version).not.toBe(published.body.version);
});

test('a change of a subflow of a subflow changes the name once both are published again', async () => {
  await publish(createPart('leaf'));
  await publish(createFlow('middle', { start: { ...run('leaf'), on: { done: 'done', failed: 'done' } }, done: { type: 'final', meta: { step: 'return', exit: 'done' } } }));
  const before = (await publish(createParent('top', 'middle'))).body.version;
  await publish(createPart('leaf', '新的。'));
  expect((await publish(createParent('top', 'middle'))).body.version).toBe(before);
  const { revision } = (await designer.get('/flows/middle/draft')).body;
  await designer.post('/flows/middle/publish', { revision });
  expect((await publish(createParent('top', 'middle'))).body.version).not.toBe(before);
});

test('a flow whose subflow is not published is refused, and the answer names it', async () => {
  const refused = await publish(createParent('early', 'nobody-has-it'));
  expect([refused.status, refused.body.error.code]).toEqual([422, 'has_problems']);
  expect(refused.body.error.details.problems).toMatchObject([{ rule: 'unknown-subflow', step: 'start' }]);
});

test('a flow whose subflow is a draft is told to publish that one first, and is published then', async () => {
  const part = createPart('part-draft');
  const { revision } = (await designer.post('/flows', { document: part })).body;
  const refused = await publish(createParent('runs-draft', 'part-draft'));
  expect(refused.body.error.details.problems).toMatchObject([{ rule: 'unknown-subflow', unpublished: 'part-draft', message: expect.stringContaining('a draft that is not published yet; publish it first'), messages: { 'zh-CN': expect.stringContaining('还是草稿，尚未发布') } }]);
  expect((await designer.post('/check', { document: createParent('runs-draft', 'part-draft') })).body.problems).toMatchObject([{ rule: 'unknown-subflow', unpublished: 'part-draft' }]);
  expect((await designer.post('/flows/part-draft/publish', { revision })).status).toBe(200);
  expect((await publish(createParent('runs-draft', 'part-draft'))).status).toBe(200);
});

test('flows that would run each other are refused', async () => {
  await publish(createPart('turn-a'));
  await publish(createFlow('turn-b', { start: { ...run('turn-a'), on: { done: 'done', failed: 'done' } }, done: { type: 'final', meta: { step: 'return', exit: 'done' } } }));
  const refused = await publish(createFlow('turn-a', { start: { ...run('turn-b'), on: { done: 'done', failed: 'done' } }, done: { type: 'final', meta: { step: 'return', exit: 'done' } } }));
  expect(refused.status).toBe(422);
  expect(refused.body.error.details.problems).toMatchObject([{ rule: 'subflow-cycle', message: expect.stringContaining('turn-a → turn-b → turn-a') }]);
});

test('what a flow leads into is answered as it is live, with all that it leads into', async () => {
  const leaf = createPart('leaf-d');
  await publish(leaf);
  const middle = createFlow('middle-d', { start: { ...run('leaf-d'), on: { done: 'done', failed: 'done' } }, done: { type: 'final', meta: { step: 'return', exit: 'done' } } });
  await publish(middle);
  expect((await designer.get('/published-flows?flows=middle-d,nobody-has-it')).body).toMatchObject({ flows: { 'middle-d': middle, 'leaf-d': leaf } });
  expect((await designer.get('/published-flows?flows=')).body).toEqual({ flows: {} });
});

test('a check looks at the published subflows, and so does whoever tries a draft', async () => {
  await publish(createPart('part-c'));
  const document = createFlow('parent-c', { start: { meta: { step: 'subflow', flow: 'part-c', exits: [] }, on: { failed: 'bye' } }, bye });
  expect((await designer.post('/check', { document })).body.problems).toContainEqual(expect.objectContaining({ rule: 'subflow-exit-missing', step: 'start' }));
});
