/**
 * Whether the server answers but has the file of a failed import no more, as after an upgrade under a page that was left open. Where the file is
 * not known, the start page is asked for the files of today.
 */
export async function isFileGone(address: string | null): Promise<boolean> {
  try {
    if (address && (await fetch(address, { method: 'HEAD', cache: 'no-store' })).status === 404) return true;
    const start = await (await fetch('/', { cache: 'no-store' })).text();
    const own = document.querySelector('script[type="module"][src]')?.getAttribute('src');
    return Boolean(own) && start.includes('/assets/') && !start.includes(own!);
  } catch {
    return false;
  }
}

/** Most browsers name the file in the error of an import. A style that was not loaded is not asked for again: it is none to import. */
export function readAddress(error: unknown): string | null {
  const [address] = /https?:\/\/[^\s?]+\.js/.exec(error instanceof Error ? error.message : '') ?? [];
  return address && new URL(address).origin === window.location.origin ? address : null;
}
