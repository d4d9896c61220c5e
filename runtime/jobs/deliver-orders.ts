import type pg from 'pg';
import type { Json } from '../../schemas/json.js';

/** Tells the card core of an order. `taken`: it has it, now or from an earlier try; throws where it must be told again. */
export type OrderReceiver = (order: { orderId: string; body: Json }) => Promise<void>;

const BATCH = 50;

/** Delivers placed orders to the card core, at least once; the order's id is the idempotency key. Test orders stay here. */
export async function deliverOrders(pool: pg.Pool, receive: OrderReceiver): Promise<void> {
  const { rows } = await pool.query<{ call_id: string; order_id: string; body: Json }>(
    `SELECT call_id, order_id, jsonb_build_object('orderId', order_id, 'customerId', customer_id, 'product', product, 'productVersion', product_version,
       'amountMinor', amount_minor, 'currency', currency, 'period', period, 'firstChargeOn', first_charge_on, 'endsOn', ends_on, 'evidence', evidence) AS body
     FROM orders WHERE status = 'placed' AND NOT test ORDER BY placed_at LIMIT ${BATCH}`,
  );
  const refused: unknown[] = [];
  for (const { call_id: callId, order_id: orderId, body } of rows) {
    try {
      await receive({ orderId, body });
      await pool.query(`UPDATE orders SET status = 'delivered' WHERE call_id = $1 AND order_id = $2 AND status = 'placed'`, [callId, orderId]);
    } catch (error) {
      // One order that is refused does not keep the others waiting.
      refused.push(error);
    }
  }
  if (refused.length > 0) throw new AggregateError(refused, `${refused.length} of ${rows.length} orders could not be delivered: ${String(refused[0])}`);
}
