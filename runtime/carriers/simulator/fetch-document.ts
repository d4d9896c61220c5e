import { callParameters } from './call-parameters.js';
import { CarrierFault } from './carrier-fault.js';
import { readTwiml, type TwimlElement } from './read-twiml.js';
import { note, raise, type RunningCall } from './running-call.js';
import { checkedUrl, sendWebhook, type Method, type WebhookReply } from './transport.js';

/**
 * Fetches the next document. Where that fails, the fallback URL is asked, told by ErrorCode and ErrorUrl; the next event goes to its own URL
 * again. Throws `CarrierFault`, already noted, where there is no fallback or it fails too.
 */
export async function fetchDocument(call: RunningCall, request: DocumentRequest, fallbackUrl?: string): Promise<CallDocument> {
  try {
    return await fetchOne(call, request);
  } catch (error) {
    if (!(error instanceof CarrierFault)) throw error;
    raise(call, error.code, error.message);
    if (!fallbackUrl) throw error;
    return await fetchFallback(call, { url: fallbackUrl, method: 'POST', fields: { ErrorCode: String(error.code), ErrorUrl: request.url } });
  }
}

export interface DocumentRequest {
  url: string;
  method: Method;
  fields: Record<string, string>;
}

export interface CallDocument {
  verbs: TwimlElement[];
  /** What relative URLs refer to. */
  url: string;
}

async function fetchFallback(call: RunningCall, request: DocumentRequest): Promise<CallDocument> {
  try {
    return await fetchOne(call, request);
  } catch (error) {
    if (error instanceof CarrierFault) raise(call, error.code, error.message);
    throw error;
  }
}

async function fetchOne(call: RunningCall, { url, method, fields }: DocumentRequest): Promise<CallDocument> {
  const params = { ...callParameters(call.leg), ...fields };
  const { authToken, keepAlive, cookies, clock } = call;
  const reply = await sendWebhook({ method, url: checkedUrl(url), params, authToken, keepAlive, cookies, now: clock.now(), onExchange: note(call, 'voice') });
  return { verbs: readReply(call, reply), url: reply.url };
}

const twimlTypes = ['text/xml', 'application/xml', 'text/html'];

/** TwiML by its type; sound is played and plain text read aloud, and then the call ends. */
function readReply(call: RunningCall, { contentType, body, url }: WebhookReply): TwimlElement[] {
  const type = contentType.split(';')[0]!.trim().toLowerCase();
  if (twimlTypes.includes(type)) return readVerbs(call, body);
  if (type.startsWith('audio/')) return [{ name: 'Play', attributes: {}, children: [url] }];
  if (type !== 'text/plain') throw new CarrierFault(12300, `${url} answered with the content type "${contentType}". TwiML is text/xml.`);
  try {
    return readVerbs(call, body);
  } catch {
    return [{ name: 'Say', attributes: {}, children: [body] }];
  }
}

function readVerbs(call: RunningCall, body: string): TwimlElement[] {
  const { verbs, warnings } = readTwiml(body);
  for (const warning of warnings) raise(call, 12200, warning);
  return verbs;
}
