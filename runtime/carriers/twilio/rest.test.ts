import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createTwilioRest } from './rest.js';

let server: Server | undefined;
afterEach(() => void server?.close());

interface Received {
  request: IncomingMessage;
  body: string;
}

/** Twilio's side: answers every request in the same way and keeps what came. */
async function openTwilio(status: number, reply: string): Promise<{ baseUrl: string; received: Received[] }> {
  const received: Received[] = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ request, body });
      if (status === 0) request.socket.destroy();
      else response.writeHead(status, { 'Content-Type': 'application/json' }).end(reply);
    });
  });
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

const account = { accountSid: 'AC0', authToken: 'secret' };
const message = { to: '+8613800000001', from: '+14005550100', body: '您已开通 & 生效 100%', idempotencyKey: 'call1-confirm-1' };

test('a text is sent', async () => {
  const { baseUrl, received } = await openTwilio(201, '{"sid":"SM1","status":"queued"}');
  expect(await createTwilioRest({ ...account, baseUrl }).sendMessage(message)).toEqual({ messageSid: 'SM1', status: 'queued' });
  const { request, body } = received[0]!;
  expect(request.url).toBe('/2010-04-01/Accounts/AC0/Messages.json');
  expect(request.headers).toMatchObject({ authorization: `Basic ${btoa('AC0:secret')}`, 'i-twilio-idempotency-token': 'call1-confirm-1' });
  expect(Object.fromEntries(new URLSearchParams(body))).toEqual({ To: message.to, From: message.from, Body: message.body });
});

describe('a text that is refused', () => {
  test.each([
    { name: 'a bad number', status: 400, reply: '{"code":21211,"message":"Invalid To","status":400}', details: { carrierCode: 21211, httpStatus: 400, retryable: false, mayHaveSucceeded: false }, words: /Invalid To \(21211\)/ },
    { name: 'a wrong token', status: 401, reply: '{"code":20003,"message":"Authenticate","status":401}', details: { carrierCode: 20003, retryable: false }, words: /Check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN/ },
    { name: 'too many at once', status: 429, reply: '{"code":20429,"message":"Too Many Requests"}', details: { carrierCode: 20429, retryable: true, mayHaveSucceeded: false }, words: /Too Many/ },
    { name: 'a failure of the carrier', status: 503, reply: '<html>', details: { carrierCode: null, httpStatus: 503, retryable: true, mayHaveSucceeded: true }, words: /HTTP 503/ },
    { name: 'a connection that breaks', status: 0, reply: '', details: { httpStatus: null, retryable: true, mayHaveSucceeded: true }, words: /no answer/ },
  ])('$name', async ({ status, reply, details, words }) => {
    const { baseUrl } = await openTwilio(status, reply);
    const sending = createTwilioRest({ ...account, baseUrl }).sendMessage(message);
    await expect(sending).rejects.toMatchObject({ code: 'carrier_failed', message: expect.stringMatching(words), details });
  });

  test('a carrier that is not there: nothing was sent', async () => {
    const { baseUrl } = await openTwilio(201, '{}');
    await new Promise((done) => server?.close(done));
    await expect(createTwilioRest({ ...account, baseUrl }).sendMessage(message)).rejects.toMatchObject({ details: { retryable: true, mayHaveSucceeded: false } });
  });
});
