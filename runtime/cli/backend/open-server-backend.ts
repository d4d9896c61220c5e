import { Readable } from 'node:stream';
import { fail } from '../../errors.js';
import type { Backend } from './backend.js';
import { ServerError } from './server-error.js';

/** A server elsewhere, through its API. Throws `wrong_usage` without a token. */
export function openServerBackend(url: string, token: string | undefined): Backend {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) throw fail('wrong_usage', { reason: `TRUNKLINE_URL must be an http or https address, not "${url}".` });
  if (!token) throw fail('wrong_usage', { reason: 'Set TRUNKLINE_TOKEN to a token of that server; `npx trunkline token create <name>` makes one there.' });
  const base = url.replace(/\/+$/, '');
  return {
    description: base,
    close: () => Promise.resolve(),
    async request(method, path, { query = {}, body, upload } = {}) {
      const target = new URL(`${base}/api${path}`);
      for (const [name, value] of Object.entries(query)) if (value !== undefined) target.searchParams.set(name, String(value));
      const answer = await send(target, {
        method: method.toUpperCase(),
        headers: { authorization: `Bearer ${token}`, accept: 'application/json', ...(body && { 'content-type': 'application/json' }), ...(upload && { 'content-type': upload.contentType }) },
        body: upload ? (Readable.toWeb(upload.stream) as ReadableStream) : body ? JSON.stringify(body) : null,
        ...(upload && { duplex: 'half' }),
        signal: AbortSignal.timeout(upload ? UPLOAD_MILLISECONDS : ANSWER_MILLISECONDS),
      });
      return readAnswer(answer, base) as never;
    },
  };
}

/** A report over a long period takes the longest. */
const ANSWER_MILLISECONDS = 60_000;

/** A file of a hundred thousand rows over a slow line. */
const UPLOAD_MILLISECONDS = 600_000;

async function send(target: URL, request: RequestInit): Promise<Response> {
  try {
    return await fetch(target, request);
  } catch (error) {
    const cause = (error as { cause?: { code?: string; message?: string } }).cause;
    throw new ServerError('server_unreachable', `${target.origin} does not answer (${cause?.code ?? cause?.message ?? (error as Error).message}). Start it or correct TRUNKLINE_URL.`, {});
  }
}

async function readAnswer(answer: Response, base: string): Promise<unknown> {
  const text = await answer.text();
  const body = parse(text);
  if (answer.ok && body !== undefined) return body;
  const told = (body as { error?: { code?: string; message?: string; details?: Record<string, unknown> } } | undefined)?.error;
  if (answer.status === 401) throw new ServerError('not_signed_in', `${base} does not know this token. Set TRUNKLINE_TOKEN to one of its own.`, {});
  if (told?.code && told.message) throw new ServerError(told.code, told.message, told.details ?? {});
  throw new ServerError('no_trunkline', `${base} answered ${answer.status} without the API of Trunkline. Correct TRUNKLINE_URL.`, {});
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
