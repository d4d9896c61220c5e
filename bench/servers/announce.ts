import type { Express } from 'express';
import type { AddressInfo } from 'node:net';

/** Listens on a free loopback port and tells the parent which. */
export function announce(app: Express): void {
  const server = app.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
}
