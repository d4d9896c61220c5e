import type { CallView } from './define-step.js';
import { valueAt } from './conditions.js';
import { oneOf } from './form-controls.js';

/** Buckets are hundredths of a percent. */
export const BUCKETS = 10_000;

/** Who shall meet the same side every time. */
export const StickyBy = oneOf(['customer', 'caller', 'call'], { default: 'customer' });

export type StickyBy = (typeof StickyBy)['static'];

export const stickyLabels = {
  customer: { 'en-US': 'Customer, else the number that calls', 'zh-CN': '客户（未识别时按来电号码）' },
  caller: { 'en-US': 'Number that calls', 'zh-CN': '来电号码' },
  call: { 'en-US': 'Each call by itself', 'zh-CN': '每次来电' },
};

/** Who is told apart, and by what: the customer, else the number, else, where it is withheld, the call. */
export function stickyUnit(by: StickyBy, call: CallView): { unit: StickyBy; id: string } {
  const customer = by === 'customer' ? valueAt(call.values, 'customer.id') : null;
  if (typeof customer === 'string' && customer !== '') return { unit: 'customer', id: customer };
  if (by !== 'call' && /\d{5}/.test(call.from)) return { unit: 'caller', id: call.from };
  return { unit: 'call', id: call.callId };
}

/**
 * A bucket from 0 to 9,999 that is always the same for a name and a unit, and independent between names: FNV-1a over the UTF-16 units,
 * then the finalizer of MurmurHash3, since FNV alone leaves the high bits of similar keys alike.
 */
export function bucketOf(name: string, id: string): number {
  let hash = 0x811c9dc5;
  const key = `${name}\u0000${id}`;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  hash ^= hash >>> 16;
  return Math.floor(((hash >>> 0) / 2 ** 32) * BUCKETS);
}
