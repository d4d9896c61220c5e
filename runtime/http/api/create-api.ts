import { finished, Transform, type Readable } from 'node:stream';
import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import type { TSchema } from '@sinclair/typebox';
import { fail } from '../../errors.js';
import { createGuard, getIdentity } from '../auth/create-guard.js';
import { createErrorAnswer } from './answer-error.js';
import type { ErrorLog } from './answer-error.js';
import { refuse } from './api-errors.js';
import { createRoutes } from './create-routes.js';
import type { RouteDependencies } from './create-routes.js';
import { createValidators } from './create-validators.js';
import type { Route } from './define-route.js';

export interface ApiOptions extends RouteDependencies {
  log: ErrorLog;
  /** Fails a request whose answer is not as its route says; for tests. (Default: false.) */
  checkAnswers?: boolean;
}

/** Everything under /api. Mount it there. */
export function createApi(options: ApiOptions): Router {
  const router = express.Router();
  const guard = createGuard(options);
  const validators = createValidators();
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  for (const route of createRoutes(options)) {
    router[route.method](route.path, guard(route.access), ...(route.body ? readBody(route.bodyLimitBytes ?? bodyLimitBytes) : route.upload ? [checkUpload(route.upload)] : []), createHandler(route, validators, options.checkAnswers ?? false));
  }
  router.use((request) => {
    throw fail('not_found', { what: `${request.method} ${request.baseUrl}${request.path}`, fix: { 'en-US': 'GET /api/openapi.json lists what does.', 'zh-CN': 'GET /api/openapi.json 列出了全部接口。' } });
  });
  router.use(createErrorAnswer(options.log));
  return router;
}

/** A flow of 2,000 steps has about 1 MB. */
const bodyLimitBytes = 2_000_000;

/** Read only after the guard: who may not ask has nothing parsed. */
const readBody = (limit: number): RequestHandler[] => [
  (request, _response, next) => {
    if (!request.is('application/json')) throw refuse('not_json');
    next();
  },
  express.json({ limit, strict: false }),
  (request, _response, next) => {
    if (isDeeperThan(request.body, deepestBody)) {
      throw fail('invalid_request', {
        reason: { 'en-US': `The body is nested more than ${deepestBody} deep. Flatten it.`, 'zh-CN': `提交的内容嵌套超过 ${deepestBody} 层。请减少层次。` },
      });
    }
    next();
  },
];

const checkUpload =
  ({ contentTypes }: NonNullable<Route['upload']>): RequestHandler =>
  (request, _response, next) => {
    if (!request.is([...contentTypes])) throw fail('invalid_request', { reason: { 'en-US': `Send the file as ${contentTypes.join(' or ')}.`, 'zh-CN': `请以 ${contentTypes.join(' 或 ')} 格式提交文件。` } });
    next();
  };

/** The file as it comes in; whoever reads it hears an error past the limit. */
function boundedTo(limitBytes: number, request: Request): Readable {
  let bytes = 0;
  const bounded = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > limitBytes) done(refuse('body_too_large', { limit: limitBytes }));
      else done(null, chunk);
    },
  });
  // An upload that breaks off ends the reading with an error, not with half a file.
  finished(request, (error) => void (error && bounded.destroy(error)));
  bounded.on('error', () => undefined);
  // A file that is refused at its beginning is taken in to its end, unread: a browser whose upload is cut off never shows the answer.
  bounded.once('close', () => {
    request.unpipe(bounded);
    request.on('data', (chunk: Buffer) => void ((bytes += chunk.length) > 2 * limitBytes && request.destroy()));
  });
  request.pipe(bounded);
  return bounded;
}

/** A step's settings are nested some ten deep; code that walks documents must never run out of stack. */
const deepestBody = 100;

/** Level by level, since a walk into the depth would be what it guards against. */
function isDeeperThan(value: unknown, depth: number): boolean {
  let level: unknown[] = [value];
  for (let at = 0; level.length > 0; at += 1) {
    if (at > depth) return true;
    level = level.flatMap((part) => (typeof part === 'object' && part !== null ? Object.values(part) : []));
  }
  return false;
}

function createHandler(route: Route, validators: ReturnType<typeof createValidators>, checkAnswers: boolean): RequestHandler {
  const pass = (value: unknown): unknown => value;
  const readParameters = route.parameters ? validators.compileText(route.parameters, 'path') : pass;
  const readQuery = route.query ? validators.compileText(route.query, 'query') : pass;
  const checkBody = route.body ? validators.compileBody(route.body) : pass;
  const checkAnswer = checkAnswers ? createAnswerCheck(route.response) : pass;
  return async (request: Request, response: Response) => {
    const answer = await route.handle({
      parameters: readParameters({ ...request.params }),
      query: readQuery({ ...request.query }),
      body: route.upload ? boundedTo(route.upload.limitBytes, request) : checkBody(request.body),
      headers: request.headers,
      identity: () => getIdentity(request),
      setCookies: (cookies) => cookies.forEach((cookie) => response.append('Set-Cookie', cookie)),
    });
    response.status(route.status ?? 200).json(checkAnswer(answer));
  };
}

function createAnswerCheck(schema: TSchema): (answer: unknown) => unknown {
  const isAsSaid = createValidators().compileBody(schema);
  return (answer) => {
    try {
      return isAsSaid(answer);
    } catch (cause) {
      throw new Error(`The answer is not as the API description says: ${(cause as Error).message}`, { cause });
    }
  };
}
