import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { startApiServer } from '../../../tests/drivers/api-server.js';
import type { ApiServer } from '../../../tests/drivers/api-server.js';
import { useDatabase } from '../../../tests/drivers/database.js';
import { fail } from '../../errors.js';

const database = useDatabase();
let server: ApiServer;
let headers: Record<string, string>;

beforeAll(async () => {
  server = await startApiServer(database().pool, {
    report: () => Promise.reject(new Error('the secret of the house')),
    describeCall: () => Promise.reject(fail('invalid_flow', { reason: 'no step "x"' })),
    simulate: async () => [] as unknown as object,
  });
  headers = (await server.connect('admin')).headers;
});

afterAll(() => server.close());

const json = { 'content-type': 'application/json' };

describe.each<{ what: string; path: string; init?: RequestInit; status: number; code: string; says?: RegExp }>([
  { what: 'an address that does not exist', path: '/nothing', status: 404, code: 'not_found', says: /^GET \/api\/nothing does not exist\. GET \/api\/openapi\.json lists what does\.$/ },
  { what: 'a method that does not exist', path: '/flows', init: { method: 'DELETE' }, status: 404, code: 'not_found' },
  { what: 'a body that is not said to be JSON', path: '/check', init: { method: 'POST', body: '{}' }, status: 415, code: 'not_json' },
  { what: 'a form', path: '/check', init: { method: 'POST', body: new URLSearchParams({ document: '{}' }) }, status: 415, code: 'not_json' },
  { what: 'no body', path: '/check', init: { method: 'POST' }, status: 415, code: 'not_json' },
  { what: 'broken JSON', path: '/check', init: { method: 'POST', headers: json, body: '{"document":' }, status: 400, code: 'invalid_request', says: /is not JSON/ },
  { what: 'JSON that is no object', path: '/check', init: { method: 'POST', headers: json, body: '7' }, status: 400, code: 'invalid_request', says: /body must be object/ },
  { what: 'more than 2 MB', path: '/check', init: { method: 'POST', headers: json, body: JSON.stringify({ document: 'x'.repeat(2_000_000) }) }, status: 413, code: 'body_too_large', says: /2000000 bytes/ },
  { what: 'a body of 100,000 brackets', path: '/check', init: { method: 'POST', headers: json, body: `{"document":${'['.repeat(100_000)}${']'.repeat(100_000)}}` }, status: 400, code: 'invalid_request', says: /more than 100 deep/ },
  { what: 'a broken address', path: '/calls/%E0%A4%A', status: 400, code: 'invalid_request' },
  { what: 'an error of the registry', path: '/calls/CA1', status: 422, code: 'invalid_flow', says: /no step "x"/ },
])('$what', ({ path, init = {}, status, code, says = /./ }) => {
  test(`is answered ${status} ${code}`, async () => {
    const answer = await fetch(`${server.origin}/api${path}`, { ...init, headers: { ...headers, ...init.headers } });
    const { error } = (await answer.json()) as { error: { code: string; message: string } };
    expect([answer.status, error.code, error.message]).toEqual([status, code, expect.stringMatching(says)]);
    expect(JSON.stringify(error)).not.toMatch(/node_modules|\.ts:/);
  });
});

test('an unexpected error is told by an id only, under which the log has it', async () => {
  const answer = await fetch(`${server.origin}/api/report`, { headers });
  const text = await answer.text();
  const { error } = JSON.parse(text) as { error: { code: string; details: { id: string } } };
  expect([answer.status, error.code]).toEqual([500, 'internal']);
  expect(text).not.toMatch(/secret|stack/);
  expect(server.errors.at(-1)).toMatchObject({ id: error.details.id, what: 'GET /api/report', err: { message: 'the secret of the house' } });
});

test('an answer that is not as the description says is an error here, so that tests find it', async () => {
  const answer = await fetch(`${server.origin}/api/simulate`, { method: 'POST', headers: { ...headers, ...json }, body: '{"document":{},"tokens":""}' });
  expect(answer.status).toBe(500);
  expect(server.errors.at(-1)).toMatchObject({ err: { message: expect.stringContaining('not as the API description says') } });
});

describe('while the database is gone', () => {
  let cut: ApiServer;
  let cookie: Record<string, string>;
  let token: Record<string, string>;

  beforeAll(async () => {
    const pool = new pg.Pool(database().connection);
    cut = await startApiServer(pool);
    cookie = (await cut.signIn('admin')).headers;
    token = (await cut.connect('admin')).headers;
    await pool.end();
    Object.assign(pool, { connect: () => unreachable.connect(), query: (...query: [string]) => unreachable.query(...query) });
  });

  afterAll(() => cut.close());

  const unreachable = new pg.Pool({ host: '127.0.0.1', port: 1 });

  describe.each([
    { who: 'a person', as: () => cookie },
    { who: 'a tool', as: () => token },
  ])('$who', ({ as }) => {
    test('is told so, rather than to sign in again', async () => {
      const answer = await fetch(`${cut.origin}/api/flows`, { headers: as() });
      expect([answer.status, ((await answer.json()) as { error: { code: string } }).error.code]).toEqual([503, 'database_unreachable']);
    });
  });
});
