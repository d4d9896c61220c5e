import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { HttpRequest } from '../../schemas/define-effect.js';
import type { Resolve } from './guarded-lookup.js';
import { createHttpPort } from './request.js';

let server: Server;
let port: number;
let received: { method: string | undefined; url: string | undefined; headers: IncomingMessage['headers']; body: string }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += String(chunk)));
    request.on('end', () => {
      received.push({ method: request.method, url: request.url, headers: request.headers, body });
      if (request.url === '/silent') return;
      if (request.url === '/moved') return response.writeHead(302, { location: 'http://127.0.0.1:1/secret' }).end();
      if (request.url === '/endless') return endless(response);
      if (request.url === '/text') return response.end('余额 plain');
      if (request.url === '/unstorable') return response.end('{"na\\u0000me":"a\\u0000b\\ud800"}');
      if (request.url === '/empty') return response.writeHead(204).end();
      if (request.url === '/broken') return response.writeHead(500).end('{"error":"down"}');
      return response.setHeader('content-type', 'application/json').end('{"balance":{"amountMinor":1200,"currency":"CNY"}}');
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  port = (server.address() as AddressInfo).port;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const silent = { info: () => undefined, warn: () => undefined };

/** A name service of our own, since no public name is sure to resolve everywhere. */
const names: Record<string, { address: string; family: number }[]> = {
  'inside.example': [{ address: '10.1.2.3', family: 4 }],
  'metadata.example': [{ address: '169.254.169.254', family: 4 }],
  'mixed.example': [{ address: '93.184.216.34', family: 4 }, { address: '127.0.0.1', family: 4 }],
  'mapped.example': [{ address: '::ffff:127.0.0.1', family: 6 }],
  localhost: [{ address: '127.0.0.1', family: 4 }],
};

const resolve: Resolve = (hostname, _options, answer) => {
  const found = names[hostname];
  if (found) answer(null, found);
  else answer(Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' }), []);
};

function ask(request: Partial<HttpRequest> & { path?: string }, options: { crmOrigin?: string; resolve?: Resolve } = { crmOrigin: `http://127.0.0.1:${port}` }) {
  received = [];
  const { path = '/', ...rest } = request;
  const http = createHttpPort({ log: silent, resolve, ...options });
  return http.request({ method: 'GET', url: `http://127.0.0.1:${port}${path}`, timeoutMilliseconds: 2000, idempotencyKey: 'call-1:step:2', ...rest }).finally(() => http.close());
}

describe.each([
  { url: () => `http://127.0.0.1:${port}/`, because: 'a loopback address' },
  { url: () => `http://2130706433:${port}/`, because: 'a loopback address written as one number' },
  { url: () => `http://0x7f.1:${port}/`, because: 'a loopback address written in hexadecimal' },
  { url: () => `http://[::1]:${port}/`, because: 'an IPv6 loopback address' },
  { url: () => `http://[::ffff:127.0.0.1]:${port}/`, because: 'a mapped loopback address' },
  { url: () => `http://localhost:${port}/`, because: 'a name of this machine' },
  { url: () => `http://inside.example:${port}/`, because: 'a name of a private address' },
  { url: () => 'http://metadata.example/latest/meta-data', because: 'a name of the metadata service' },
  { url: () => 'http://169.254.169.254/latest/meta-data', because: 'the metadata service' },
  { url: () => `http://mixed.example:${port}/`, because: 'a name of which one address is private' },
  { url: () => `http://mapped.example:${port}/`, because: 'a name of a mapped address' },
])('a request to $because', ({ url }) => {
  test('is refused and never sent', async () => {
    await expect(ask({ url: url() }, {})).rejects.toMatchObject({ code: 'private_address' });
    expect(received).toEqual([]);
  });
});

test('a name that turns private after it was looked at gains nothing: it is looked up once, for the connection itself', async () => {
  let asked = 0;
  const turning: Resolve = (_hostname, _options, answer) => answer(null, [asked++ === 0 ? { address: '93.184.216.34', family: 4 } : { address: '127.0.0.1', family: 4 }]);
  await expect(ask({ url: `http://turning.example:${port}/`, timeoutMilliseconds: 200 }, { resolve: turning })).rejects.toThrow();
  expect([asked, received]).toEqual([1, []]);
});

describe.each([
  { crmOrigin: () => `http://127.0.0.1:${port + 1}`, because: 'its port differs' },
  { crmOrigin: () => `https://127.0.0.1:${port}`, because: 'its scheme differs' },
  { crmOrigin: () => `http://localhost:${port}`, because: 'its host is written differently' },
])('an address is not that of the CRM when $because', ({ crmOrigin }) => {
  test('and is refused', () => expect(ask({}, { crmOrigin: crmOrigin() })).rejects.toMatchObject({ code: 'private_address' }));
});

describe.each([
  { path: '/', what: 'JSON', answer: { status: 200, body: { balance: { amountMinor: 1200, currency: 'CNY' } } } },
  { path: '/text', what: 'text', answer: { status: 200, body: '余额 plain' } },
  { path: '/unstorable', what: 'text that no database takes, which is made whole', answer: { status: 200, body: { name: 'ab\uFFFD' } } },
  { path: '/empty', what: 'nothing', answer: { status: 204, body: null } },
  { path: '/broken', what: 'an error', answer: { status: 500, body: { error: 'down' } } },
  { path: '/moved', what: 'a redirect, which is not followed', answer: { status: 302, body: null } },
])('the CRM answers $what', ({ path, answer }) => {
  test('and the flow gets it', async () => {
    expect(await ask({ path })).toEqual(answer);
    expect(received).toHaveLength(1);
  });
});

describe.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)('%s', (method) => {
  test('carries the idempotency key and the body as JSON', async () => {
    await ask({ method, body: { last4: '6225' }, headers: { 'X-Branch': 'wuhan' } });
    expect(received[0]).toMatchObject({ method, body: '{"last4":"6225"}', headers: { 'idempotency-key': 'call-1:step:2', 'content-type': 'application/json', 'x-branch': 'wuhan' } });
  });
});

test('GET carries no idempotency key', async () => {
  await ask({});
  expect(received[0]?.headers).not.toHaveProperty('idempotency-key');
});

describe.each<{ request: Parameters<typeof ask>[0]; what: string; says: RegExp }>([
  { request: { path: '/silent', timeoutMilliseconds: 100 }, what: 'a CRM that never answers', says: /did not answer within 100 ms/ },
  { request: { path: '/endless' }, what: 'an answer without end', says: /longer than 262144 bytes/ },
  { request: { url: 'ftp://files.example/' }, what: 'another scheme', says: /not "ftp:"/ },
  { request: { url: 'file:///etc/passwd' }, what: 'a file', says: /not "file:"/ },
  { request: { url: 'http://user:secret@crm.example/' }, what: 'a password in the address', says: /send them as a header/ },
  { request: { url: '{{ nothing }}' }, what: 'what is no address', says: /is no address/ },
  { request: { headers: { Host: 'inside.example' } }, what: 'a Host header', says: /"host" cannot be set/ },
  { request: { headers: { 'X-Note': 'a\r\nX-Evil: 1' } }, what: 'a line break in a header', says: /invalid/i },
  { request: { url: 'http://unknown.example/' }, what: 'an unknown name', says: /ENOTFOUND/ },
])('$what', ({ request, says }) => {
  test('is an error that says so', () => expect(ask(request)).rejects.toThrow(says));
});

function endless(response: import('node:http').ServerResponse): void {
  const chunk = Buffer.alloc(65_536, 32);
  const write = (): void => {
    if (!response.destroyed && response.write(chunk)) setImmediate(write);
    else response.once('drain', write);
  };
  write();
}
