import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type pg from 'pg';
import type { Problem } from '../../runtime/engine/check/problem.js';
import { createApi } from '../../runtime/http/api/create-api.js';
import type { ApiOptions } from '../../runtime/http/api/create-api.js';
import { createAuth } from '../../runtime/http/auth/create-auth.js';
import type { Auth } from '../../runtime/http/auth/create-auth.js';
import { createSignInPages } from '../../runtime/http/auth/create-sign-in-pages.js';
import type { Role } from '../../runtime/http/auth/permissions.js';
import { addUser } from '../../runtime/store/queries/users.js';

/** The API and the sign-in pages over real HTTP. */
export interface ApiServer {
  origin: string;
  auth: Auth;
  options: ApiOptions;
  /** What went to the log as an error. */
  errors: object[];
  /** Somebody new of this role, signed in by a link as in a browser. */
  signIn(role: Role): Promise<Person>;
  /** A tool with a token of this role. */
  connect(role: Role): Promise<Person>;
  /** Somebody who has neither. */
  stranger: Person;
  close(): Promise<void>;
}

/** Speaks HTTP as one person or tool. Paths are below /api. */
export interface Person {
  email: string;
  headers: Record<string, string>;
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  put(path: string, body: unknown): Promise<Answer>;
  patch(path: string, body: unknown): Promise<Answer>;
  delete(path: string): Promise<Answer>;
}

export interface Answer {
  status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests say what they expect of it
  body: any;
  headers: Headers;
}

export interface ApiServerOptions extends Partial<ApiOptions> {
  /** Attempts to sign in per 15 minutes. (Default: no limit that a test meets.) */
  attempts?: number;
}

export async function startApiServer(pool: pg.Pool, given: ApiServerOptions = {}): Promise<ApiServer> {
  const errors: object[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: (details: object) => void errors.push(details) };
  const app = express().disable('x-powered-by');
  const server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const auth = await createAuth({ pool, publicUrl: given.publicUrl ?? origin, log });
  const options: ApiOptions = { pool, auth, publicUrl: origin, version: '0.0.0', log, checkAnswers: true, ...others, ...given };
  app.use('/api', createApi(options));
  app.use(createSignInPages({ auth, attempts: given.attempts ?? 100_000 }));
  let people = 0;
  const add = async (role: Role) => {
    const user = await addUser(pool, { email: `${role}-${process.pid}-${(people += 1)}-${Date.now()}@example.com`, name: role, role, who: 'test' });
    if (user === 'exists') throw new Error('The test made the same user twice.');
    return user;
  };
  return {
    origin,
    auth,
    options,
    errors,
    stranger: createPerson(origin, '', {}),
    async signIn(role) {
      const { id, email } = await add(role);
      const { link } = await auth.createSignInLink(id, 'test');
      return createPerson(origin, email, { cookie: await spend(origin, link), origin });
    },
    async connect(role) {
      const { token } = await auth.createToken({ name: `a tool as ${role}`, role, ownerId: 'command-line', who: 'test' });
      return createPerson(origin, '', { authorization: `Bearer ${token}` });
    },
    close: () => close(server),
  };
}

/** Presses the button of a sign-in link and returns the cookie. */
export async function spend(origin: string, link: string): Promise<string> {
  const answer = await pressButton(origin, link);
  if (answer.status !== 303) throw new Error(`The link was answered ${answer.status}.`);
  return readCookie(answer);
}

export function pressButton(origin: string, link: string, headers: Record<string, string> = {}): Promise<Response> {
  const body = new URLSearchParams({ token: new URL(link).searchParams.get('token') ?? '' });
  return fetch(`${origin}/sign-in`, { method: 'POST', body, headers, redirect: 'manual' });
}

export function readCookie(answer: Response): string {
  return answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');
}

export function createPerson(origin: string, email: string, headers: Record<string, string>): Person {
  const send = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await fetch(`${origin}/api${path}`, { method, headers: { ...headers, ...json }, ...(body !== undefined && { body: JSON.stringify(body) }) });
    const text = await answer.text();
    if (!answer.ok) expectBothLanguages(text);
    return { status: answer.status, body: text === '' ? null : JSON.parse(text), headers: answer.headers };
  };
  return {
    email,
    headers,
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
    put: (path, body) => send('PUT', path, body),
    patch: (path, body) => send('PATCH', path, body),
    delete: (path) => send('DELETE', path),
  };
}

/** Whoever is refused reads why in their own language, whatever a test is about. */
function expectBothLanguages(text: string): void {
  const { message, messages } = (JSON.parse(text) as { error: { message: string; messages: Record<string, string> } }).error;
  if (messages['en-US'] !== message || !/\p{Script=Han}/u.test(messages['zh-CN'] ?? '')) throw new Error(`This refusal is not told in both languages: ${text}`);
}

/** The parts of the program that the API only passes on to. A flow without a final state has an error. */
const others = {
  checkFlow: (document: unknown): Problem[] => (JSON.stringify(document).includes('"final"') ? [] : [endless]),
  simulate: async (request: object) => ({ request }),
  runScenarios: async (request: object) => ({ request }),
  traceCall: async (callId: string) => (callId === 'CA1' ? { callId, visits: [] } : null),
  report: async (request: object) => ({ request }),
  reportVersions: async (request: object) => ({ request }),
  describeCall: async (callId: string) => (callId === 'CA1' ? { callId } : null),
};

const endless: Problem = {
  rule: 'no_ending',
  severity: 'error',
  pointer: '',
  step: null,
  message: 'No step ends the call. Add one that hangs up.',
  messages: { 'en-US': 'No step ends the call. Add one that hangs up.', 'zh-CN': '没有步骤结束通话。请添加一个挂断步骤。' },
  fix: null,
};

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
