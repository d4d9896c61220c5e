import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** The carrier waits no longer for an answer; a request that takes longer has nobody who waits for it. */
const LONGEST_REQUEST_MILLISECONDS = 15_000;

/**
 * Lets a server close without losing a request: it takes no further connection, ends those on which nothing is asked (also those that
 * never asked anything, as browsers open them ahead), and waits for the answers under way, 15 seconds at most. Call it before it listens.
 */
export function watchConnections(server: Server): { close(): Promise<void> } {
  const asking = new Map<Socket, number>();
  let closing = false;
  server.on('connection', (socket) => {
    asking.set(socket, 0);
    socket.once('close', () => asking.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    asking.set(socket, (asking.get(socket) ?? 0) + 1);
    response.once('close', () => {
      const left = (asking.get(socket) ?? 1) - 1;
      if (asking.has(socket)) asking.set(socket, left);
      if (closing && left === 0) socket.end();
    });
  });
  return {
    async close() {
      closing = true;
      const closed = new Promise((resolve) => server.close(resolve));
      for (const [socket, requests] of asking) if (requests === 0) socket.destroy();
      const impatience = setTimeout(() => server.closeAllConnections(), LONGEST_REQUEST_MILLISECONDS);
      await closed;
      clearTimeout(impatience);
    },
  };
}
