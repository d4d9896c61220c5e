import { fail } from '../../errors.js';

/** Where a page ended: the moment of its last row, finer than a Date, and that row's key. */
export interface PageCursor {
  at: string;
  callId: string;
  id: string;
}

/** As text for an address, and for nobody to read. */
export function renderCursor({ at, callId, id }: PageCursor): string {
  return Buffer.from(JSON.stringify([at, callId, id])).toString('base64url');
}

/** Throws `invalid_request` for what no page gave. */
export function readCursor(text: string): PageCursor {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (Array.isArray(parts) && parts.length === 3 && parts.every((part) => typeof part === 'string') && !Number.isNaN(Date.parse(String(parts[0])))) {
      const [at, callId, id] = parts as [string, string, string];
      return { at, callId, id };
    }
  } catch {
    // Said below.
  }
  throw fail('invalid_request', { reason: { 'en-US': 'after is not the `next` of a page. Leave it out to begin at the start.', 'zh-CN': 'after 不是上一页给出的 `next`。不填则从头开始。' } });
}
