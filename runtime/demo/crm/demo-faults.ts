import type { RequestHandler } from 'express';
import { createRefusal } from './refusal.js';

/**
 * Failures on request, for designers who try how a flow bears them, and for tests. Only the demo CRM has them.
 *
 * - header or query `x-demo-delay-milliseconds: 3000` answers after that time (0 to 60000);
 * - header or query `x-demo-status: 503` does nothing and answers with that status (400 to 599);
 * - requests that name the number +8613800000008 answer after 8 s;
 * - requests that name the number +8613800000009 always get 503.
 *
 * A delayed request is carried out even when the client has gone, as a real core would: the client's retry under the same key finds its answer.
 */
export function answerWithFaults(wait: (milliseconds: number) => Promise<void>): RequestHandler {
  return async (request, _response, next) => {
    const asked = (name: string) => request.get(name) ?? request.query[name];
    const status = readWhole('x-demo-status', asked('x-demo-status'), 400, 599);
    const delay = readWhole('x-demo-delay-milliseconds', asked('x-demo-delay-milliseconds'), 0, 60_000);
    const phone = getPhone(request.query) ?? getPhone(request.body);
    const milliseconds = delay ?? (phone === SLOW_PHONE ? SLOW_MILLISECONDS : 0);
    if (milliseconds > 0) await wait(milliseconds);
    if (status !== undefined) throw createRefusal(status, 'demo_status', 'Answered so because x-demo-status asked for it.');
    if (phone === BROKEN_PHONE) throw createRefusal(503, 'unavailable', 'This number always meets an outage, to try how a flow bears it.');
    next();
  };
}

export const SLOW_PHONE = '+8613800000008';
export const BROKEN_PHONE = '+8613800000009';

/** Longer than callers bear silence, shorter than the carrier's 15 s. */
const SLOW_MILLISECONDS = 8000;

function readWhole(name: string, value: unknown, least: number, most: number): number | undefined {
  if (value === undefined) return undefined;
  const whole = typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : NaN;
  if (whole >= least && whole <= most) return whole;
  throw createRefusal(400, 'bad_request', `${name} must be a whole number from ${least} to ${most}.`);
}

function getPhone(fields: unknown): string | undefined {
  const phone = typeof fields === 'object' && fields !== null && 'phone' in fields ? fields.phone : undefined;
  return typeof phone === 'string' ? phone : undefined;
}
