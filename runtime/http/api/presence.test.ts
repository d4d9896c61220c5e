import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApiServer } from '../../../tests/drivers/api-server.js';
import type { ApiServer, Person } from '../../../tests/drivers/api-server.js';
import { useDatabase } from '../../../tests/drivers/database.js';

const database = useDatabase();
let server: ApiServer;
let designer: Person;
let analyst: Person;

beforeAll(async () => {
  server = await startApiServer(database().pool);
  designer = await server.signIn('designer');
  analyst = await server.signIn('analyst');
  await designer.post('/flows', { document: { id: 'open', initial: 'bye', meta: { specVersion: '1.0', name: 'open', languages: ['zh-CN'] }, states: { bye: { type: 'final', meta: { step: 'hang_up' } } } } });
});
afterAll(() => server.close());

const pages = { designer: randomUUID(), analyst: randomUUID() };
const looks = (person: Person, page: string, step: string | null) => person.put(`/flows/open/presence/${page}`, { step });

test('whoever has a flow open sees who else has, where they are, and whether somebody saved', async () => {
  expect((await looks(designer, pages.designer, null)).body).toMatchObject({ revision: 1, editors: [{ editor: pages.designer, name: 'designer', step: null }] });
  expect((await looks(analyst, pages.analyst, 'bye')).body.editors.map(({ name, step }: { name: string; step: string }) => [name, step])).toEqual([['designer', null], ['analyst', 'bye']]);
  const { body } = await designer.get('/flows/open/draft');
  await designer.put('/flows/open/draft', { document: body.document, layout: body.layout, revision: 1 });
  expect((await looks(designer, pages.designer, 'bye')).body).toMatchObject({ revision: 2, editors: [{ step: 'bye' }, { step: 'bye' }] });
});

test('a page that was closed is gone, and so is one that was not heard of', async () => {
  await looks(analyst, pages.analyst, null);
  await analyst.delete(`/flows/open/presence/${pages.analyst}`);
  expect((await looks(designer, pages.designer, null)).body.editors).toHaveLength(1);
  await looks(analyst, pages.analyst, null);
  await database().pool.query(`update presences set seen_at = now() - interval '20 seconds' where editor = $1`, [pages.analyst]);
  expect((await looks(designer, pages.designer, null)).body.editors).toHaveLength(1);
});

test('nobody speaks or leaves for somebody else', async () => {
  await looks(designer, pages.designer, 'bye');
  await looks(analyst, pages.designer, null);
  await analyst.delete(`/flows/open/presence/${pages.designer}`);
  const { editors } = (await looks(analyst, pages.analyst, null)).body;
  expect(editors.find(({ editor }: { editor: string }) => editor === pages.designer)).toMatchObject({ name: 'designer', step: 'bye' });
});

test('a flow that is not there has no company', async () => {
  expect((await designer.put(`/flows/nowhere/presence/${pages.designer}`, { step: null })).status).toBe(404);
  expect((await designer.put('/flows/open/presence/me', { step: null })).status).toBe(400);
});
