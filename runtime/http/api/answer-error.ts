import { randomUUID } from 'node:crypto';
import { isNativeError } from 'node:util/types';
import type { ErrorRequestHandler } from 'express';
import { fail, TrunklineError } from '../../errors.js';
import { isDatabaseLost } from '../../store/is-database-lost.js';
import { ApiError, refuse } from './api-errors.js';

/** Where unexpected errors go; a part of a pino logger. */
export interface ErrorLog {
  error(details: object, message: string): void;
}

/** The one error handler: `{ error: { code, message, messages, details? } }`, `message` being the English one. What is not of a registry is logged under an id and answered as `internal`. */
export function createErrorAnswer(log: ErrorLog): ErrorRequestHandler {
  return (thrown: unknown, request, response, next) => {
    if (response.headersSent) return next(thrown);
    const error = readError(thrown) ?? logUnexpected(log, thrown, `${request.method} ${request.baseUrl}${request.path}`);
    const hasDetails = Object.keys(error.details).length > 0;
    response.status(error.status).set('Cache-Control', 'no-store').json({ error: { code: error.code, message: error.message, messages: error.messages, ...(hasDetails && { details: error.details }) } });
  };
}

type KnownError = TrunklineError | ApiError;

function readError(thrown: unknown): KnownError | undefined {
  if (thrown instanceof TrunklineError || thrown instanceof ApiError) return thrown;
  if (!isNativeError(thrown)) return undefined;
  const { code, type, status, limit } = thrown as Error & { code?: string; type?: string; status?: number; limit?: number };
  if (type === 'entity.too.large') return refuse('body_too_large', { limit });
  if (type === 'entity.parse.failed') return fail('invalid_request', { reason: { 'en-US': `The body is not JSON: ${thrown.message}`, 'zh-CN': `提交的内容不是 JSON：${thrown.message}` } });
  if (code && unstorable.has(code)) return fail('invalid_request', { reason: unstorableText });
  if (isDatabaseLost(thrown)) return fail('database_unreachable', { reason: thrown.message || code });
  if (status !== undefined && status >= 400 && status < 500) return fail('invalid_request', { reason: { 'en-US': thrown.message, 'zh-CN': `请求有误，请检查后重试（${thrown.message}）` } });
  return undefined;
}

/** What PostgreSQL says of such text in JSON and in text: untranslatable, invalid, and not of the encoding. */
const unstorable = new Set(['22P05', '22P02', '22021']);

const unstorableText = {
  'en-US': 'A text holds a character that cannot be stored: NUL, or half of a surrogate pair. Remove it.',
  'zh-CN': '有文字包含无法保存的字符（空字符，或不完整的表情、生僻字）。请删除该字符。',
};

function logUnexpected(log: ErrorLog, thrown: unknown, what: string): ApiError {
  const id = randomUUID();
  log.error({ id, what, err: thrown }, 'A request failed');
  return refuse('internal', { id });
}
