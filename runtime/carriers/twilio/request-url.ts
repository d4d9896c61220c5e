import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';

/**
 * The URL Twilio requested and signed. With `publicUrl` (PUBLIC_URL) it is that origin and path prefix, which a proxy takes off before the
 * request reaches us; without, what the request itself says. The path and query stay as they came, letter for letter, since they are signed.
 */
export function requestUrl({ protocol, host, originalUrl }: RequestOrigin, publicUrl?: string): string {
  const pathAndQuery = originalUrl.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '') || '/';
  return (publicUrl ? publicBase(publicUrl) : `${protocol}://${host}`) + pathAndQuery;
}

export interface RequestOrigin {
  /** `http` or `https`. */
  protocol: string;
  /** With the port, where it has one. */
  host: string;
  originalUrl: string;
}

/**
 * Reads what `requestUrl` needs from a bare Node request. With `trustProxy` (TRUST_PROXY) the proxy nearest to the caller is believed about
 * protocol and host: the first entry of X-Forwarded-Proto and X-Forwarded-Host, as Express does. Without it they are ignored.
 */
export function readRequestOrigin(request: IncomingMessage, trustProxy: boolean): RequestOrigin {
  const forwarded = (name: string): string | undefined => (trustProxy ? firstEntry(request.headers[name]) : undefined);
  return {
    protocol: forwarded('x-forwarded-proto') ?? ((request.socket as Partial<TLSSocket>).encrypted ? 'https' : 'http'),
    host: forwarded('x-forwarded-host') ?? request.headers.host ?? '',
    originalUrl: request.url ?? '/',
  };
}

function publicBase(publicUrl: string): string {
  const { protocol, host, pathname } = new URL(publicUrl);
  return `${protocol}//${host}${pathname.replace(/\/+$/, '')}`;
}

function firstEntry(header: string | string[] | undefined): string | undefined {
  const value = Array.isArray(header) ? header[0] : header;
  return value?.split(',')[0]?.trim() || undefined;
}
