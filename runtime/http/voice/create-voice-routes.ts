import type { IncomingMessage, ServerResponse } from 'node:http';
import { checkSignature } from '../../carriers/twilio/check-signature.js';
import { readCallerInput, readReached } from '../../carriers/twilio/read-caller-input.js';
import { field, isCallOver, readStatusCallback, readVoiceWebhook, type WebhookParams } from '../../carriers/twilio/read-webhook.js';
import { renderTwiml } from '../../carriers/twilio/render-twiml.js';
import { readRequestOrigin, requestUrl } from '../../carriers/twilio/request-url.js';
import type { Fact } from '../../../schemas/define-step.js';
import type { Verb } from '../../../schemas/verbs.js';
import type { CallService, Reply } from '../../calls/create-call-service.js';
import { fail, TrunklineError } from '../../errors.js';
import { readRequest, type VoiceRequest } from './read-request.js';
import { readPayNotice, readQueueView, readRecordingNotice, readStreamNotice } from './read-notices.js';
import { resolveRecordings, type RecordingLinks } from './resolve-recordings.js';

export interface VoiceRoutesOptions {
  calls: CallService;
  /** Any of them may have signed; none: no webhook is answered. */
  authTokens: string[];
  /** Only this account's calls are taken, where it is set. */
  accountSid?: string;
  /** Where the carrier reaches us: origin and path prefix. */
  publicUrl?: string;
  trustProxy: boolean;
  /** Uploaded recordings. (Default: none; their words are spoken.) */
  recordings?: RecordingLinks;
  log: VoiceLog;
  /** Told of every answered request, for the metrics. */
  observe?(route: string, outcome: 'answered' | 'refused' | 'failed', seconds: number): void;
}

export interface VoiceLog {
  refused(details: { route: string; reason: string }): void;
  broke(details: { route: string; callId: string | null; code: string; message: string }): void;
}

/** Answers a request that is one of ours; `false`: somebody else's. */
export type VoiceRoutes = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Twilio's webhooks under `/voice`: a signature on each, TwiML as the answer, and never an error that a caller could hear. On `node:http`
 * itself: they are the hot path, and Express costs a turn more than the engine does.
 */
export function createVoiceRoutes(options: VoiceRoutesOptions): VoiceRoutes {
  const { calls } = options;
  const prefix = options.publicUrl ? new URL(options.publicUrl).pathname.replace(/\/+$/, '') : '';
  const routes = new Map<string, Handler>();

  function answer(route: string, handle: (webhook: Webhook, turn: number) => Promise<TwimlReply>): void {
    routes.set(route, async (request) => {
      const webhook = readSigned(options, request);
      const reply = await handle(webhook, request.turn);
      const actionUrl = reply.actionUrl ?? `${prefix}/voice/turn/${reply.turn}${reply.again ? '?again=1' : ''}`;
      const verbs = await resolveRecordings(reply.verbs, options.recordings);
      return renderTwiml(verbs, { actionUrl, ...callbackUrls(`${prefix}/voice`, reply.turn), calledNumber: webhook.to });
    });
  }

  answer('/incoming', begin);

  answer('/turn/:turn', (webhook, turn) => {
    const input = readCallerInput(webhook.params, readReached(webhook.query['reached']));
    return orBeginAgain(webhook, () => calls.turn(webhook.callSid, turn, input));
  });

  answer('/fallback', (webhook) => {
    const again = String(webhook.params['ErrorUrl'] ?? '').includes('again=');
    return orBeginAgain(webhook, async () => ({ ...(await calls.fallback(webhook.callSid, again)), again: true }));
  });

  /** A call whose records are gone begins again: better than silence for whoever is on the line. */
  async function orBeginAgain(webhook: Webhook, goOn: () => Promise<TwimlReply>): Promise<TwimlReply> {
    try {
      return await goOn();
    } catch (error) {
      if (codeOf(error) !== 'not_found') throw error;
      return begin(webhook);
    }
  }

  function begin({ callSid, accountSid, from, to }: Webhook): Promise<Reply> {
    return calls.incoming({ callId: callSid, accountSid, from, to });
  }

  /** What a caller in a queue hears. Whatever breaks, they stay in it. */
  answer('/wait/:turn', async (webhook, turn) => {
    const verbs = await calls.wait(webhook.callSid, turn, readQueueView(webhook.params)).catch((error: unknown) => inQuiet('/wait/:turn', webhook, error));
    return { verbs: verbs.length > 0 ? verbs : lull, turn, actionUrl: `${prefix}/voice/wait/${turn}` };
  });

  /** What a dialed person hears before they are connected: on their own leg of the call. Whatever breaks, they are connected. */
  answer('/whisper/:turn', async (webhook, turn) => {
    const callId = field(webhook.params, 'ParentCallSid') || webhook.callSid;
    return { verbs: await calls.whisper(callId, turn).catch((error: unknown) => inQuiet('/whisper/:turn', webhook, error)), turn };
  });

  function inQuiet(route: string, { callSid }: Webhook, error: unknown): Verb[] {
    options.log.broke({ route, callId: callSid, code: codeOf(error), message: messageOf(error) });
    return [];
  }

  tell('/recording', readRecordingNotice);
  tell('/pay', readPayNotice);
  tell('/stream', readStreamNotice);

  /** A callback that becomes a fact of its call. */
  function tell(path: string, read: (params: WebhookParams) => Fact | null): void {
    notice(path, async (params) => {
      const fact = read(params);
      if (fact) await calls.note(field(params, 'CallSid'), fact);
    });
  }

  notice('/status', async (params) => {
    const { callSid, status, durationSeconds } = readStatusCallback(params);
    if (isCallOver(status)) await calls.ended(callSid, { durationSeconds, endedBy: status === 'completed' ? 'caller' : 'carrier' });
  });

  notice('/leg', async (params) => {
    const { parentCallSid, status } = readStatusCallback(params);
    if (parentCallSid && status === 'in_progress') await calls.answered(parentCallSid);
  });

  /** A status callback: its answer is not TwiML. */
  function notice(path: string, handle: (params: WebhookParams) => Promise<void>): void {
    routes.set(path, async (request) => {
      await handle(paramsOf(options, request));
      return null;
    });
  }

  return (request, response) => {
    const place = readPlace(request.url ?? '');
    const handle = place && routes.get(place.route);
    if (!handle) return false;
    void respond(options, place, request, response, handle);
    return true;
  };
}

/** `null`: nothing is to be said. */
type Handler = (request: VoiceRequest) => Promise<string | null>;

interface Place {
  /** As it is registered: `/incoming`, `/turn/:turn`. */
  route: string;
  /** 0 where the route has none. */
  turn: number;
}

/** `null`: not a path under `/voice` that a carrier could ask for. */
function readPlace(url: string): Place | null {
  const [, name, turn] = /^\/voice\/([a-z]+)(?:\/(\d{1,9}))?\/?(?:\?|$)/i.exec(url) ?? [];
  if (name === undefined) return null;
  return { route: `/${name.toLowerCase()}${turn === undefined ? '' : '/:turn'}`, turn: Number(turn ?? 0) };
}

/** `actionUrl`: where input goes instead of to the turn. */
type TwimlReply = Reply & { again?: boolean; actionUrl?: string };

/** Where nothing is to be said to whoever waits: the carrier asks again as soon as a document ends. */
const lull: Verb[] = [{ verb: 'pause', seconds: 10 }];

/** Where the carrier asks and tells on the side. */
function callbackUrls(base: string, turn: number) {
  return {
    legStatusUrl: `${base}/leg`,
    whisperUrl: `${base}/whisper/${turn}`,
    waitUrl: `${base}/wait/${turn}`,
    recordingStatusUrl: `${base}/recording`,
    payStatusUrl: `${base}/pay`,
    streamStatusUrl: `${base}/stream`,
  };
}

interface Webhook extends ReturnType<typeof readVoiceWebhook> {
  params: WebhookParams;
  query: WebhookParams;
}

function readSigned(options: VoiceRoutesOptions, request: VoiceRequest): Webhook {
  const params = paramsOf(options, request);
  return { ...readVoiceWebhook(params), params, query: request.query };
}

/** The fields of a request whose signature fits. Throws `bad_signature`. */
function paramsOf({ authTokens, publicUrl, trustProxy, accountSid }: VoiceRoutesOptions, { message, form, query }: VoiceRequest): WebhookParams {
  const url = requestUrl(readRequestOrigin(message, trustProxy), publicUrl);
  const signature = message.headers['x-twilio-signature'];
  const signed = checkSignature({ authTokens, signature: Array.isArray(signature) ? signature[0] : signature, url, params: form });
  if (!signed) throw fail('bad_signature');
  const params = message.method === 'GET' ? query : form;
  if (accountSid && params['AccountSid'] !== accountSid) throw fail('bad_signature');
  return params;
}

async function respond({ log, observe, calls }: VoiceRoutesOptions, { route, turn }: Place, message: IncomingMessage, response: ServerResponse, handle: Handler): Promise<void> {
  const started = performance.now();
  const done = (outcome: 'answered' | 'refused' | 'failed') => observe?.(route, outcome, (performance.now() - started) / 1000);
  let form: WebhookParams = {};
  try {
    const request = await readRequest(message, turn);
    form = request.form;
    const twiml = await handle(request);
    if (twiml === null) response.writeHead(204).end();
    else sendTwiml(response, twiml);
    done('answered');
  } catch (error) {
    const known = error instanceof TrunklineError ? error : null;
    if (known?.code === 'bad_signature' || known?.code === 'invalid_request') {
      log.refused({ route, reason: known.message });
      response.writeHead(known.status, { 'content-type': 'text/plain; charset=utf-8' }).end(known.message);
      done('refused');
      return;
    }
    const to = field(form, 'To');
    log.broke({ route, callId: field(form, 'CallSid') || null, code: codeOf(error), message: messageOf(error) });
    sendTwiml(response, renderTwiml(calls.apologise(to), { actionUrl: message.url ?? '', calledNumber: to || undefined }));
    done('failed');
  }
}

function sendTwiml(response: ServerResponse, twiml: string): void {
  response.writeHead(200, { 'content-type': 'text/xml; charset=utf-8', 'content-length': Buffer.byteLength(twiml) }).end(twiml);
}

function codeOf(error: unknown): string {
  return error instanceof TrunklineError ? error.code : 'unexpected';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
