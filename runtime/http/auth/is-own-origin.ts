import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a browser sent this from a page of ours: its Origin is the public one, or the very host that was asked (a laptop is
 * reached as localhost, 127.0.0.1 and by name). A request without Origin is not: browsers send one with every write.
 */
export function isOwnOrigin({ origin, host }: IncomingHttpHeaders, publicUrl: string): boolean {
  if (!origin || !URL.canParse(origin)) return false;
  const sender = new URL(origin);
  return sender.origin === new URL(publicUrl).origin || sender.host === host;
}
