import { gunzipSync } from 'node:zlib';
import webhooks from 'twilio/lib/webhooks/webhooks.js';
import { Agent, request, type Dispatcher } from 'undici';
import { CarrierFault } from './carrier-fault.js';
import { readConnectionOverrides, type ConnectionOverrides, type RetryReason } from './connection-overrides.js';
import type { CookieJar } from './cookie-jar.js';

export type Method = 'GET' | 'POST';

export interface WebhookRequest {
  method: Method;
  /** Absolute; a fragment holds connection overrides. */
  url: string;
  params: Record<string, string>;
  authToken: string;
  /** Absent for status callbacks, which share no cookies. */
  cookies?: CookieJar;
  now: Date;
  /** Connections may be used again. */
  keepAlive: boolean;
  /** Each exchange as it ends, retries and redirects included. */
  onExchange(exchange: Exchange): void;
}

export interface Exchange {
  method: Method;
  url: string;
  /** `null`: no answer. */
  status: number | null;
  milliseconds: number;
}

export interface WebhookReply {
  status: number;
  /** Where the reply came from in the end, which relative URLs in it refer to. */
  url: string;
  contentType: string;
  body: string;
}

/** Sends a signed webhook as Twilio does and follows its redirects. Throws `CarrierFault`. */
export async function sendWebhook(webhook: WebhookRequest): Promise<WebhookReply> {
  const overrides = readConnectionOverrides(checkedUrl(webhook.url));
  const deadline = performance.now() + overrides.totalMilliseconds;
  let hop: Hop = { method: webhook.method, url: withoutFragment(webhook.url), params: webhook.params };
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const reply = await sendHop(webhook, hop, overrides, deadline);
    if (reply.location === undefined) return reply;
    hop = redirected(hop, reply.location);
  }
  throw new CarrierFault(11215, `More than ${mostRedirects} redirects from ${webhook.url}.`);
}

const mostRedirects = 10;

interface Hop {
  method: Method;
  url: string;
  params: Record<string, string>;
  authorization?: string;
}

type HopReply = WebhookReply & { location?: string };

/** A redirected POST becomes a GET and loses its parameters; the query of the first URL goes along. */
function redirected(hop: Hop, location: string): Hop {
  const target = new URL(checkedUrl(location, hop.url));
  target.hash = '';
  for (const [name, value] of new URL(hop.url).searchParams) if (!target.searchParams.has(name)) target.searchParams.append(name, value);
  return { method: 'GET', url: target.href, params: {} };
}

async function sendHop(webhook: WebhookRequest, hop: Hop, overrides: ConnectionOverrides, deadline: number): Promise<HopReply> {
  for (let attempt = 0; ; attempt++) {
    const isLast = attempt >= overrides.retries;
    try {
      const reply = await exchange(webhook, hop, overrides, deadline);
      const authorization = reply.status === 401 ? basicAuthorization(hop.url) : undefined;
      if (authorization && !hop.authorization) return await sendHop(webhook, { ...hop, authorization }, overrides, deadline);
      const reason: RetryReason | undefined = reply.status >= 500 ? '5xx' : reply.status >= 400 ? '4xx' : undefined;
      if (reason === undefined) return reply;
      if (isLast || !overrides.retryOn.includes(reason)) throw new CarrierFault(11217, `${hop.url} answered ${reply.status}.`);
    } catch (error) {
      if (!(error instanceof FailedExchange)) throw error;
      if (isLast || error.reason === undefined || !overrides.retryOn.includes(error.reason) || performance.now() >= deadline) throw error.fault;
    }
  }
}

async function exchange(webhook: WebhookRequest, hop: Hop, overrides: ConnectionOverrides, deadline: number): Promise<HopReply> {
  const { cookies, now } = webhook;
  const { url, body, headers } = signed(hop, webhook.authToken);
  const cookie = cookies?.header(url, now);
  const began = performance.now();
  const told = (status: number | null): void => webhook.onExchange({ method: hop.method, url, status, milliseconds: performance.now() - began });
  const patience = startPatience(overrides, deadline);
  try {
    const reply = await request(url, {
      method: hop.method,
      headers: { ...headers, ...(cookie && { Cookie: cookie }), ...(hop.authorization && { Authorization: hop.authorization }) },
      body: body ?? null,
      dispatcher: agentWith(overrides.connectMilliseconds, webhook.keepAlive),
      signal: patience.signal,
    });
    patience.firstByteCame();
    const bytes = await readBody(reply.body);
    told(reply.statusCode);
    cookies?.keep(url, [reply.headers['set-cookie'] ?? []].flat(), now);
    const location = isRedirect(reply.statusCode) ? [reply.headers['location'] ?? []].flat()[0] : undefined;
    const contentType = String([reply.headers['content-type'] ?? ''].flat()[0]);
    return { status: reply.statusCode, url, contentType, body: unpacked(bytes, reply.headers['content-encoding']), location };
  } catch (error) {
    if (error instanceof CarrierFault) throw error;
    told(null);
    throw new FailedExchange(url, error, patience.ranOut());
  } finally {
    patience.end();
  }
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

/** The request as it goes over the wire: the same headers, encoding and signature as Twilio's. */
function signed(hop: Hop, authToken: string): { url: string; body?: string; headers: Record<string, string> } {
  const encoded = Object.entries(hop.params).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  const isGet = hop.method === 'GET';
  const bare = withoutCredentials(hop.url);
  const url = isGet && encoded ? `${bare}${bare.includes('?') ? '&' : '?'}${encoded}` : bare;
  const signature = webhooks.getExpectedTwilioSignature(authToken, signedUrl(url), isGet ? {} : hop.params);
  const headers = { 'User-Agent': 'TwilioProxy/1.1', Accept: '*/*', 'X-Home-Region': 'us1', 'X-Twilio-Signature': signature, 'Accept-Encoding': 'gzip' };
  return isGet ? { url, headers } : { url, body: encoded, headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8' } };
}

/** Twilio drops the port of an https URL before it signs, and keeps that of http. */
function signedUrl(url: string): string {
  return url.startsWith('https:') ? url.replace(/^(https:\/\/(?:\[[^\]]*\]|[^:/?#]*)):\d+/, '$1') : url;
}

type RanOut = 'first byte' | 'total';

/** First byte and total time, in real time whatever the call's clock is. */
function startPatience({ firstByteMilliseconds }: ConnectionOverrides, deadline: number): { signal: AbortSignal; ranOut(): RanOut | null; firstByteCame(): void; end(): void } {
  const controller = new AbortController();
  let ranOut: RanOut | null = null;
  const give = (what: RanOut) => (): void => {
    ranOut ??= what;
    controller.abort();
  };
  const total = setTimeout(give('total'), Math.max(0, deadline - performance.now()));
  const firstByte = setTimeout(give('first byte'), firstByteMilliseconds);
  return {
    signal: controller.signal,
    ranOut: () => ranOut,
    firstByteCame: () => clearTimeout(firstByte),
    end: () => [total, firstByte].forEach((timer) => clearTimeout(timer)),
  };
}

function agentWith(connectMilliseconds: number, keepAlive: boolean): Agent {
  const key = `${connectMilliseconds} ${keepAlive}`;
  const agent = agents.get(key) ?? new Agent({ pipelining: keepAlive ? 1 : 0, connect: { timeout: connectMilliseconds } });
  agents.set(key, agent);
  return agent;
}

const agents = new Map<string, Agent>();

/** The smaller reading of "64 kB". */
const mostReplyBytes = 64_000;

/** Bytes read before a reply is given up: any TwiML is far below. */
const mostReadBytes = 1_000_000;

async function readBody(body: Dispatcher.ResponseData['body']): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostReadBytes) throw tooLarge(bytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function unpacked(bytes: Buffer, encoding: string | string[] | undefined): string {
  const plain = encoding === 'gzip' ? gunzipSync(bytes, { maxOutputLength: mostReadBytes }) : bytes;
  if (plain.length > mostReplyBytes) throw tooLarge(plain.length);
  return plain.toString('utf8');
}

function tooLarge(bytes: number): CarrierFault {
  return new CarrierFault(11750, `The reply has ${bytes} bytes; ${mostReplyBytes} are allowed.`);
}

/** An exchange without an answer. `reason` is set where a retry policy can name it. */
class FailedExchange extends Error {
  readonly fault: CarrierFault;
  readonly reason: RetryReason | undefined;
  constructor(url: string, cause: unknown, ranOut: RanOut | null) {
    const { code = '', name, message = '' } = cause as { code?: string; name?: string; message?: string };
    super(message);
    const faultCode = ranOut ? 11205 : (faultOf[code] ?? (name === 'HTTPParserError' ? 11206 : /TLS|CERT|SSL|EPROTO/.test(code) ? 11220 : 11200));
    this.fault = new CarrierFault(faultCode, ranOut ? `${url} did not answer in time.` : `${url}: ${message || code}`);
    // Timers may fire a moment early by the clock: once the total is over nothing is tried again, whatever the clock says.
    this.reason = ranOut === 'total' ? undefined : ranOut ? 'rt' : faultCode === 11205 ? 'ct' : undefined;
  }
}

const faultOf: Record<string, 11205 | 11206 | 11210 | 11235 | 11236 | 11237> = {
  ECONNREFUSED: 11205,
  UND_ERR_CONNECT_TIMEOUT: 11205,
  ETIMEDOUT: 11205,
  EHOSTUNREACH: 11205,
  ENETUNREACH: 11205,
  UND_ERR_RESPONSE: 11206,
  ENOTFOUND: 11210,
  EAI_AGAIN: 11210,
  ERR_TLS_CERT_ALTNAME_INVALID: 11235,
  CERT_HAS_EXPIRED: 11236,
  DEPTH_ZERO_SELF_SIGNED_CERT: 11237,
  SELF_SIGNED_CERT_IN_CHAIN: 11237,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 11237,
};

/** The absolute form of a URL in a document. Throws `CarrierFault` 11100. */
export function checkedUrl(url: string, base?: string): string {
  if (!URL.canParse(url, base)) throw new CarrierFault(11100, `"${url}" is no URL.`);
  const absolute = new URL(url, base);
  if (absolute.protocol !== 'http:' && absolute.protocol !== 'https:') throw new CarrierFault(11100, `"${url}" is not http or https.`);
  return absolute.href;
}

/** A URL of a document in absolute form; what is no URL stays as it is, for the request to fail on. */
export function resolvedUrl(url: string, base: string): string {
  return URL.canParse(url, base) ? new URL(url, base).href : url;
}

function withoutFragment(url: string): string {
  const absolute = new URL(url);
  absolute.hash = '';
  return absolute.href;
}

function withoutCredentials(url: string): string {
  const absolute = new URL(url);
  if (!absolute.username && !absolute.password) return url;
  absolute.username = '';
  absolute.password = '';
  return absolute.href;
}

function basicAuthorization(url: string): string | undefined {
  const { username, password } = new URL(url);
  return username ? `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}` : undefined;
}
