import type pg from 'pg';
import type { Json } from '../../schemas/json.js';

/** Tells the card core of an order. `taken`: it has it, now or from an earlier try; throws where it must be told again. */
export type OrderReceiver = (order: { orderId: string; body: Json }) => Promise<void>;

const BATCH = 50;

/** A run ends before pg-boss takes it for dead (15 minutes); what is left comes first in the next one. */
const LONGEST_RUN_MILLISECONDS = 10 * 60_000;

/**
 * Delivers placed orders to the card core, at least once; the order's id is the idempotency key. Test orders stay here. Every order is
 * tried once a run, so that orders the core refuses for good never keep younger ones waiting.
 */
export async function deliverOrders(pool: pg.Pool, receive: OrderReceiver): Promise<void> {
  const givesUpAt = Date.now() + LONGEST_RUN_MILLISECONDS;
  const refused: unknown[] = [];
  let tried = 0;
  let last: PlacedOrder | undefined;
  do {
    const orders: PlacedOrder[] = await listPlaced(pool, last);
    for (const order of orders) {
      const error = await deliver(pool, order, receive);
      if (error !== null) refused.push(error);
    }
    tried += orders.length;
    last = orders.at(-1);
  } while (last && Date.now() < givesUpAt);
  if (refused.length > 0) throw new AggregateError(refused, `${refused.length} of ${tried} orders could not be delivered: ${String(refused[0])}`);
}

interface PlacedOrder {
  call_id: string;
  order_id: string;
  /** As the database writes it, since it is finer than a Date. */
  placed_at: string;
  body: Json;
}

/** The next ones after `last`, oldest first. */
async function listPlaced(pool: pg.Pool, last: PlacedOrder | undefined): Promise<PlacedOrder[]> {
  const { rows } = await pool.query<PlacedOrder>(
    `SELECT call_id, order_id, placed_at::text, jsonb_build_object('orderId', order_id, 'customerId', customer_id, 'product', product, 'productVersion', product_version,
       'amountMinor', amount_minor, 'currency', currency, 'period', period, 'firstChargeOn', first_charge_on, 'endsOn', ends_on, 'evidence', evidence) AS body
     FROM orders WHERE status = 'placed' AND NOT test AND (placed_at, call_id, order_id) > ($1::timestamptz, $2, $3)
     ORDER BY orders.placed_at, call_id, order_id LIMIT ${BATCH}`,
    [last?.placed_at ?? '-infinity', last?.call_id ?? '', last?.order_id ?? ''],
  );
  return rows;
}

/** Why it could not be delivered, or `null`. */
async function deliver(pool: pg.Pool, { call_id: callId, order_id: orderId, body }: PlacedOrder, receive: OrderReceiver): Promise<unknown> {
  try {
    await receive({ orderId, body });
    await pool.query(`UPDATE orders SET status = 'delivered' WHERE call_id = $1 AND order_id = $2 AND status = 'placed'`, [callId, orderId]);
    return null;
  } catch (error) {
    return error;
  }
}
