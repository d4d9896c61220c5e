import { BUCKETS, bucketOf } from '../../schemas/sticky-bucket.js';
import type { Arm, NumberAnswer } from '../ports.js';

/**
 * Which version takes a call of a split alias. One caller always falls on the same side, and stays on the canary while its share only grows:
 * the bucket depends on the number and the canary's version alone. A withheld number tells nobody apart, so there each call falls by itself.
 */
export function chooseArm({ flow, alias, version, canary }: NumberAnswer, { from, callId }: { from: string; callId: string }): { version: string; arm: Arm | null } {
  if (!canary) return { version, arm: null };
  const unit = /\d{5}/.test(from) ? from : callId;
  const isCanary = bucketOf(`${flow}@${alias} ${canary.version}`, unit) < Math.round((canary.sharePercent * BUCKETS) / 100);
  return isCanary ? { version: canary.version, arm: 'canary' } : { version, arm: 'stable' };
}
