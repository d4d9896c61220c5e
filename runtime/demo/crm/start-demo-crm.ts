import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type RequestHandler } from 'express';
import { createDemoCrm, type DemoCrmOptions } from './create-demo-crm.js';
import type { DemoStore } from './demo-store.js';

export interface RunningDemoCrm {
  /** Such as `http://127.0.0.1:41234`, without a slash at the end. */
  url: string;
  store: DemoStore;
  /** What was asked so far, oldest first. `status` is null while no answer was sent; a PIN never stands in a URL. */
  requests(): DemoRequest[];
  close(): Promise<void>;
}

export interface DemoRequest {
  method: string;
  /** Path and query. */
  url: string;
  status: number | null;
}

/** Serves a demo CRM of its own on 127.0.0.1, for the offline phone and tests. `port` 0 takes a free one. */
export async function startDemoCrm({ port = 0, ...options }: DemoCrmOptions & { port?: number }): Promise<RunningDemoCrm> {
  const { router, store } = createDemoCrm(options);
  const asked: DemoRequest[] = [];
  const server = createServer(express().disable('x-powered-by').use(record(asked), router));
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    store,
    requests: () => asked.map((request) => ({ ...request })),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A long exploration asks for ever; only the latest are of interest then. */
const MAX_REMEMBERED_REQUESTS = 10_000;

function record(asked: DemoRequest[]): RequestHandler {
  return (request, response, next) => {
    const entry: DemoRequest = { method: request.method, url: hidePin(request.originalUrl), status: null };
    asked.push(entry);
    if (asked.length > MAX_REMEMBERED_REQUESTS) asked.shift();
    response.on('finish', () => (entry.status = response.statusCode));
    next();
  };
}

/** A PIN belongs in the body; a flow that puts it in the query must not leave it in a log. */
function hidePin(url: string): string {
  return url.replace(/([?&]pin=)[^&]*/gi, '$1***');
}
