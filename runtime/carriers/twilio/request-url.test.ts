import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import webhooks from 'twilio/lib/webhooks/webhooks.js';
import { checkSignature } from './check-signature.js';
import { readRequestOrigin, requestUrl } from './request-url.js';

describe('the URL that was signed', () => {
  const seen = { protocol: 'http', host: '10.0.0.7:3000', originalUrl: '/voice/turn/5?reached=heard' };
  test.each([
    { name: 'as the request says', publicUrl: undefined, expected: 'http://10.0.0.7:3000/voice/turn/5?reached=heard' },
    { name: 'an empty PUBLIC_URL', publicUrl: '', expected: 'http://10.0.0.7:3000/voice/turn/5?reached=heard' },
    { name: 'the public origin', publicUrl: 'https://ivr.example.com', expected: 'https://ivr.example.com/voice/turn/5?reached=heard' },
    { name: 'a trailing slash', publicUrl: 'https://ivr.example.com/', expected: 'https://ivr.example.com/voice/turn/5?reached=heard' },
    { name: 'a path prefix', publicUrl: 'https://example.com/ivr/', expected: 'https://example.com/ivr/voice/turn/5?reached=heard' },
    { name: 'a port of its own', publicUrl: 'https://example.com:8443', expected: 'https://example.com:8443/voice/turn/5?reached=heard' },
    { name: 'credentials, which are never signed', publicUrl: 'https://user:pass@example.com', expected: 'https://example.com/voice/turn/5?reached=heard' },
  ])('$name', ({ publicUrl, expected }) => {
    expect(requestUrl(seen, publicUrl)).toBe(expected);
  });

  test.each([
    { name: 'an apostrophe stays', originalUrl: "/voice/x?name=It's", expected: "https://example.com/voice/x?name=It's" },
    { name: 'escapes stay', originalUrl: '/voice/%E4%BD%99?a=%2B1%20b+c', expected: 'https://example.com/voice/%E4%BD%99?a=%2B1%20b+c' },
    { name: 'a request line with the whole URL', originalUrl: 'http://inner:3000/voice/x?a=http://b', expected: 'https://example.com/voice/x?a=http://b' },
    { name: 'a URL in the query only', originalUrl: '/voice/x?a=http://b', expected: 'https://example.com/voice/x?a=http://b' },
  ])('$name', ({ originalUrl, expected }) => {
    expect(requestUrl({ ...seen, originalUrl }, 'https://example.com')).toBe(expected);
  });
});

describe('behind a proxy', () => {
  let received: IncomingMessage;
  const server = createServer((request, response) => {
    received = request;
    response.end();
  });
  let origin = '';
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    origin = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  test.each([
    { name: 'TRUST_PROXY on: protocol and host', trustProxy: true, headers: { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'ivr.example.com' }, expected: 'https://ivr.example.com' },
    { name: 'TRUST_PROXY on: a chain, the first counts', trustProxy: true, headers: { 'X-Forwarded-Proto': 'https, http', 'X-Forwarded-Host': 'ivr.example.com, inner:80' }, expected: 'https://ivr.example.com' },
    { name: 'TRUST_PROXY on: protocol alone', trustProxy: true, headers: { 'X-Forwarded-Proto': 'https' }, expected: 'https://HOST' },
    { name: 'TRUST_PROXY on: empty headers', trustProxy: true, headers: { 'X-Forwarded-Proto': '', 'X-Forwarded-Host': '' }, expected: 'http://HOST' },
    { name: 'TRUST_PROXY on: host with a port', trustProxy: true, headers: { 'X-Forwarded-Host': 'ivr.example.com:8443' }, expected: 'http://ivr.example.com:8443' },
    { name: 'TRUST_PROXY off: forged headers are ignored', trustProxy: false, headers: { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'ivr.example.com' }, expected: 'http://HOST' },
  ] as { name: string; trustProxy: boolean; headers: Record<string, string>; expected: string }[])('$name', async ({ trustProxy, headers, expected }) => {
    await fetch(`http://${origin}/voice/incoming?a=1`, { method: 'POST', headers });
    const url = requestUrl(readRequestOrigin(received, trustProxy));
    expect(url).toBe(`${expected.replace('HOST', origin)}/voice/incoming?a=1`);
    const signature = webhooks.getExpectedTwilioSignature('12345', url, { CallSid: 'CA1' });
    expect(checkSignature({ authTokens: ['12345'], signature, url, params: { CallSid: 'CA1' } })).toBe(true);
  });
});
