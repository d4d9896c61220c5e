import express from 'express';
import type { AddressInfo } from 'node:net';
import type { HttpPort } from '../../schemas/define-effect.js';
import type { Json, JsonObject } from '../../schemas/json.js';

/** One answer of the other system; `breaks` closes the line without one. */
export interface ScriptedAnswer {
  status?: number;
  body?: Json;
  breaks?: boolean;
}

export interface HeardRequest {
  method: string;
  url: string;
  idempotencyKey: string | null;
  headers: JsonObject;
  body?: Json;
}

export interface AnsweringServer {
  url: string;
  /** Sets what is answered next and forgets what was heard. */
  script(answers: ScriptedAnswer[]): void;
  heard: HeardRequest[];
  close(): Promise<void>;
}

/** A real HTTP server on a free port that answers as a case says. Requests past the script get 500. */
export async function openAnsweringServer(): Promise<AnsweringServer> {
  let answers: ScriptedAnswer[] = [];
  const heard: HeardRequest[] = [];
  const app = express();
  app.use(express.json());
  app.use((request, response) => {
    heard.push(hearRequest(request));
    const answer = answers.shift() ?? { status: 500 };
    if (answer.breaks) request.socket.destroy();
    else response.status(answer.status ?? 200).json(answer.body ?? {});
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    script(next) {
      answers = [...next];
      heard.length = 0;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The plainest client there is; the runtime's own is tested with the runtime. */
export const plainHttp: HttpPort = {
  async request({ method, url, headers, body, timeoutMilliseconds, idempotencyKey }) {
    const response = await fetch(url, {
      method,
      headers: { 'content-type': 'application/json', ...(method === 'GET' ? {} : { 'idempotency-key': idempotencyKey }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    return { status: response.status, body: (await response.json()) as Json };
  },
};

function hearRequest({ method, originalUrl, headers, body }: express.Request): HeardRequest {
  const custom = Object.entries(headers).filter(([name]) => name.startsWith('x-') || name === 'authorization');
  return {
    method,
    url: originalUrl,
    idempotencyKey: (headers['idempotency-key'] as string | undefined) ?? null,
    headers: Object.fromEntries(custom) as JsonObject,
    ...(method === 'GET' ? {} : { body: body as Json }),
  };
}
