import { parseCookie } from 'undici';

/** The cookies of one call, which end with it. */
export function createCookieJar(): CookieJar {
  const kept = new Map<string, KeptCookie>();
  return {
    keep(url, setCookies, now) {
      const { hostname, pathname } = new URL(url);
      for (const line of setCookies) {
        const cookie = parseCookie(line);
        if (!cookie?.name) continue;
        const domain = cookie.domain?.replace(/^\./, '').toLowerCase() ?? '';
        if (domain !== '' && !isWithin(hostname, domain)) continue;
        const path = cookie.path?.startsWith('/') ? cookie.path : pathname.replace(/\/[^/]*$/, '') || '/';
        const lifeMilliseconds = cookie.maxAge === undefined ? undefined : cookie.maxAge * 1000;
        const expiresAt = lifeMilliseconds !== undefined ? now.getTime() + lifeMilliseconds : cookie.expires === undefined ? Infinity : Number(cookie.expires);
        kept.set(JSON.stringify([cookie.name, domain || hostname, path]), {
          ...{ name: cookie.name, value: cookie.value, host: domain || hostname, alsoBelow: domain !== '', path, secure: cookie.secure === true, expiresAt },
        });
      }
    },
    header(url, now) {
      const { hostname, pathname, protocol } = new URL(url);
      const fitting = [...kept.values()].filter(
        ({ host, alsoBelow, path, secure, expiresAt }) =>
          (hostname === host || (alsoBelow && isWithin(hostname, host))) &&
          (pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`)) &&
          (!secure || protocol === 'https:') &&
          expiresAt > now.getTime(),
      );
      return fitting.map(({ name, value }) => `${name}=${value}`).join('; ') || undefined;
    },
  };
}

export interface CookieJar {
  keep(url: string, setCookies: readonly string[], now: Date): void;
  /** The `Cookie` header for a URL, where there is one. */
  header(url: string, now: Date): string | undefined;
}

interface KeptCookie {
  name: string;
  value: string;
  host: string;
  /** Set with a Domain, so it goes to hosts below it too. */
  alsoBelow: boolean;
  path: string;
  secure: boolean;
  /** Milliseconds. */
  expiresAt: number;
}

function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}
