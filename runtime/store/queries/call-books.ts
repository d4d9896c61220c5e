import type pg from 'pg';
import type { CallBooks } from '../../ports.js';

/** What a call left in the books: orders with their evidence, decisions, texts, call backs and leads, each oldest first. */
export async function getCallBooks(pool: pg.Pool, callId: string): Promise<CallBooks> {
  const [orders, decisions, messages, callbacks, leads] = await Promise.all([
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
    pool.query<Omit<Booked, 'from' | 'until'> & { from: Date | null; until: Date | null }>(
      `SELECT callback_id AS "callbackId", phone, queue, window_from AS "from", window_until AS until, reason, status FROM callbacks WHERE call_id = $1 ORDER BY requested_at, callback_id`,
      [callId],
    ),
    pool.query<CallBooks['leads'][number]>(
      `SELECT lead_id AS "leadId", phone, interest, wanted_when AS "when", branch, expires_on::text AS "expiresOn", status, consent FROM leads WHERE call_id = $1 ORDER BY noted_at, lead_id`,
      [callId],
    ),
  ]);
  return {
    ...{ orders: orders.rows, decisions: decisions.rows, messages: messages.rows, leads: leads.rows },
    callbacks: callbacks.rows.map((row) => ({ ...row, from: row.from?.toISOString() ?? null, until: row.until?.toISOString() ?? null })),
  };
}

type Booked = CallBooks['callbacks'][number];
