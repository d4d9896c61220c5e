import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApiServer, type ApiServer, type Person } from '../../../tests/drivers/api-server.js';
import { useDatabase } from '../../../tests/drivers/database.js';
import { runScenarios } from '../../phone/run-scenarios.js';

const database = useDatabase();
let server: ApiServer;
let designer: Person;

const flow = {
  id: 'scripted',
  initial: 'welcome',
  meta: { specVersion: '1.0', name: 'Scripted', languages: ['en-US'] },
  states: {
    welcome: { meta: { step: 'say', prompt: { 'en-US': 'Hello.' } }, on: { next: 'goodbye' } },
    goodbye: { type: 'final', meta: { step: 'hang_up', endState: 'completed' } },
  },
};

beforeAll(async () => {
  server = await startApiServer(database().pool, { runScenarios: (request) => runScenarios({ ...request, document: request.document as never }) });
  designer = await server.signIn('designer');
  await designer.post('/flows', { document: flow });
});
afterAll(() => server.close());

const namesOf = async (): Promise<string[]> => (await designer.get('/flows/scripted/scenarios')).body.scenarios.map(({ scenario }: { scenario: { name: string } }) => scenario.name);

test('a scenario is kept, run against a draft, mended under its name, and taken away', async () => {
  const greeted = { name: 'a caller is greeted', keys: '-', expect: { hears: ['Good morning.'] } };
  expect((await designer.post('/flows/scripted/scenarios', { scenario: greeted })).status).toBe(200);
  const run = () => designer.post('/flows/scripted/scenarios/run', { document: flow, names: [greeted.name] });
  expect((await run()).body.results).toEqual([expect.objectContaining({ name: greeted.name, ok: false, problems: [expect.stringContaining('did not hear "Good morning."')] })]);

  await designer.post('/flows/scripted/scenarios', { scenario: { ...greeted, expect: { hears: ['Hello.'] } } });
  const { body } = await run();
  expect(body.results[0].ok).toBe(true);
  expect(body.coverage.exits).toMatchObject({ covered: 1, total: 1, missing: [] });
  expect(await namesOf()).toEqual([greeted.name]);

  expect((await designer.delete(`/flows/scripted/scenarios?name=${encodeURIComponent(greeted.name)}`)).status).toBe(200);
  expect((await designer.delete(`/flows/scripted/scenarios?name=${encodeURIComponent(greeted.name)}`)).body.error.code).toBe('not_found');
});

test('what did not happen is told in both languages, by titles and names', async () => {
  const welcome = { meta: { step: 'say', title: { 'en-US': 'Welcome', 'zh-CN': '欢迎' }, prompt: { 'en-US': 'Hello.' } }, on: { next: 'goodbye' } };
  const menu = { meta: { step: 'say', title: { 'en-US': 'Anything else', 'zh-CN': '还要办别的吗' }, prompt: { 'en-US': 'More?' } }, on: { next: 'goodbye' } };
  const document = { ...flow, states: { ...flow.states, welcome, anything_else: menu } };
  const asked = { name: 'a caller is asked again', keys: '-', expect: { steps: ['anything_else'], endState: 'agent_requested' } };
  await designer.post('/flows/scripted/scenarios', { scenario: asked });
  const { body } = await designer.post('/flows/scripted/scenarios/run', { document, names: [asked.name] });
  expect(body.results[0].problems).toEqual(['The call ended as "completed", not as "agent_requested".', 'The call did not pass step "anything_else". It went welcome → goodbye.']);
  expect(body.results[0].messages).toEqual([
    { 'en-US': 'The call ended as "Completed", not as "Person, asked for".', 'zh-CN': '通话的结果是“办成”，而不是“要求转人工”。' },
    { 'en-US': 'The call did not pass step "Anything else". It went Welcome → goodbye.', 'zh-CN': '通话没有经过步骤“还要办别的吗”。它走的是：欢迎 → goodbye。' },
  ]);
  await designer.delete(`/flows/scripted/scenarios?name=${encodeURIComponent(asked.name)}`);
});

test('new words are accepted where the scenario stands as it was looked at, and taken back the same way', async () => {
  const greeted = { name: 'a caller is greeted anew', keys: '-', expect: { hears: ['Good morning.'], steps: ['welcome', 'goodbye'], endState: 'completed' } };
  const farewell = { name: 'a caller hears a farewell', keys: '-', expect: { hears: ['Bye.'] } };
  for (const scenario of [greeted, farewell]) await designer.post('/flows/scripted/scenarios', { scenario });
  const run = async () => (await designer.post('/flows/scripted/scenarios/run', { document: flow, names: [greeted.name] })).body.results[0];
  const { reworded } = await run();
  expect(reworded).toEqual({ hears: ['Hello.'], changes: [{ before: 'Good morning.', after: 'Hello.' }], onlyWords: true, sameWay: true });

  const accept = (accepted: object[]) => designer.post('/flows/scripted/scenarios/accept-words', { accepted });
  const { body } = await accept([
    { before: greeted, hears: reworded.hears },
    { before: { ...farewell, keys: '1' }, hears: [] },
  ]);
  expect(body).toEqual({ changed: [greeted.name], left: [farewell.name] });
  expect(await run()).toMatchObject({ ok: true, reworded: null });

  const accepted = { ...greeted, expect: { ...greeted.expect, hears: reworded.hears } };
  expect((await accept([{ before: accepted, hears: greeted.expect.hears }])).body.changed).toEqual([greeted.name]);
  const { scenarios } = (await designer.get('/flows/scripted/scenarios')).body;
  expect(scenarios.map(({ scenario }: { scenario: object }) => scenario)).toEqual([greeted, farewell]);
  for (const { name } of [greeted, farewell]) await designer.delete(`/flows/scripted/scenarios?name=${encodeURIComponent(name)}`);
});

test('a whole suite takes the place of another, in its order', async () => {
  const suite = ['z', 'a', 'm'].map((name) => ({ name, keys: '-', expect: {} }));
  expect((await designer.put('/flows/scripted/scenarios', { scenarios: suite })).status).toBe(200);
  expect(await namesOf()).toEqual(['z', 'a', 'm']);
});

test('whoever may only read does not write scenarios', async () => {
  const analyst = await server.signIn('analyst');
  expect((await analyst.post('/flows/scripted/scenarios', { scenario: { name: 'mine', keys: '-', expect: {} } })).status).toBe(403);
  expect((await analyst.get('/flows/scripted/scenarios')).status).toBe(200);
});

test.each([
  ['an unknown flow', '/flows/unknown/scenarios', { scenario: { name: 'x', keys: '-', expect: {} } }, 404],
  ['a scenario with a word nobody knows', '/flows/scripted/scenarios', { scenario: { name: 'x', keys: '-', expects: {} } }, 400],
])('%s is refused', async (_what, path, body, status) => {
  expect((await designer.post(path, body)).status).toBe(status);
});
