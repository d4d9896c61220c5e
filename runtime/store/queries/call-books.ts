import type pg from 'pg';
import type { CallBooks } from '../../ports.js';

/** What a call left in the books: orders with their evidence, decisions and texts, each oldest first. */
export async function getCallBooks(pool: pg.Pool, callId: string): Promise<CallBooks> {
  const [orders, decisions, messages] = await Promise.all([
    pool.query<CallBooks['orders'][number]>(
      `SELECT order_id AS "orderId", product, product_version AS "productVersion", amount_minor::float8 AS "amountMinor", currency, period, status, evidence
       FROM orders WHERE call_id = $1 ORDER BY placed_at`,
      [callId],
    ),
    pool.query<CallBooks['decisions'][number]>(
      `SELECT product, product_version AS "productVersion", action, reason, policy, propensity FROM decisions WHERE call_id = $1 ORDER BY decided_at, decision_id`,
      [callId],
    ),
    pool.query<CallBooks['messages'][number]>('SELECT recipient AS "to", body AS text FROM messages WHERE call_id = $1 ORDER BY queued_at', [callId]),
  ]);
  return { orders: orders.rows, decisions: decisions.rows, messages: messages.rows };
}
