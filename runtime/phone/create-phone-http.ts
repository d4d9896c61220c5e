import type { HttpPort } from '../../schemas/define-effect.js';
import type { CallClock } from '../carriers/simulator/clock.js';
import { createHttpPort } from '../http-client/request.js';

export interface PhoneHttpOptions {
  clock: CallClock;
  /** Where the CRM is. */
  crmUrl: string;
  /** What flows know it by. */
  shownUrl: string;
}

/**
 * Requests of a simulated call. The address flows know of the CRM is put right, and an answer that took longer of the call's own time
 * than the request allows never came.
 */
export function createPhoneHttp({ clock, crmUrl, shownUrl }: PhoneHttpOptions): HttpPort & { close(): Promise<void> } {
  const http = createHttpPort({ crmOrigin: crmUrl, log: silent });
  return {
    async request(request) {
      const began = clock.now().getTime();
      const answer = await http.request({ ...request, url: isWithin(request.url, shownUrl) ? crmUrl + request.url.slice(shownUrl.length) : request.url });
      if (clock.now().getTime() - began > request.timeoutMilliseconds) throw new Error(`No answer within ${request.timeoutMilliseconds} ms.`);
      return answer;
    },
    close: http.close,
  };
}

/** The call's own record tells of its requests. */
const silent = { info: () => undefined, warn: () => undefined };

function isWithin(url: string, base: string): boolean {
  return url === base || ['/', '?'].some((next) => url.startsWith(base + next));
}
