import type { HttpAnswer, HttpPort, HttpRequest } from '../../schemas/define-effect.js';
import type { CallClock } from '../carriers/simulator/clock.js';
import { createHttpPort } from '../http-client/request.js';

export interface PhoneHttpOptions {
  clock: CallClock;
  /** Where the CRM is. */
  crmUrl: string;
  /** What flows know it by. */
  shownUrl: string;
  /** (Default: `service`.) */
  answers?: RequestAnswers;
}

/** Who answers the requests of a tried flow: the services themselves, the steps' examples and the demo CRM, or nobody, at once or after too long. */
export type RequestAnswers = 'service' | 'examples' | 'failing' | 'slow';

/**
 * Requests of a simulated call. The address flows know of the CRM is put right, and an answer that took longer of the call's own time
 * than the request allows never came.
 */
export function createPhoneHttp({ clock, crmUrl, shownUrl, answers = 'service' }: PhoneHttpOptions): HttpPort & { close(): Promise<void> } {
  const http = createHttpPort({ crmOrigin: crmUrl, log: silent });
  return {
    async request(request) {
      const standIn = await standInFor(request, answers, isWithin(request.url, shownUrl), clock);
      if (standIn) return standIn;
      const began = clock.now().getTime();
      const answer = await http.request({ ...request, url: isWithin(request.url, shownUrl) ? crmUrl + request.url.slice(shownUrl.length) : request.url });
      if (clock.now().getTime() - began > request.timeoutMilliseconds) throw new Error(`No answer within ${request.timeoutMilliseconds} ms.`);
      return answer;
    },
    close: http.close,
  };
}

/** What is answered without asking anybody. Throws where nobody answers; `null`: ask. */
async function standInFor({ example, timeoutMilliseconds }: HttpRequest, answers: RequestAnswers, isCrm: boolean, clock: CallClock): Promise<HttpAnswer | null> {
  if (answers === 'service') return null;
  if (answers === 'failing') throw Object.assign(new Error('Nobody answers while every request fails.'), { code: 'tried_without_answer' });
  if (answers === 'slow') {
    await clock.advance(timeoutMilliseconds / 1000 + 1);
    throw Object.assign(new Error(`No answer within ${timeoutMilliseconds} ms.`), { code: 'timed_out' });
  }
  if (example) return example;
  if (isCrm) return null;
  throw Object.assign(new Error('The step has no example answer.'), { code: 'no_example' });
}

/** The call's own record tells of its requests. */
const silent = { info: () => undefined, warn: () => undefined };

function isWithin(url: string, base: string): boolean {
  return url === base || ['/', '?'].some((next) => url.startsWith(base + next));
}
