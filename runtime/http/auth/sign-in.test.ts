import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getMigrations } from 'better-auth/db/migration';
import { createPerson, pressButton, readCookie, spend, startApiServer } from '../../../tests/drivers/api-server.js';
import type { ApiServer } from '../../../tests/drivers/api-server.js';
import { useDatabase } from '../../../tests/drivers/database.js';
import { addUser } from '../../store/queries/users.js';
import { createAuth } from './create-auth.js';
import { createBetterAuth } from './create-better-auth.js';
import { getSecretKey } from './secret-key.js';
import { getPermissions } from './permissions.js';

const database = useDatabase();
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
let server: ApiServer;
let userId: string;

beforeAll(async () => {
  server = await startApiServer(database().pool);
  const user = await addUser(database().pool, { email: 'Designer@Example.com', name: 'A designer', role: 'designer', who: 'test' });
  userId = (user as { id: string }).id;
});

afterAll(() => server.close());

const makeLink = async () => (await server.auth.createSignInLink(userId, 'test')).link;

test('a link shows a button in both languages, which needs no script', async () => {
  const page = await (await fetch(await makeLink())).text();
  expect(page.match(/<button type="submit">(.*?)<\/button>/g)).toEqual(['<button type="submit">登录</button>', '<button type="submit">Sign in</button>']);
  expect(page).not.toMatch(/<script/);
});

test('the page of a link is kept nowhere and tells its address to nobody', async () => {
  const { headers } = await fetch(await makeLink());
  expect([headers.get('cache-control'), headers.get('referrer-policy')]).toEqual(['no-store', 'no-referrer']);
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; font-src 'self'; style-src 'self' 'sha256-[^']+'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/);
});

test('whoever opens a link spends nothing; whoever presses the button signs in and is sent to the designer', async () => {
  const link = await makeLink();
  for (const method of ['GET', 'HEAD', 'GET']) await fetch(link, { method });
  const answer = await pressButton(server.origin, link);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
  const { body } = await createPerson(server.origin, '', { cookie: readCookie(answer) }).get('/me');
  expect(body).toEqual({ user: { id: userId, email: 'designer@example.com', name: 'A designer', role: 'designer' }, may: getPermissions('designer') });
});

test('a link works once, also for ten who press at once', async () => {
  const link = await makeLink();
  const statuses = await Promise.all(Array.from({ length: 10 }, async () => (await pressButton(server.origin, link)).status));
  expect(statuses.sort()).toEqual([303, ...Array<number>(9).fill(403)]);
});

test('a link of more than 15 minutes ago is not valid', async () => {
  const { link, expiresAt } = await server.auth.createSignInLink(userId, 'test');
  expect(Math.round((Date.parse(expiresAt) - Date.now()) / 60_000)).toBe(15);
  await database().pool.query(`update auth_verification set "expiresAt" = now() - interval '1 second'`);
  expect((await pressButton(server.origin, link)).status).toBe(403);
});

test('a link of somebody who was removed is not valid', async () => {
  const leaver = (await addUser(database().pool, { email: 'leaver@example.com', name: 'A leaver', role: 'analyst', who: 'test' })) as { id: string };
  const { link } = await server.auth.createSignInLink(leaver.id, 'test');
  await database().pool.query('delete from auth_user where id = $1', [leaver.id]);
  expect((await pressButton(server.origin, link)).status).toBe(403);
});

describe.each(['', 'x', '%3Cscript%3E', 'a'.repeat(43), `${'a'.repeat(42)}%22`])('a made-up token "%s"', (token) => {
  test('signs nobody in', async () => expect((await pressButton(server.origin, `${server.origin}/sign-in?token=${token}`)).status).toBe(403));
  test('shows nothing of itself unless it could be one', async () => {
    const answer = await fetch(`${server.origin}/sign-in?token=${token}`);
    expect(answer.status).toBe(/^a{43}$/.test(token) ? 200 : 400);
    expect(await answer.text()).not.toMatch(/<script>|""/);
  });
});

test('a page elsewhere cannot sign anybody in', async () => {
  const link = await makeLink();
  expect((await pressButton(server.origin, link, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await pressButton(server.origin, link, { 'sec-fetch-site': 'same-origin', origin: 'null' })).status).toBe(303);
});

test('the database holds no token that could be used', async () => {
  const token = new URL(await makeLink()).searchParams.get('token');
  const { token: apiToken } = await server.auth.createToken({ name: 'nightly', role: 'analyst', ownerId: userId, who: 'test' });
  const { rows } = await database().pool.query<{ all: string }>(`select (select json_agg(v) from auth_verification v)::text || (select json_agg(k) from auth_api_key k)::text || (select json_agg(a) from audit_entries a)::text as all`);
  expect(rows[0]?.all).not.toContain(token);
  expect(rows[0]?.all).not.toContain(apiToken.slice(20));
});

test('signing in and out stands in the audit', async () => {
  const person = await server.signIn('analyst');
  await person.post('/sign-out');
  const { rows } = await database().pool.query<{ action: string }>('select action from audit_entries where who = $1 order by id', [person.email]);
  expect(rows.map(({ action }) => action)).toEqual(['signed_in', 'signed_out']);
});

test('whoever signs out is out, also with the old cookie', async () => {
  const person = await server.signIn('analyst');
  expect((await person.post('/sign-out')).status).toBe(200);
  expect((await person.get('/me')).status).toBe(401);
});

test('a session that has run out is no session', async () => {
  const person = await server.signIn('analyst');
  await database().pool.query(`update auth_session set "expiresAt" = now() - interval '1 second'`);
  expect((await person.get('/me')).status).toBe(401);
});

test('a session that is used goes on, and its cookie is renewed', async () => {
  const person = await server.signIn('analyst');
  await database().pool.query(`update auth_session set "expiresAt" = now() + interval '1 hour'`);
  const { headers } = await person.get('/me');
  expect(headers.getSetCookie().join()).toMatch(/trunkline\.session_token=.*Max-Age=43200/);
});

test('a cookie that was tampered with is no session', async () => {
  const person = await server.signIn('analyst');
  const cookie = person.headers['cookie']!.replace(/=(.)/, (_, first: string) => (first === 'Z' ? '=Y' : '=Z'));
  expect((await createPerson(server.origin, '', { cookie }).get('/me')).status).toBe(401);
});

describe.each([
  { publicUrl: undefined, cookie: /^trunkline\.session_token=[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/ },
  { publicUrl: 'https://ivr.example.com', cookie: /^__Secure-trunkline\.session_token=[^;]+; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax$/ },
])('with PUBLIC_URL $publicUrl', ({ publicUrl, cookie }) => {
  test('the cookie is out of reach of scripts and of other sites', async () => {
    const other = await startApiServer(database().pool, publicUrl ? { publicUrl } : {});
    const { link } = await other.auth.createSignInLink(userId, 'test');
    expect(link).toMatch(`${publicUrl ?? other.origin}/sign-in?token=`);
    const answer = await pressButton(other.origin, link);
    await other.close();
    expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(cookie)]);
  });
});

test('whoever tries too often has to wait', async () => {
  const strict = await startApiServer(database().pool, { attempts: 3 });
  const made = `${strict.origin}/sign-in?token=${'a'.repeat(43)}`;
  const statuses: number[] = [];
  for (let attempt = 1; attempt <= 4; attempt += 1) statuses.push((await pressButton(strict.origin, made)).status);
  await strict.close();
  expect(statuses).toEqual([403, 403, 403, 429]);
});

test('a session of one node holds on another: they share one secret key', async () => {
  const keys = await Promise.all([1, 2, 3, 4].map(() => getSecretKey(database().pool, undefined)));
  expect(new Set(keys).size).toBe(1);
  const other = await startApiServer(database().pool);
  const { link } = await server.auth.createSignInLink(userId, 'test');
  const cookie = await spend(server.origin, link);
  const { status } = await createPerson(other.origin, '', { cookie }).get('/me');
  await other.close();
  expect(status).toBe(200);
});

test('a secret key that is too short is refused, with how to make one', async () => {
  await expect(createAuth({ pool: database().pool, secretKey: 'short', publicUrl: 'http://localhost:3000', log: silent })).rejects.toThrow(/needs 32.*openssl rand/);
});

test('the migrator of better-auth has nothing left to do', async () => {
  const { options } = createBetterAuth({ pool: database().pool, secretKey: 'x'.repeat(32), publicUrl: 'http://localhost:3000', log: silent });
  const { toBeCreated, toBeAdded, compileMigrations } = await getMigrations(options);
  expect([toBeCreated, toBeAdded, await compileMigrations()]).toEqual([[], [], ';']);
});

test('the page of a link brings the Chinese letters that a system may lack', async () => {
  const page = await fetch(`${server.origin}/sign-in?token=${'a'.repeat(43)}`);
  const sheet = /<link rel="stylesheet" href="([^"]+)">/.exec(await page.text())![1]!;
  const css = await (await fetch(server.origin + sheet)).text();
  const file = /url\(([^)]+\.woff2)\)/.exec(css)![1]!;
  const font = await fetch(new URL(file, server.origin + sheet));
  expect([font.status, font.headers.get('content-type')]).toEqual([200, 'font/woff2']);
  expect(page.headers.get('content-security-policy')).toContain(`font-src 'self'`);
});
