import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import { createDesignerPages } from './create-designer-pages.js';
import { createSecurityHeaders } from './create-security-headers.js';

let folder: string;
let server: Server;
let origin: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'designer-pages-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<title>the designer</title>');
  await writeFile(join(folder, 'assets', 'index-1a2b3c.js'), 'export {};');
  await writeFile(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  const app = express().use(createSecurityHeaders({ publicUrl: 'http://localhost:3000' }), createDesignerPages({ folder }));
  server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

describe.each([
  { path: '/', headers: browser, status: 200, type: 'text/html; charset=utf-8', caching: 'no-cache' },
  { path: '/flows/card-services', headers: browser, status: 200, type: 'text/html; charset=utf-8', caching: 'no-cache' },
  { path: '/calls/CA00000000000000000000000000000001', headers: browser, status: 200, type: 'text/html; charset=utf-8', caching: 'no-cache' },
  { path: '/favicon.svg', headers: browser, status: 200, type: 'image/svg+xml', caching: 'no-cache' },
  { path: '/assets/index-1a2b3c.js', headers: {}, status: 200, type: 'text/javascript; charset=utf-8', caching: 'public, max-age=31536000, immutable' },
  { path: '/assets/index-old.js', headers: browser, status: 404, type: 'text/plain; charset=utf-8', caching: null },
  { path: '/missing.png', headers: browser, status: 404, type: 'text/html; charset=utf-8', caching: null },
  { path: '/api/nothing', headers: browser, status: 404, type: 'text/html; charset=utf-8', caching: null },
  { path: '/flows', headers: { accept: 'application/json' }, status: 404, type: 'text/html; charset=utf-8', caching: null },
  { path: '/..%2f..%2f..%2fetc%2fpasswd', headers: browser, status: 200, type: 'text/html; charset=utf-8', caching: 'no-cache' },
])('GET $path', ({ path, headers, status, type, caching }) => {
  test(`is answered ${status} as ${type}`, async () => {
    const answer = await fetch(`${origin}${path}`, { headers });
    if (status === 200 && type.startsWith('text/html')) expect(await answer.text()).toBe('<title>the designer</title>');
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([status, type, caching]);
  });
});

test('a page may run only scripts of ours, and nobody may frame it', async () => {
  const policy = (await fetch(origin, { headers: browser })).headers.get('content-security-policy');
  expect(policy).toContain(`script-src 'self';`);
  expect(policy).toContain(`frame-ancestors 'none'`);
});

test('a designer that is not built says how to build it', async () => {
  const app = express().use(createDesignerPages({ folder: join(folder, 'nowhere') }));
  const other = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const answer = await fetch(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`, { headers: browser });
  await new Promise((resolve) => other.close(resolve));
  expect([answer.status, await answer.text()]).toEqual([503, 'The designer is not built. Run: npm install\n']);
});
