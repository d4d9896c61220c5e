import type pg from 'pg';
import type { CustomerHistory, SalesHistory } from '../ports.js';

/** What a customer holds, was offered and refused, by our own books. Test calls count for nothing. */
export function createSalesHistory(pool: pg.Pool): SalesHistory {
  return {
    async getHistory(customerId, since) {
      const { rows } = await pool.query<CustomerHistory>(historyQuery, [customerId, since]);
      return rows[0]!;
    },
  };
}

const historyQuery = `
SELECT
  EXISTS (SELECT FROM customers WHERE customer_id = $1 AND opted_out_at IS NOT NULL) AS "optedOut",
  coalesce((SELECT json_agg(json_build_object('product', o.product, 'endsOn', o.ends_on) ORDER BY o.product)
    FROM (SELECT product, max(ends_on) AS ends_on FROM orders WHERE customer_id = $1 AND status <> 'cancelled' AND NOT test GROUP BY product) o), '[]') AS held,
  coalesce((SELECT json_agg(json_build_object('product', d.product, 'at', d.presented_at,
      'outcome', CASE WHEN d.enrolled_at IS NOT NULL THEN 'enrolled' WHEN d.declined_at IS NOT NULL THEN 'declined' ELSE 'none' END) ORDER BY d.presented_at DESC)
    FROM decisions d JOIN calls c USING (call_id)
    WHERE d.customer_id = $1 AND d.presented_at >= $2 AND NOT c.test), '[]') AS offers`;
