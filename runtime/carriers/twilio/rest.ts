import { fail, type TrunklineError } from '../../errors.js';

/** Twilio's REST API, as far as we use it. `fetch` and `baseUrl` are Twilio's by default. */
export function createTwilioRest({ accountSid, authToken, fetch = globalThis.fetch, baseUrl = 'https://api.twilio.com' }: TwilioRestOptions): TwilioRest {
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  const post = async (path: string, fields: Record<string, string>, idempotencyKey: string): Promise<Record<string, unknown>> => {
    const headers = { Authorization: authorization, Accept: 'application/json', 'I-Twilio-Idempotency-Token': idempotencyKey };
    const url = `${baseUrl}/2010-04-01/Accounts/${accountSid}/${path}`;
    const signal = AbortSignal.timeout(requestMilliseconds);
    const response = await fetch(url, { method: 'POST', headers, body: new URLSearchParams(fields), signal }).catch((error: unknown) => {
      throw unreachable(error);
    });
    const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
    if (!response.ok) throw refused(response.status, body);
    return body;
  };
  return {
    async sendMessage({ to, from, body, idempotencyKey }) {
      const message = await post('Messages.json', { To: to, From: from, Body: body }, idempotencyKey);
      return { messageSid: String(message['sid'] ?? ''), status: String(message['status'] ?? 'queued') };
    },
  };
}

export interface TwilioRestOptions {
  accountSid: string;
  authToken: string;
  fetch?: typeof globalThis.fetch;
  baseUrl?: string;
}

export interface TwilioRest {
  /**
   * Sends a text. Throws `carrier_failed`, whose details are `RestFailure`. The same `idempotencyKey` stands for the same text in a log of
   * requests; Twilio does not promise to drop the second.
   */
  sendMessage(message: { to: string; from: string; body: string; idempotencyKey: string }): Promise<{ messageSid: string; status: string }>;
}

export interface RestFailure {
  reason: string;
  /** Twilio's error code, such as 21211; `null` where there was no answer. */
  carrierCode: number | null;
  /** HTTP status; `null` where there was no answer. */
  httpStatus: number | null;
  /** Whether the same request may succeed later. */
  retryable: boolean;
  /** Whether the text may have been sent all the same, so that a repetition may be the second one. */
  mayHaveSucceeded: boolean;
}

/** Longer than Twilio needs for a text by far; a job waits for it, never a caller. */
const requestMilliseconds = 10_000;

function refused(httpStatus: number, body: Record<string, unknown>): TrunklineError {
  const carrierCode = typeof body['code'] === 'number' ? body['code'] : null;
  const words = typeof body['message'] === 'string' ? body['message'] : `HTTP ${httpStatus}`;
  const advice = httpStatus === 401 ? ' Check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN.' : '';
  const reason = `${words}${carrierCode === null ? '' : ` (${carrierCode})`}${advice}`;
  return failure({ reason, carrierCode, httpStatus, retryable: httpStatus === 429 || httpStatus >= 500, mayHaveSucceeded: httpStatus >= 500 });
}

/** Errors of the way there: nothing was asked of Twilio, so a repetition cannot be a second text. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

function unreachable(error: unknown): TrunklineError {
  const { cause } = error as { cause?: unknown };
  const { code, message } = (cause ?? error) as { code?: unknown; message?: unknown };
  const reason = `no answer (${String(message || code || error)})`;
  return failure({ reason, carrierCode: null, httpStatus: null, retryable: true, mayHaveSucceeded: !neverSent.has(String(code)) });
}

function failure(details: RestFailure): TrunklineError {
  return fail('carrier_failed', { ...details });
}
