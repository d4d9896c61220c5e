import type { IncomingMessage } from 'node:http';
import { parse } from 'node:querystring';
import type { WebhookParams } from '../../carriers/twilio/read-webhook.js';
import { fail } from '../../errors.js';

/** A webhook is some two kilobytes; a caller's token can make it a few more. */
const MAX_BYTES = 64_000;

/** More fields than any carrier sends. */
const MAX_FIELDS = 500;

/** A webhook as it came, nothing in it believed yet. Repeated names are arrays. */
export interface VoiceRequest {
  message: IncomingMessage;
  /** Of the URL: 0 where it has none. */
  turn: number;
  query: WebhookParams;
  /** Of the body; a GET has none. */
  form: WebhookParams;
}

/** Reads a webhook to its end. Throws `invalid_request` for a body that is too large. */
export async function readRequest(message: IncomingMessage, turn: number): Promise<VoiceRequest> {
  const url = message.url ?? '';
  const start = url.indexOf('?');
  const query = start < 0 ? {} : readFields(url.slice(start + 1));
  return { message, turn, query, form: message.method === 'GET' || message.method === 'HEAD' ? {} : readFields(await readBody(message)) };
}

function readFields(text: string): WebhookParams {
  return { ...parse(text, '&', '=', { maxKeys: MAX_FIELDS }) };
}

function readBody(message: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    message.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MAX_BYTES) chunks.push(chunk);
    });
    message.once('error', reject);
    message.once('end', () => {
      if (bytes > MAX_BYTES) reject(fail('invalid_request', { reason: `A webhook has at most ${MAX_BYTES} bytes.` }));
      else resolve(Buffer.concat(chunks).toString('utf8'));
    });
  });
}
