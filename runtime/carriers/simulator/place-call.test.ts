import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Caller } from './caller.js';
import { createRealClock, createVirtualClock } from './clock.js';
import { accountSid, createListedCaller, openVoiceApp, type Page, type VoiceApp } from './testing/voice-app.js';

let app: VoiceApp;
let stopOther: (() => void) | undefined;
afterEach(async () => {
  stopOther?.();
  stopOther = undefined;
  await app.close();
});

/** Something that is no web server; stopped after the test. */
async function openTcp(onConnection: (socket: Socket) => void): Promise<string> {
  const tcp = createTcpServer(onConnection);
  await new Promise<void>((done) => tcp.listen(0, '127.0.0.1', done));
  stopOther = () => void tcp.close();
  return `http://127.0.0.1:${(tcp.address() as AddressInfo).port}`;
}

const callSid = 'CA0123456789abcdef0123456789abcdef';
const apology = /an application error/;
const twiml = (verbs: string): string => `<?xml version="1.0" encoding="UTF-8"?><Response>${verbs}</Response>`;

describe('the first webhook', () => {
  test('carries all that Twilio sends, in its spelling', async () => {
    app = await openVoiceApp({ '/incoming': '<Say>a</Say>' });
    await app.dial('', { callSid });
    const [request] = app.received;
    expect(request).toMatchObject({ method: 'POST', path: '/incoming', isSigned: true });
    expect(request?.params).toMatchObject({
      ...{ CallSid: callSid, AccountSid: accountSid, ApiVersion: '2010-04-01', CallStatus: 'ringing', Direction: 'inbound' },
      ...{ From: '+8613800000001', Caller: '+8613800000001', To: '+14005550100', Called: '+14005550100' },
      ...{ FromCity: '', FromCountry: 'CN', ToZip: '', ToCountry: 'US', CallerState: '', CalledCity: '' },
    });
    expect(JSON.parse(decodeURIComponent(request?.params['CallToken'] ?? ''))).toHaveProperty('parentCallInfoToken');
    expect(request?.headers).toMatchObject({ 'user-agent': 'TwilioProxy/1.1', 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8', 'accept-encoding': 'gzip' });
    expect(request?.headers['cookie']).toBeUndefined();
  });

  test('is percent-encoded as on the wire', async () => {
    let body = '';
    const url = await openTcp((socket) => {
      socket.on('data', (data) => {
        body += data.toString('latin1');
        if (body.includes('\r\n\r\n')) socket.end('HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 11\r\n\r\n<Response/>');
      });
    });
    app = await openVoiceApp({ '/incoming': '<Gather input="speech" action="/action"/>' });
    const call = await app.dial('', { from: 'São Paulo: a,b', incomingUrl: url });
    expect(call.errors).toEqual([]);
    expect(body).toContain('From=S%C3%A3o%20Paulo%3A%20a%2Cb');
    expect(body).toContain('To=%2B14005550100');
  });

  test('goes by GET where the number says so', async () => {
    app = await openVoiceApp({ '/incoming': '<Say>a</Say>' });
    await app.dial('', { incomingMethod: 'GET', incomingUrl: `${app.url}/incoming?flow=1` });
    expect(app.received[0]).toMatchObject({ method: 'GET', isSigned: true, params: { flow: '1', CallStatus: 'ringing', From: '+8613800000001' } });
  });

  test('with a wrong token it is forged', async () => {
    app = await openVoiceApp({ '/incoming': '' });
    await app.dial('', { authToken: 'wrong' });
    expect(app.received[0]?.isSigned).toBe(false);
  });

  test('a password is sent only when asked for, and never signed', async () => {
    app = await openVoiceApp({
      '/incoming': (request, response) => {
        if (request.headers.authorization === `Basic ${btoa('user:pass')}`) response.type('text/xml').send(twiml('<Say>in</Say>'));
        else response.set('WWW-Authenticate', 'Basic realm="x"').sendStatus(401);
      },
    });
    const call = await app.dial('', { incomingUrl: app.url.replace('//', '//user:pass@') + '/incoming' });
    expect(call.heard).toMatchObject([{ text: 'in' }]);
    expect(app.received.map(({ headers, isSigned }) => [headers['authorization'] !== undefined, isSigned])).toEqual([[false, true], [true, true]]);
  });
});

describe('the end of a call', () => {
  test.each([
    { name: 'a call of 49 seconds', verbs: '<Pause length="5"/><Say>a</Say><Pause length="48"/>', caller: '', expected: { status: 'completed', endedBy: 'flow', durationSeconds: 49 }, callback: { CallStatus: 'completed', CallDuration: '49', Duration: '1', Timestamp: 'Mon, 02 Mar 2026 12:00:54 +0000' } },
    { name: 'a call of 61 seconds', verbs: '<Say>a</Say><Pause length="60"/>', caller: '', expected: { durationSeconds: 61 }, callback: { CallDuration: '61', Duration: '2' } },
    { name: 'the caller hangs up', verbs: '<Say>a long word</Say>', caller: 'hangup@3', expected: { status: 'completed', endedBy: 'caller', durationSeconds: 3 }, callback: { CallDuration: '3' } },
    { name: 'the caller hangs up before an answer', verbs: '<Pause length="9"/><Say>a</Say>', caller: 'hangup@3', expected: { status: 'no-answer', endedBy: 'caller', durationSeconds: 0 }, callback: { CallStatus: 'no-answer', CallDuration: '0', Duration: '0' } },
    { name: 'an empty document', verbs: '', caller: '', expected: { status: 'no-answer', endedBy: 'flow' }, callback: { CallStatus: 'no-answer' } },
    { name: 'a rejected call', verbs: '<Reject/>', caller: '', expected: { status: 'no-answer', endedBy: 'flow' }, callback: { CallStatus: 'no-answer' } },
    { name: 'a call rejected as busy', verbs: '<Reject reason="busy"/>', caller: '', expected: { status: 'busy', endedBy: 'flow' }, callback: { CallStatus: 'busy' } },
    { name: 'a rejection that comes too late', verbs: '<Say>a</Say><Reject reason="busy"/>', caller: '', expected: { status: 'completed', endedBy: 'flow' }, callback: { CallStatus: 'completed' } },
    { name: 'a verb the simulator does not run', verbs: '<Say>a</Say><Refer/>', caller: '', expected: { status: 'completed', endedBy: 'carrier', errors: [{ code: 'unsupported_verb', message: expect.stringContaining('<Refer>') }] }, callback: { CallStatus: 'completed' } },
    { name: 'a circle of redirects', verbs: '<Redirect/>', caller: '', expected: { endedBy: 'carrier', errors: [{ code: 'too_long', message: expect.stringContaining('circle') }] }, callback: { CallStatus: 'no-answer' } },
    { name: 'a circle of words', verbs: '<Pause length="60"/><Say>a</Say><Redirect/>', caller: '', expected: { endedBy: 'carrier', errors: [{ code: 'too_long', message: expect.stringContaining('4 hours') }] }, callback: { CallStatus: 'completed' } },
  ])('$name', async ({ verbs, caller, expected, callback }) => {
    app = await openVoiceApp({ '/incoming': verbs, '/status': (_, response) => void response.sendStatus(204) });
    const call = await app.dial(caller, { callSid, statusUrl: `${app.url}/status` });
    expect(call).toMatchObject({ callSid, ...expected });
    const callbacks = app.requests('/status');
    expect(callbacks).toHaveLength(1);
    expect(callbacks[0]).toMatchObject({ method: 'POST', isSigned: true, params: { CallSid: callSid, SequenceNumber: '0', CallbackSource: 'call-progress-events', ...callback } });
  });

  test('a status URL that fails changes nothing but the errors', async () => {
    app = await openVoiceApp({ '/incoming': '<Say>a</Say>', '/status': (_, response) => void response.sendStatus(500) });
    expect(await app.dial('', { statusUrl: `${app.url}/status` })).toMatchObject({ status: 'completed', endedBy: 'flow', errors: [{ code: 11217 }] });
  });

  test('completed overtakes the reply to a pending webhook', async () => {
    const hangUp = new AbortController();
    const order: string[] = [];
    let reply: () => void = () => undefined;
    app = await openVoiceApp({
      '/incoming': '<Gather action="/slow" numDigits="1"/>',
      '/slow': (_, response) => {
        order.push('slow asked');
        reply = () => void response.type('text/xml').send(twiml('<Say>never heard</Say>'));
        response.on('finish', () => order.push('slow answered'));
        hangUp.abort();
      },
      '/status': (_, response) => {
        order.push('completed');
        response.sendStatus(204);
        reply();
      },
    });
    const call = await app.dial('1', { statusUrl: `${app.url}/status`, signal: hangUp.signal });
    expect(order).toEqual(['slow asked', 'completed', 'slow answered']);
    expect(call).toMatchObject({ endedBy: 'caller', status: 'completed', heard: [] });
    expect(call.requests.map(({ kind, status }) => [kind, status])).toEqual(expect.arrayContaining([['voice', 200], ['status', 204], ['voice', 200]]));
  });

  test('in real time a planned hang-up comes due while a request is pending', async () => {
    const order: string[] = [];
    let reply: () => void = () => undefined;
    app = await openVoiceApp({
      '/incoming': '<Redirect>/slow</Redirect>',
      '/slow': (_, response) => void (reply = () => void response.type('text/xml').send(twiml('<Say>never heard</Say>'))),
      '/status': (_, response) => {
        order.push('completed');
        response.sendStatus(204);
        reply();
      },
    });
    const call = await app.dial('hangup@0.2', { statusUrl: `${app.url}/status`, clock: createRealClock() });
    expect(order).toEqual(['completed']);
    expect(call).toMatchObject({ endedBy: 'caller', status: 'no-answer', heard: [] });
  });
});

const fallback = '<Say>sorry</Say>';
const error = (code: number): object => expect.arrayContaining([expect.objectContaining({ code })]);

describe('what the carrier does not take', () => {
  const send = (type: string, body: string | Buffer): Page => (_, response) => void response.set('Content-Type', type).send(body);
  const cases: { name: string; page: Page | undefined; code: number }[] = [
    { name: 'no such page', page: undefined, code: 11217 },
    { name: 'a failure', page: (_, response) => void response.status(500).type('text/xml').send(twiml('<Say>never</Say>')), code: 11217 },
    { name: 'too many requests', page: (_, response) => void response.sendStatus(429), code: 11217 },
    { name: 'a forged signature', page: (_, response) => void response.sendStatus(403), code: 11217 },
    { name: 'a connection that breaks', page: (request) => void request.socket.destroy(), code: 11200 },
    { name: 'JSON', page: send('application/json', '{}'), code: 12300 },
    { name: 'no content type', page: (_, response) => void response.writeHead(200).end('<Response/>'), code: 12300 },
    { name: 'an empty body', page: send('text/xml', ''), code: 12100 },
    { name: 'a page that is no XML', page: send('text/html', '<html><br></html>'), code: 12100 },
    { name: 'a blank before the declaration', page: send('text/xml', ` ${twiml('')}`), code: 12100 },
    { name: 'a bare ampersand', page: send('text/xml', twiml('<Say>5 & 6</Say>')), code: 12100 },
    { name: 'a bare ampersand in an attribute', page: send('text/xml', twiml('<Gather action="/a?b=1&c=2"/>')), code: 12100 },
    { name: 'an entity of HTML', page: send('text/xml', twiml('<Say>a&nbsp;b</Say>')), code: 12100 },
    { name: 'an escaped control character', page: send('text/xml', twiml('<Say>&#7;</Say>')), code: 12100 },
    { name: 'a control character', page: send('text/xml', twiml('<Say>\u0007</Say>')), code: 12100 },
    { name: 'two documents', page: send('text/xml', '<Response/><Response/>'), code: 12100 },
    { name: 'a tag that is not closed', page: send('text/xml', '<Response><Say>a</Response>'), code: 12100 },
    { name: 'another document', page: send('text/xml', '<Answer/>'), code: 12200 },
    { name: 'a verb in small letters', page: send('text/xml', twiml('<say>a</say>')), code: 12200 },
    { name: 'an unknown verb', page: send('text/xml', twiml('<Shout>a</Shout>')), code: 12200 },
    { name: 'a redirect inside a gather', page: send('text/xml', twiml('<Gather><Redirect>/a</Redirect></Gather>')), code: 12200 },
    { name: 'a name that would harm an object', page: send('text/xml', twiml('<__proto__/>')), code: 12100 },
    { name: 'over 64 kB', page: send('text/xml', twiml(`<Say>${'x'.repeat(64_000)}</Say>`)), code: 11750 },
    { name: 'over 64 kB of gzip', page: (_, response) => void response.set({ 'Content-Type': 'text/xml', 'Content-Encoding': 'gzip' }).end(gzipSync(twiml(`<Say>${'x'.repeat(64_000)}</Say>`))), code: 11750 },
    { name: 'gzip that is none', page: (_, response) => void response.set({ 'Content-Type': 'text/xml', 'Content-Encoding': 'gzip' }).end('<Response/>'), code: 11200 },
    { name: 'no end of redirects', page: (_, response) => response.redirect(302, '/incoming'), code: 11215 },
    { name: 'a redirect to nowhere', page: (_, response) => void response.writeHead(302, { Location: 'ftp://x' }).end(), code: 11100 },
  ];
  test.each(cases)('$name: $code, and the fallback is told', async ({ page, code }) => {
    app = await openVoiceApp({ ...(page && { '/incoming': page }), '/fallback': fallback });
    const call = await app.dial('', { fallbackUrl: `${app.url}/fallback` });
    expect(app.requests('/fallback')).toMatchObject([{ isSigned: true, params: { ErrorCode: String(code), ErrorUrl: `${app.url}/incoming`, CallStatus: 'ringing', From: '+8613800000001' } }]);
    expect(call).toMatchObject({ endedBy: 'flow', errors: error(code), heard: [{ text: 'sorry', complete: true }] });
  });

  test.each(cases.slice(0, 2))('$name, without a fallback: the carrier apologises and hangs up', async ({ page, code }) => {
    app = await openVoiceApp({ ...(page && { '/incoming': page }), '/status': '' });
    const call = await app.dial('', { statusUrl: `${app.url}/status` });
    expect(call).toMatchObject({ endedBy: 'error', status: 'completed', errors: [{ code }], heard: [{ text: expect.stringMatching(apology) }] });
    expect(app.requests('/status')).toHaveLength(1);
  });

  test('a fallback that fails too', async () => {
    app = await openVoiceApp({});
    const call = await app.dial('', { fallbackUrl: `${app.url}/fallback` });
    expect(call).toMatchObject({ endedBy: 'error', errors: [{ code: 11217 }, { code: 11217 }], heard: [{ text: expect.stringMatching(apology) }] });
  });

  test('a URL in a document that is none', async () => {
    app = await openVoiceApp({ '/incoming': '<Redirect>http://</Redirect>' });
    expect(await app.dial('')).toMatchObject({ endedBy: 'error', errors: [{ code: 11100 }] });
  });

  test('after the fallback the next event goes to its own URL first', async () => {
    let times = 0;
    app = await openVoiceApp({
      '/incoming': '<Gather action="/turn" numDigits="1"/>',
      '/turn': (_, response) => void (times++ === 0 ? response.sendStatus(500) : response.type('text/xml').send(twiml('<Say>well</Say>'))),
      '/fallback': '<Gather action="/turn" numDigits="1"/>',
    });
    const call = await app.dial('1 2', { fallbackUrl: `${app.url}/fallback` });
    expect(app.received.map(({ path, params }) => [path, params['Digits']])).toEqual([['/incoming', undefined], ['/turn', '1'], ['/fallback', undefined], ['/turn', '2']]);
    expect(call.heard).toMatchObject([{ text: 'well' }]);
  });

  test('an unknown attribute is only warned of', async () => {
    app = await openVoiceApp({ '/incoming': '<Say speed="9">a</Say>' });
    expect(await app.dial('')).toMatchObject({ endedBy: 'flow', errors: [{ code: 12200, message: '<Say> has no attribute "speed".' }], heard: [{ text: 'a' }] });
  });
});

describe('replies', () => {
  test.each([
    { name: 'gzip', type: 'text/xml', body: gzipSync(twiml('<Say>a</Say>')), encoding: 'gzip', heard: ['a'] },
    { name: 'application/xml', type: 'application/xml; charset=utf-8', body: twiml('<Say>a</Say>'), heard: ['a'] },
    { name: 'text/html', type: 'text/html', body: twiml('<Say>a</Say>'), heard: ['a'] },
    { name: 'a byte order mark', type: 'text/xml', body: `\uFEFF${twiml('<Say>a</Say>')}`, heard: ['a'] },
    { name: 'no declaration', type: 'text/xml', body: '<Response><Say>a</Say></Response>', heard: ['a'] },
    { name: 'TwiML as plain text', type: 'text/plain', body: twiml('<Say>a</Say>'), heard: ['a'] },
    { name: 'plain text is read aloud', type: 'text/plain', body: 'hello & goodbye', heard: ['hello & goodbye'] },
    { name: 'sound is played', type: 'audio/mpeg', body: 'ID3', heard: [expect.stringMatching(/^\[http.*\/incoming\]$/)] },
  ])('$name', async ({ type, body, encoding, heard }) => {
    app = await openVoiceApp({
      '/incoming': (_, response) => void response.set({ 'Content-Type': type, ...(encoding && { 'Content-Encoding': encoding }) }).end(body),
    });
    const call = await app.dial('');
    expect(call.errors).toEqual([]);
    expect(call.heard.map(({ text }) => text)).toEqual(heard);
  });

  test('the language of speech is the flow\'s tag', async () => {
    app = await openVoiceApp({ '/incoming': '<Say language="cmn-CN">余额</Say><Say language="yue-HK">a</Say><Say>b</Say><Say language="?">c</Say>' });
    expect((await app.dial('')).heard.map(({ language }) => language)).toEqual(['zh-CN', 'yue-HK', 'en-US', '?']);
  });
});

describe('redirects of HTTP', () => {
  test.each([301, 302, 303, 307])('%i: the action loses its fields and keeps its query', async (status) => {
    app = await openVoiceApp({
      '/incoming': '<Gather action="/moved?turn=5" numDigits="1"/>',
      '/moved': (_, response) => response.redirect(status, '/here?b=1'),
      '/here': '<Redirect>there</Redirect>',
      '/there': '<Say>a</Say>',
    });
    const call = await app.dial('1');
    expect(app.requests('/here')).toMatchObject([{ method: 'GET', url: '/here?b=1&turn=5', isSigned: true }]);
    expect(app.requests('/here')[0]?.params).not.toHaveProperty('Digits');
    expect(call).toMatchObject({ endedBy: 'flow', errors: [], heard: [{ text: 'a' }] });
  });

  test('ten are followed', async () => {
    app = await openVoiceApp({
      '/incoming': (request, response) => {
        const hops = Number(request.query['hops'] ?? 0);
        if (hops < 10) response.redirect(`/incoming?hops=${hops + 1}`);
        else response.type('text/xml').send(twiml('<Say>a</Say>'));
      },
    });
    expect(await app.dial('')).toMatchObject({ errors: [], heard: [{ text: 'a' }] });
  });
});

describe('cookies', () => {
  const set = (cookie: string[], verbs: string): Page => (_, response) => void response.set('Set-Cookie', cookie).type('text/xml').send(twiml(verbs));

  test('are kept for the call, and not shared with status callbacks or another call', async () => {
    app = await openVoiceApp({ '/incoming': set(['call=1; Path=/', 'other=2; Path=/other', 'gone=3; Path=/; Max-Age=0', 'short=4; Path=/; Max-Age=5'], '<Redirect>/next</Redirect>'), '/next': '<Pause length="6"/><Redirect>/later</Redirect>', '/later': '', '/status': set(['status=5; Path=/'], '') });
    await app.dial('', { statusUrl: `${app.url}/status` });
    await app.dial('', { statusUrl: `${app.url}/status` });
    const cookies = app.received.map(({ path, headers }) => [path, headers['cookie']]);
    const oneCall = [['/incoming', undefined], ['/next', 'call=1; short=4'], ['/later', 'call=1'], ['/status', undefined]];
    expect(cookies).toEqual([...oneCall, ...oneCall]);
  });

  test('of another host are not taken', async () => {
    app = await openVoiceApp({ '/incoming': set(['a=1; Path=/; Domain=example.com'], '<Redirect>/next</Redirect>'), '/next': '' });
    await app.dial('');
    expect(app.requests('/next')[0]?.headers['cookie']).toBeUndefined();
  });
});

describe('patience', () => {
  const never: Page = () => undefined;

  test.each([
    { name: 'a reply that does not come in the total time', fragment: 'tt=300', page: never, requests: 1 },
    { name: 'a first byte that does not come', fragment: 'rt=200', page: never, requests: 1 },
    { name: 'a reply that stops halfway', fragment: 'tt=300', page: ((_, response) => void response.type('text/xml').write('<Response>')) as Page, requests: 1 },
    { name: 'retried where the policy says so', fragment: 'rt=150&rc=2&rp=rt', page: never, requests: 3 },
    { name: 'the total time, after which nothing is tried again', fragment: 'rt=5000&tt=300&rc=5&rp=rt', page: never, requests: 1 },
  ])('$name', async ({ fragment, page, requests }) => {
    app = await openVoiceApp({ '/incoming': page, '/fallback': fallback });
    const call = await app.dial('', { incomingUrl: `${app.url}/incoming#${fragment}`, fallbackUrl: `${app.url}/fallback` });
    expect(app.requests('/incoming')).toHaveLength(requests);
    expect(app.requests('/incoming').every(({ url, isSigned }) => url === '/incoming' && isSigned)).toBe(true);
    expect(call).toMatchObject({ errors: [{ code: 11205 }], heard: [{ text: 'sorry' }] });
  });

  test('4xx is retried where the policy says so', async () => {
    app = await openVoiceApp({});
    const call = await app.dial('', { incomingUrl: `${app.url}/incoming#rc=3&rp=4xx` });
    expect(app.requests('/incoming')).toHaveLength(4);
    expect(call.errors).toMatchObject([{ code: 11217 }]);
  });

  test('a policy that is none', async () => {
    app = await openVoiceApp({});
    expect(await app.dial('', { incomingUrl: `${app.url}/incoming#rp=never` })).toMatchObject({ endedBy: 'error', errors: [{ code: 11243 }], requests: [] });
  });

  test('a server that is not there is tried twice', async () => {
    app = await openVoiceApp({ '/fallback': fallback });
    const gone = await openTcp(() => undefined);
    stopOther?.();
    const call = await app.dial('', { incomingUrl: `${gone}/incoming`, fallbackUrl: `${app.url}/fallback` });
    expect(call.requests.map(({ status }) => status)).toEqual([null, null, 200]);
    expect(call).toMatchObject({ errors: [{ code: 11205 }], heard: [{ text: 'sorry' }] });
  });

  test('a host that does not exist', async () => {
    app = await openVoiceApp({});
    expect(await app.dial('', { incomingUrl: 'http://no-such-host.invalid/incoming' })).toMatchObject({ endedBy: 'error', errors: [{ code: 11210 }] });
  });

  test('what does not speak HTTP', async () => {
    app = await openVoiceApp({});
    const mail = await openTcp((socket) => socket.end('220 mail ready\r\n'));
    expect(await app.dial('', { incomingUrl: mail })).toMatchObject({ endedBy: 'error', errors: [{ code: 11206 }] });
  });
});

describe('dials', () => {
  const dial = (attributes = '', noun = '<Number statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed">+8610955510</Number>'): string =>
    `<Dial action="/dialed" ${attributes}>${noun}</Dial><Say>never with an action</Say>`;

  test('a person answers: the leg is told of, then the result', async () => {
    app = await openVoiceApp({ '/incoming': dial('answerOnBridge="true" callerId="+14005550100"'), '/leg': '', '/dialed': '<Say>bye</Say>' });
    const call = await app.dial('', { callSid, dialOutcomes: [{ result: 'answered', ringSeconds: 4, talkSeconds: 65 }] });
    const legs = app.requests('/leg');
    expect(legs.map(({ params }) => [params['CallStatus'], params['SequenceNumber']])).toEqual([['initiated', '0'], ['ringing', '1'], ['in-progress', '2'], ['completed', '3']]);
    expect(legs[3]).toMatchObject({ isSigned: true, params: { ParentCallSid: callSid, Direction: 'outbound-dial', From: '+14005550100', To: '+8610955510', CallDuration: '65', Duration: '2' } });
    expect(legs[2]?.params).not.toHaveProperty('CallDuration');
    expect(legs[0]?.params['CallSid']).toMatch(/^CA[0-9a-f]{32}$/);
    expect(app.requests('/dialed')).toMatchObject([{ params: { DialCallStatus: 'completed', DialBridged: 'true', DialCallDuration: '65', DialCallSid: legs[0]?.params['CallSid'], CallStatus: 'in-progress' } }]);
    expect(call).toMatchObject({ endedBy: 'flow', status: 'completed', durationSeconds: 65 + 3 });
  });

  test.each([
    { name: 'busy', outcome: 'busy', fields: { DialCallStatus: 'busy', DialBridged: 'false' }, seconds: 3 },
    { name: 'nobody answers in time', outcome: 'no_answer', fields: { DialCallStatus: 'no-answer', DialBridged: 'false' }, seconds: 25 },
    { name: 'rings longer than the timeout', outcome: { result: 'answered', ringSeconds: 60 }, fields: { DialCallStatus: 'no-answer', DialBridged: 'false' }, seconds: 25 },
    { name: 'fails', outcome: 'failed', fields: { DialCallStatus: 'failed', DialBridged: 'false' }, seconds: 0 },
  ] as const)('$name', async ({ outcome, fields, seconds }) => {
    app = await openVoiceApp({ '/incoming': dial('answerOnBridge="true" timeout="20"', '<Number statusCallback="/leg">+8610955510</Number>'), '/leg': '', '/dialed': '<Pause/>' });
    let dialedFor = 0;
    const clock = createVirtualClock(new Date(0));
    const call = await app.dial('', { clock, dialOutcomes: [outcome], onEvent: (event) => void (event.type === 'dial_ended' && (dialedFor = clock.now().getTime() / 1000)) });
    expect(app.requests('/dialed')).toMatchObject([{ params: { ...fields, CallStatus: 'ringing' } }]);
    expect(app.requests('/dialed')[0]?.params).not.toHaveProperty('DialCallDuration');
    expect(app.requests('/leg')).toMatchObject([{ params: { CallStatus: fields.DialCallStatus, SequenceNumber: '0', CallDuration: '0' } }]);
    expect(dialedFor).toBe(seconds);
    expect(call.status).toBe('no-answer');
  });

  test('the caller hangs up while it rings: the leg is canceled and no action follows', async () => {
    app = await openVoiceApp({ '/incoming': dial(), '/leg': '', '/dialed': '' });
    const call = await app.dial('hangup@2');
    expect(app.requests('/leg').map(({ params }) => params['CallStatus'])).toEqual(['initiated', 'ringing', 'canceled']);
    expect(app.requests('/dialed')).toEqual([]);
    expect(call.endedBy).toBe('caller');
  });

  test('without an action the next verb runs', async () => {
    app = await openVoiceApp({ '/incoming': '<Dial>+8610955510</Dial><Say>next</Say>' });
    expect(await app.dial('', { dialOutcomes: ['busy'] })).toMatchObject({ heard: [{ text: 'next' }] });
  });

  test('what is no number fails', async () => {
    app = await openVoiceApp({ '/incoming': dial('', '<Number>nobody</Number>'), '/dialed': '' });
    expect(await app.dial('')).toMatchObject({ errors: [{ code: 13224 }] });
    expect(app.requests('/dialed')).toMatchObject([{ params: { DialCallStatus: 'failed' } }]);
  });

  test('a conference is not simulated, and says so', async () => {
    app = await openVoiceApp({ '/incoming': dial('', '<Conference>room</Conference>') });
    expect(await app.dial('')).toMatchObject({ endedBy: 'carrier', errors: [{ code: 'unsupported_verb', message: expect.stringContaining('<Conference>') }] });
  });
});

describe('a caller in real time', () => {
  const inHundredths = { secondsOf: (text: string) => text.length / 100 };

  test('who answers during the prompt cuts it', async () => {
    app = await openVoiceApp({ '/incoming': '<Gather action="/action" numDigits="1"><Say>a menu that goes on and on for half a second, or so</Say></Gather>', '/action': '' });
    const caller: Caller = { hears: () => undefined, answers: () => new Promise((resolve) => setTimeout(() => resolve({ keys: '1', afterSeconds: 0 }), 100)) };
    const call = await app.dial(caller, { ...inHundredths, clock: createRealClock() });
    expect(app.requests('/action')).toMatchObject([{ params: { Digits: '1' } }]);
    expect(call.heard).toMatchObject([{ complete: false }]);
  });

  test('who never answers is silent, and is told that the question is over', async () => {
    app = await openVoiceApp({ '/incoming': '<Gather action="/action" timeout="1"><Say>a</Say></Gather><Redirect>/next</Redirect>', '/next': '' });
    let wasTold = false;
    const caller: Caller = {
      hears: () => undefined,
      answers: ({ signal }) => new Promise((resolve) => signal.addEventListener('abort', () => ((wasTold = true), resolve({ keys: '1' })))),
    };
    await app.dial(caller, { ...inHundredths, clock: createRealClock({ speed: 5 }) });
    expect(app.received.map(({ path }) => path)).toEqual(['/incoming', '/next']);
    expect(wasTold).toBe(true);
  });

  test('who puts down the phone is gone at once', async () => {
    app = await openVoiceApp({ '/incoming': '<Say>word</Say><Pause length="60"/>' });
    const hangUp = new AbortController();
    setTimeout(() => hangUp.abort(), 100);
    expect(await app.dial('', { ...inHundredths, clock: createRealClock(), signal: hangUp.signal })).toMatchObject({ endedBy: 'caller', heard: [{ complete: true }] });
  });
});

test('a caller who thinks in virtual time may put down the phone', async () => {
  app = await openVoiceApp({ '/incoming': '<Gather action="/action"><Say>menu</Say></Gather>' });
  const hangUp = new AbortController();
  const caller: Caller = { hears: () => undefined, answers: () => new Promise(() => setTimeout(() => hangUp.abort(), 20)) };
  expect(await app.dial(caller, { signal: hangUp.signal })).toMatchObject({ endedBy: 'caller' });
});

test('a caller that fails is the failure of whoever gave it', async () => {
  app = await openVoiceApp({ '/incoming': '<Gather action="/action"/>' });
  const caller: Caller = { hears: () => undefined, answers: () => Promise.reject(new Error('no such key')) };
  await expect(app.dial(caller)).rejects.toThrow('no such key');
});

test('what was heard has its time, and the caller hears it as it ends', async () => {
  app = await openVoiceApp({ '/incoming': '<Say>one</Say><Pause length="2"/><Gather numDigits="1" action="/action"><Say>three</Say></Gather>', '/action': '<Say>bye</Say>' });
  const caller = createListedCaller({ keys: '1' });
  const call = await app.dial(caller);
  expect(call.heard).toEqual([
    { text: 'one', language: 'en-US', complete: true, atSeconds: 0 },
    { text: 'three', language: 'en-US', complete: true, atSeconds: 5 },
    { text: 'bye', language: 'en-US', complete: true, atSeconds: 10.5 },
  ]);
  expect(caller.heard).toEqual(call.heard);
});
