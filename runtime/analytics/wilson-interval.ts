import type { Rate } from '../../schemas/answers/report-document.js';

/** Two-sided 95 %. */
const z = 1.959963984540054;

/**
 * A share and its score interval (Wilson 1927, Journal of the American Statistical Association 22, 209–212), which stays within 0 and 1 and
 * holds for few calls too.
 */
export function rateOf(numerator: number, denominator: number): Rate {
  if (denominator === 0) return { numerator, denominator, rate: null, low: null, high: null };
  const share = numerator / denominator;
  const spread = z * z;
  const centre = (share + spread / (2 * denominator)) / (1 + spread / denominator);
  const half = (z * Math.sqrt((share * (1 - share)) / denominator + spread / (4 * denominator * denominator))) / (1 + spread / denominator);
  return { numerator, denominator, rate: share, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
