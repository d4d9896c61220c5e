import { defineEffect } from '../../define-effect.js';
import type { DecideOfferData } from './decide_offer.js';

/** No decision is a decision not to offer. */
export const decideOfferEffect = defineEffect<DecideOfferData>({
  type: 'decide_offer',
  failedExit: 'none',
  async run({ products, requested = false }, { call, ports, idempotencyKey }) {
    const { chosen, facts, writes } = await ports.sales.decide({ products, requested, call, idempotencyKey });
    if (chosen === null || !products.includes(chosen)) return { exit: 'none', facts, writes };
    return { exit: chosen, values: { 'offer.product': chosen }, facts, writes };
  },
});
