import type { Readable } from 'node:stream';
import type { Json } from '../../schemas/json.js';

/** An answer is a record or two; more would be kept in the call's row. */
export const longestAnswerBytes = 256 * 1024;

/** Parsed JSON, text where it is not JSON, `null` where it is empty. Throws when it is too long, without reading on. */
export async function readAnswer(body: Readable): Promise<Json> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // Leaving the loop destroys the stream, and the connection with it.
    if (bytes > longestAnswerBytes) throw new Error(`The answer is longer than ${longestAnswerBytes} bytes.`);
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8').replace(/^\uFEFF/, '');
  if (text === '') return null;
  try {
    return makeStorable(JSON.parse(text) as Json);
  } catch {
    return makeStorable(text);
  }
}

/** The answer goes into the call's row, and PostgreSQL takes neither NUL nor half of a surrogate pair. */
function makeStorable(value: Json): Json {
  if (typeof value === 'string') return makeTextStorable(value);
  if (Array.isArray(value)) return value.map(makeStorable);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [makeTextStorable(key), makeStorable(part)]));
}

function makeTextStorable(text: string): string {
  return text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD');
}
