import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createPerson, pressButton, spend, startApiServer } from '../../../tests/drivers/api-server.js';
import type { ApiServer, Person } from '../../../tests/drivers/api-server.js';
import { useDatabase } from '../../../tests/drivers/database.js';

const database = useDatabase();
let server: ApiServer;
let administrator: Person;

beforeAll(async () => {
  server = await startApiServer(database().pool);
  administrator = await server.signIn('admin');
});

afterAll(() => server.close());

async function invite(email: string, role = 'analyst'): Promise<{ id: string; link: string }> {
  const { status, body } = await administrator.post('/users', { email, name: 'Somebody', role });
  expect(status).toBe(201);
  return { id: body.user.id, link: body.link };
}

async function enter(link: string): Promise<Person> {
  return createPerson(server.origin, '', { cookie: await spend(server.origin, link), origin: server.origin });
}

test('somebody who was invited signs in by the link and is seen to have done so', async () => {
  const { id, link } = await invite('invited@example.com', 'designer');
  const find = async () => (await administrator.get('/users')).body.users.find((user: { id: string }) => user.id === id);
  expect(await find()).toMatchObject({ email: 'invited@example.com', role: 'designer', lastSignInAt: null });
  expect((await (await enter(link)).get('/me')).body.user.role).toBe('designer');
  expect(Date.now() - Date.parse((await find()).lastSignInAt)).toBeLessThan(60_000);
});

test('an address is invited once, however it is written', async () => {
  await invite('once@example.com');
  expect(await administrator.post('/users', { email: 'Once@Example.com', name: 'Again', role: 'admin' })).toMatchObject({ status: 409, body: { error: { code: 'already_exists' } } });
});

test('another link lets the same user in', async () => {
  const { id } = await invite('again@example.com');
  const { body } = await administrator.post(`/users/${id}/link`);
  expect((await (await enter(body.link)).get('/me')).body.user.id).toBe(id);
});

describe.each([
  { body: { email: 'nowhere', name: 'A', role: 'analyst' }, says: /body.email must match format "email"/ },
  { body: { email: 'a@example.com', name: '', role: 'analyst' }, says: /body.name must NOT have fewer/ },
  { body: { email: 'a@example.com', name: 'A', role: 'owner' }, says: /body.role/ },
])('an invitation with $body', ({ body, says }) => {
  test('is refused, and says why', async () => {
    const answer = await administrator.post('/users', body);
    expect([answer.status, answer.body.error.message]).toEqual([400, expect.stringMatching(says)]);
  });
});

test('somebody who was removed is out at once, with the tokens they made and the links they had', async () => {
  const { id, link } = await invite('removed@example.com', 'admin');
  const person = await enter(link);
  const { body } = await person.post('/tokens', { name: 'theirs', role: 'analyst' });
  const tool = createPerson(server.origin, '', { authorization: `Bearer ${body.token}` });
  const { body: made } = await administrator.post(`/users/${id}/link`);
  expect((await tool.get('/calls')).status).toBe(200);
  expect((await administrator.delete(`/users/${id}`)).status).toBe(200);
  expect([(await person.get('/me')).status, (await tool.get('/calls')).status, (await pressButton(server.origin, made.link)).status]).toEqual([401, 401, 403]);
});

test('an administrator who becomes an analyst loses the tokens they made', async () => {
  const { id, link } = await invite('demoted@example.com', 'admin');
  const person = await enter(link);
  const { body } = await person.post('/tokens', { name: 'a way back', role: 'admin' });
  expect((await administrator.patch(`/users/${id}`, { role: 'analyst' })).body.user.role).toBe('analyst');
  expect((await person.get('/users')).status).toBe(403);
  expect((await createPerson(server.origin, '', { authorization: `Bearer ${body.token}` }).get('/users')).status).toBe(401);
});

test('the last administrator can neither be removed nor demoted, not even by two at once', async () => {
  const { rows } = await database().pool.query<{ id: string }>(`select id from auth_user where email = $1`, [administrator.email]);
  const first = rows[0]!.id;
  const { id: second, link } = await invite('second@example.com', 'admin');
  const other = await enter(link);
  const [one, two] = await Promise.all([administrator.delete(`/users/${second}`), other.patch(`/users/${first}`, { role: 'analyst' })]);
  expect([one!.status, two!.status].filter((status) => status === 200)).toHaveLength(1);

  const left = one!.status === 200 ? { person: administrator, id: first } : { person: other, id: second };
  expect((await left.person.delete(`/users/${left.id}`)).body.error.code).toBe('last_administrator');
  expect((await left.person.patch(`/users/${left.id}`, { role: 'operator' })).body.error.code).toBe('last_administrator');
  expect((await left.person.patch(`/users/${left.id}`, { role: 'admin' })).status).toBe(200);
  if (left.person === other) administrator = other;
});

test('a token is shown once, listed by its first characters, dated by its use, and ended at once', async () => {
  const made = await administrator.post('/tokens', { name: 'nightly report', role: 'analyst' });
  expect([made.status, made.body.token]).toEqual([201, expect.stringMatching(/^trunkline_[A-Za-z]{64}$/)]);
  const find = async () => (await administrator.get('/tokens')).body.tokens.find(({ id }: { id: string }) => id === made.body.id);
  expect(await find()).toMatchObject({ name: 'nightly report', role: 'analyst', prefix: made.body.token.slice(0, 14), lastUsedAt: null });

  const tool = createPerson(server.origin, '', { authorization: `Bearer ${made.body.token}` });
  expect((await tool.get('/me')).body.user).toEqual({ id: made.body.id, email: null, name: 'nightly report', role: 'analyst' });
  expect(Date.now() - Date.parse((await find()).lastUsedAt)).toBeLessThan(60_000);

  await administrator.delete(`/tokens/${made.body.id}`);
  expect([(await tool.get('/me')).status, await find()]).toEqual([401, undefined]);
});

test('what a tool does stands in the audit under its name', async () => {
  const { body } = await administrator.post('/tokens', { name: 'deploy', role: 'operator' });
  await createPerson(server.origin, '', { authorization: `Bearer ${body.token}` }).put('/switches/night_mode', { value: { until: '06:00' } });
  const { entries } = (await administrator.get('/audit?limit=1')).body;
  expect(entries).toMatchObject([{ who: 'token:deploy', action: 'switch_set', subject: 'switch:night_mode', details: { value: { until: '06:00' } } }]);
});

test('a token of an administrator makes tokens that end with the one who made it', async () => {
  const { id, link } = await invite('chain@example.com', 'admin');
  const { body: first } = await (await enter(link)).post('/tokens', { name: 'first', role: 'admin' });
  const { body: second } = await createPerson(server.origin, '', { authorization: `Bearer ${first.token}` }).post('/tokens', { name: 'second', role: 'analyst' });
  await administrator.delete(`/users/${id}`);
  expect((await createPerson(server.origin, '', { authorization: `Bearer ${second.token}` }).get('/me')).status).toBe(401);
});

