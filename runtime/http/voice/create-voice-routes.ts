import express, { type Request, type Response, type Router } from 'express';
import { checkSignature } from '../../carriers/twilio/check-signature.js';
import { readCallerInput, readReached } from '../../carriers/twilio/read-caller-input.js';
import { field, isCallOver, readStatusCallback, readVoiceWebhook, type WebhookParams } from '../../carriers/twilio/read-webhook.js';
import { renderTwiml } from '../../carriers/twilio/render-twiml.js';
import { readRequestOrigin, requestUrl } from '../../carriers/twilio/request-url.js';
import type { Fact } from '../../../schemas/define-step.js';
import type { Verb } from '../../../schemas/verbs.js';
import type { CallService, Reply } from '../../calls/create-call-service.js';
import { fail, TrunklineError } from '../../errors.js';
import { readForm } from './read-form.js';
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

/** Twilio's webhooks: a signature on each, TwiML as the answer, and never an error that a caller could hear. */
export function createVoiceRoutes(options: VoiceRoutesOptions): Router {
  const { calls } = options;
  const prefix = options.publicUrl ? new URL(options.publicUrl).pathname.replace(/\/+$/, '') : '';
  const router = express.Router();
  router.use(readForm);

  function answer(path: string, handle: (webhook: Webhook, request: Request) => Promise<TwimlReply>): void {
    router.all(path, (request, response) => {
      void respond(options, path, request, response, async () => {
        const webhook = readSigned(options, request);
        const reply = await handle(webhook, request);
        const actionUrl = reply.actionUrl ?? `${prefix}/voice/turn/${reply.turn}${reply.again ? '?again=1' : ''}`;
        const verbs = await resolveRecordings(reply.verbs, options.recordings);
        return renderTwiml(verbs, { actionUrl, ...callbackUrls(`${prefix}/voice`, reply.turn), calledNumber: webhook.to });
      });
    });
  }

  answer('/incoming', begin);

  answer('/turn/:turn', (webhook, request) => {
    const input = readCallerInput(webhook.params, readReached(request.query['reached']));
    return orBeginAgain(webhook, () => calls.turn(webhook.callSid, Number(request.params['turn']), input));
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
  answer('/wait/:turn', async (webhook, request) => {
    const turn = Number(request.params['turn']);
    const verbs = await calls.wait(webhook.callSid, turn, readQueueView(webhook.params)).catch((error: unknown) => inQuiet('/wait/:turn', webhook, error));
    return { verbs: verbs.length > 0 ? verbs : lull, turn, actionUrl: `${prefix}/voice/wait/${turn}` };
  });

  /** What a dialed person hears before they are connected: on their own leg of the call. Whatever breaks, they are connected. */
  answer('/whisper/:turn', async (webhook, request) => {
    const turn = Number(request.params['turn']);
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
    router.all(path, (request, response) => {
      void respond(options, path, request, response, async () => {
        await handle(paramsOf(options, request));
        return null;
      });
    });
  }

  return router;
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
}

function readSigned(options: VoiceRoutesOptions, request: Request): Webhook {
  const params = paramsOf(options, request);
  return { ...readVoiceWebhook(params), params };
}

/** The fields of a request whose signature fits. Throws `bad_signature`. */
function paramsOf({ authTokens, publicUrl, trustProxy, accountSid }: VoiceRoutesOptions, request: Request): WebhookParams {
  const body = (request.method === 'GET' ? {} : (request.body ?? {})) as Record<string, string>;
  const url = requestUrl({ ...readRequestOrigin(request, trustProxy), originalUrl: request.originalUrl }, publicUrl);
  const signed = checkSignature({ authTokens, signature: request.header('x-twilio-signature'), url, params: body });
  if (!signed) throw fail('bad_signature');
  const params = request.method === 'GET' ? (request.query as Record<string, string>) : body;
  if (accountSid && params['AccountSid'] !== accountSid) throw fail('bad_signature');
  return params;
}

async function respond({ log, observe, calls }: VoiceRoutesOptions, route: string, request: Request, response: Response, handle: () => Promise<string | null>): Promise<void> {
  const started = process.hrtime.bigint();
  const done = (outcome: 'answered' | 'refused' | 'failed') => observe?.(route, outcome, Number(process.hrtime.bigint() - started) / 1e9);
  try {
    const twiml = await handle();
    if (twiml === null) response.writeHead(204).end();
    else sendTwiml(response, twiml);
    done('answered');
  } catch (error) {
    const known = error instanceof TrunklineError ? error : null;
    if (known?.code === 'bad_signature' || known?.code === 'invalid_request') {
      log.refused({ route, reason: known.message });
      response.status(known.status).type('text/plain').send(known.message);
      done('refused');
      return;
    }
    const to = String((request.body as Record<string, unknown> | undefined)?.['To'] ?? '');
    log.broke({ route, callId: callIdOf(request), code: codeOf(error), message: messageOf(error) });
    sendTwiml(response, renderTwiml(calls.apologise(to), { actionUrl: request.originalUrl, calledNumber: to || undefined }));
    done('failed');
  }
}

/** `response.send` would hash each reply for an ETag that no carrier asks for. */
function sendTwiml(response: Response, twiml: string): void {
  response.writeHead(200, { 'content-type': 'text/xml; charset=utf-8', 'content-length': Buffer.byteLength(twiml) }).end(twiml);
}

function codeOf(error: unknown): string {
  return error instanceof TrunklineError ? error.code : 'unexpected';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function callIdOf(request: Request): string | null {
  const sid: unknown = (request.body as Record<string, unknown> | undefined)?.['CallSid'];
  return typeof sid === 'string' ? sid : null;
}

