import type { BothLanguages } from '../../schemas/form-controls.js';
import { prepareGlyphs } from '../text/glyphs.js';

/**
 * What the server refused, and why: `code` of the error registry, a sentence in both languages that names the fix, and details for the page.
 * Without an answer of the server the status is 0 or that of whatever stands in between, and there are no `messages`: `ErrorText` has the words.
 */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly messages: BothLanguages | null,
    readonly details: Record<string, unknown> = {},
  ) {
    super(messages?.['en-US'] ?? code);
    this.name = 'ApiError';
  }
}

/** Requests to our own server, with the session of the browser. Throws `ApiError`; without an answer its status is 0. */
export const api = {
  get: <T>(path: string, query: Record<string, string | number | undefined> = {}, signal?: AbortSignal) => send<T>('GET', path + renderQuery(query), undefined, signal),
  post: <T>(path: string, body: unknown = {}, signal?: AbortSignal) => send<T>('POST', path, body, signal),
  put: <T>(path: string, body: unknown, signal?: AbortSignal) => send<T>('PUT', path, body, signal),
  patch: <T>(path: string, body: unknown) => send<T>('PATCH', path, body),
  /** Sends a file as it is. */
  upload: <T>(path: string, query: Record<string, string>, file: Blob, type: string) => send<T>('POST', path + renderQuery(query), new Blob([file], { type })),
  /** `keepalive`: also when the page is being closed. */
  delete: <T>(path: string, keepalive = false) => send<T>('DELETE', path, undefined, undefined, keepalive),
};

async function send<T>(method: string, path: string, body?: unknown, signal?: AbortSignal, keepalive = false): Promise<T> {
  const response = await fetch(`/api${path}`, {
    method,
    credentials: 'same-origin',
    headers: body === undefined ? {} : { 'Content-Type': body instanceof Blob ? body.type : 'application/json' },
    body: body === undefined || body instanceof Blob ? body : JSON.stringify(body),
    signal,
    keepalive,
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, 'no_answer', null);
  });
  const text = await response.text().catch(() => '');
  await prepareGlyphs(text);
  const answer = readJson(text);
  if (response.ok) return answer as T;
  const { error } = (answer ?? {}) as { error?: { code: string; messages: BothLanguages; details?: Record<string, unknown> } };
  throw new ApiError(response.status, error?.code ?? 'no_answer', error?.messages ?? null, error?.details);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function renderQuery(query: Record<string, string | number | undefined>): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, String(value)] as [string, string]]));
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}
