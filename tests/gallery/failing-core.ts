import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createDemoCrm } from '../../runtime/demo/crm/create-demo-crm.js';

/** The demo CRM behind which some requests meet an outage: those whose method and address `fails` says. */
export async function openFailingCore(options: { at: string; fails(request: string): boolean }): Promise<{ url: string; close(): Promise<void> }> {
  const { router } = createDemoCrm({ now: () => new Date(options.at), wait: () => Promise.resolve() });
  const app = express().use((request, response, next) => (options.fails(`${request.method} ${request.originalUrl}`) ? void response.status(503).json({ code: 'unavailable' }) : next()), router);
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
