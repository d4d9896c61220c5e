import { isIP } from 'node:net';
import { Agent, request as send } from 'undici';
import type { Dispatcher } from 'undici';
import type { HttpPort, HttpRequest } from '../../schemas/define-effect.js';
import type { Json } from '../../schemas/json.js';
import { fail } from '../errors.js';
import { createGuardedLookup } from './guarded-lookup.js';
import type { Resolve } from './guarded-lookup.js';
import { isPrivateAddress } from './is-private-address.js';
import { readAnswer } from './read-answer.js';

export interface HttpPortOptions {
  /** Scheme, host and port of the CRM, such as `http://localhost:3000`: the only one that may be on a private network. (Default: none.) */
  crmOrigin?: string | undefined;
  log: RequestLog;
  /** (Default: the system's.) */
  resolve?: Resolve;
}

/** A part of a pino logger. Neither paths nor bodies are told: they hold what callers entered. */
export interface RequestLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

/**
 * The way out for flows. A flow's author chooses the address, so nothing but public networks and the one configured CRM can be reached,
 * whatever a name resolves to; redirects are answers, not followed; time and size are bounded.
 */
export function createHttpPort({ crmOrigin, log, resolve }: HttpPortOptions): HttpPort & { close(): Promise<void> } {
  const exempt = crmOrigin === undefined ? null : new URL(crmOrigin).origin;
  const guarded = new Agent({ ...limits, connect: { ...connectLimits, lookup: createGuardedLookup(resolve) } });
  const unguarded = new Agent({ ...limits, connect: connectLimits });
  return {
    async request(request) {
      const url = readUrl(request.url);
      const isExempt = url.origin === exempt;
      if (!isExempt) refusePrivateHost(url);
      const startedAt = performance.now();
      const tell = (outcome: object) => ({ method: request.method, host: url.host, milliseconds: Math.round(performance.now() - startedAt), ...outcome });
      try {
        const answer = await exchange(isExempt ? unguarded : guarded, url, request);
        log.info(tell({ status: answer.status }), 'A flow sent a request');
        return answer;
      } catch (error) {
        log.warn(tell({ reason: (error as Error).message }), 'A request of a flow failed');
        throw error;
      }
    },
    close: async () => void (await Promise.all([guarded.close(), unguarded.close()])),
  };
}

const limits = { connections: 64, pipelining: 1, maxHeaderSize: 16_384 } as const;
const connectLimits = { timeout: 5000 } as const;

/** A caller waits on the line: whatever a flow asks for, no longer than the carrier waits. */
const longestMilliseconds = 15_000;

async function exchange(agent: Agent, url: URL, { method, headers = {}, body, timeoutMilliseconds, idempotencyKey }: HttpRequest): Promise<{ status: number; body: Json }> {
  const milliseconds = Math.min(timeoutMilliseconds, longestMilliseconds);
  const signal = AbortSignal.timeout(milliseconds);
  try {
    const response = await send(url, {
      dispatcher: agent,
      method,
      signal,
      headers: { accept: 'application/json', ...readHeaders(headers), ...(body !== undefined && { 'content-type': 'application/json' }), ...(method !== 'GET' && { 'idempotency-key': idempotencyKey }) },
      body: body === undefined ? null : JSON.stringify(body),
    } satisfies { dispatcher: Dispatcher } & Parameters<typeof send>[1]);
    return { status: response.statusCode, body: await readAnswer(response.body) };
  } catch (error) {
    if (signal.aborted) throw new Error(`${url.host} did not answer within ${milliseconds} ms.`, { cause: error });
    throw error;
  }
}

function readUrl(text: string): URL {
  if (!URL.canParse(text)) throw fail('invalid_request', { reason: `"${text}" is no address. Begin it with https:// or http://.` });
  const url = new URL(text);
  if (!['http:', 'https:'].includes(url.protocol)) throw fail('invalid_request', { reason: `Requests go by http or https, not "${url.protocol}".` });
  if (url.username || url.password) throw fail('invalid_request', { reason: 'An address holds no user and no password: send them as a header.' });
  return url;
}

/** The lookup is not asked for an address that is already one. */
function refusePrivateHost({ hostname }: URL): void {
  const address = hostname.replace(/^\[|\]$/g, '');
  if (isIP(address) !== 0 && isPrivateAddress(address)) throw fail('private_address', { host: address });
}

/** Lower-case. What belongs to the connection, or is ours to say, is not a flow's to set. */
function readHeaders(headers: Record<string, string>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const kept = entries.find(([name]) => reserved.has(name));
  if (kept) throw fail('invalid_request', { reason: `The header "${kept[0]}" cannot be set. Remove it.` });
  return Object.fromEntries(entries);
}

const reserved = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'upgrade', 'expect', 'te', 'trailer', 'keep-alive', 'proxy-authorization', 'idempotency-key']);
