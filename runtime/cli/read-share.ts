import { fail } from '../errors.js';

/** A share of the callers: `10`, `2.5` or `10%`. Throws `wrong_usage` outside of 0 to 100, both exclusive. */
export function readShare(text: string, option: string): number {
  const share = Number(/^(\d+(?:\.\d+)?) ?%?$/.exec(text.trim())?.[1]);
  if (!(share >= 0.01 && share <= 99.99)) throw fail('wrong_usage', { reason: `${option} is a share of the callers in percent, above 0 and below 100, not "${text}".` });
  return Math.round(share * 100) / 100;
}
