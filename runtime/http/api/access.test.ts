import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApiServer } from '../../../tests/drivers/api-server.js';
import type { ApiServer, Person } from '../../../tests/drivers/api-server.js';
import { useDatabase } from '../../../tests/drivers/database.js';
import { isAllowed, roles } from '../auth/permissions.js';
import type { Permission, Role } from '../auth/permissions.js';
import { createRoutes } from './create-routes.js';
import type { RouteDependencies } from './create-routes.js';

const database = useDatabase();
let server: ApiServer;
const people = new Map<string, Person>();

beforeAll(async () => {
  server = await startApiServer(database().pool);
  for (const role of roles) {
    people.set(`${role} by cookie`, await server.signIn(role));
    people.set(`${role} by token`, await server.connect(role));
  }
});

afterAll(() => server.close());

/** The routes themselves need nothing until they are asked. Signing out comes last, since it ends the session. */
const routes = createRoutes({} as RouteDependencies).sort((one, other) => Number(one.path === '/sign-out') - Number(other.path === '/sign-out'));
const sample: Record<string, string> = { flow: 'no-such-flow', version: '0'.repeat(64), number: '+14005550100', product: 'no_such_product', switch: 'no_such_switch', callId: 'CA0', id: 'nobody' };

describe.each(routes.map((route) => ({ ...route, name: `${route.method.toUpperCase()} ${route.path}` })))('$name', ({ method, path, access }) => {
  const ask = (person: Person) => send(person, method, path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(sample[name]!)));

  test('asks a stranger to sign in, unless it is open', async () => {
    const { status, body } = await ask(server.stranger);
    if (access === 'open') expect(status).toBe(200);
    else expect([status, body.error.code]).toEqual([401, 'not_signed_in']);
  });

  describe.each(roles.flatMap((role) => (['cookie', 'token'] as const).map((by) => ({ role, by }))))('for $role by $by', ({ role, by }) => {
    const may = access === 'open' || access === 'signed_in' || isAllowed(role, access as Permission);
    test(may ? 'is allowed' : 'is forbidden', async () => {
      const { status, body } = await ask(people.get(`${role} by ${by}`)!);
      if (may) expect([200, 201, 400, 404, 415]).toContain(status);
      else expect([status, body.error.code, body.error.details.role]).toEqual([403, 'not_allowed', role]);
    });
  });
});

const foreign: { what: string; headers: Record<string, string> }[] = [
  { what: 'a page elsewhere', headers: { origin: 'https://evil.example' } },
  { what: 'a page elsewhere on this machine', headers: { origin: 'http://127.0.0.1:1' } },
  { what: 'no page that says so', headers: {} },
  { what: 'a sandbox', headers: { origin: 'null' } },
];

describe.each(foreign)('a write with the cookie of an administrator from $what', ({ headers }) => {
  test('is refused, and a read is not', async () => {
    const { cookie } = (await server.signIn('admin')).headers;
    const write = await fetch(`${server.origin}/api/switches/paused`, { method: 'PUT', headers: { cookie: cookie!, 'content-type': 'application/json', ...headers }, body: '{"value":true}' });
    expect([write.status, ((await write.json()) as { error: { code: string } }).error.code]).toEqual([403, 'foreign_origin']);
    expect((await fetch(`${server.origin}/api/switches`, { headers: { cookie: cookie!, ...headers } })).status).toBe(200);
  });
});

test('a token needs no origin', async () => {
  expect((await people.get('operator by token')!.put('/switches/paused', { value: true })).status).toBe(200);
});

describe.each(['Bearer', 'Bearer ', 'Bearer nothing', 'Basic YWRtaW46YWRtaW4=', `Bearer trunkline_${'a'.repeat(64)}`])('the header "Authorization: %s"', (authorization) => {
  test('lets nobody in, whatever the cookie', async () => {
    const { headers } = await server.signIn('admin');
    expect((await fetch(`${server.origin}/api/me`, { headers: { ...headers, authorization } })).status).toBe(401);
  });
});

test('a role is what it is now, not what it was when the session began', async () => {
  const person = await server.signIn('designer');
  await database().pool.query('update auth_user set role = $2 where email = $1', [person.email, 'analyst' satisfies Role]);
  expect((await person.post('/flows', {})).status).toBe(403);
});

function send(person: Person, method: string, path: string) {
  const { [method as 'get']: ask } = person as unknown as Record<string, (path: string) => ReturnType<Person['get']>>;
  return ask!(path);
}
