import type { Fact } from './define-step.js';
import type { HttpPort, HttpRequest } from './define-effect.js';
import type { Json } from './json.js';

/**
 * Makes a request and tells of it: the fact `request_made` goes into the call's record, with the address as `shownUrl` has it, so that no
 * secret gets there. `answer` is `null` where none came.
 */
export async function makeRequest(http: HttpPort, request: HttpRequest, shownUrl: string): Promise<{ answer: { status: number; body: Json } | null; made: Fact }> {
  const told = { type: 'request_made', method: request.method, url: shownUrl };
  try {
    const answer = await http.request(request);
    return { answer, made: { ...told, status: answer.status } };
  } catch (error) {
    return { answer: null, made: { ...told, status: null, problem: codeOf(error) } };
  }
}

/** The code only: a message may hold the address. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'no_answer';
}
