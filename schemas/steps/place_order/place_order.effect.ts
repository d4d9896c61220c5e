import { defineEffect } from '../../define-effect.js';
import { offeredProduct } from '../../offered-product.js';
import type { PlaceOrderData } from './place_order.js';

export const placeOrderEffect = defineEffect<PlaceOrderData>({
  type: 'place_order',
  failedExit: 'failed',
  async run(data, { call, ports, idempotencyKey }) {
    const product = offeredProduct(call, data.product);
    if (!product) return { exit: 'failed', facts: [{ type: 'order_refused', missing: ['product'] }] };
    const placing = await ports.sales.placeOrder({ product: product.id, call, idempotencyKey });
    if (placing.result === 'already_held') return { exit: 'already_held' };
    if (placing.result === 'refused') return { exit: 'failed', facts: placing.facts };
    if (placing.result === 'pending') return { exit: 'pending', facts: placing.facts, writes: placing.writes };
    const { orderId, firstChargeOn, endsOn } = placing.order;
    return { exit: 'placed', values: { order: { orderId, firstCharge: firstChargeOn, endsOn } }, facts: placing.facts, writes: placing.writes };
  },
});
