import type pg from 'pg';
import type { EffectWrite } from '../../schemas/define-effect.js';
import type { Fact } from '../../schemas/define-step.js';
import type { TurnCommit } from '../ports.js';
import { storeTurns } from './store-turns.js';

/** How far an offer came: the fact in the call's record and the column that keeps its time. */
const stages: Record<string, string> = {
  offer_presented: 'presented_at',
  price_heard: 'heard_at',
  offer_accepted: 'accepted_at',
  terms_read_back: 'read_back_at',
  order_confirmed: 'confirmed_at',
  order_placed: 'enrolled_at',
  offer_declined: 'declined_at',
};

/** Turns that write more than the call itself. */
export function isSale(commit: TurnCommit): boolean {
  return commit.writes.length > 0 || saleFacts(commit).length > 0;
}

/** The turn with its orders, texts and decisions: all of it or nothing. `duplicate_order`: the customer holds the product already. */
export async function storeSale(pool: pg.Pool, commit: TurnCommit): Promise<'stored' | 'conflict' | 'duplicate_order'> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const stored = await storeTurns(client, [commit]);
    if (!stored.has(commit.row.callId)) {
      await client.query('ROLLBACK');
      return 'conflict';
    }
    for (const write of commit.writes) await storeWrite(client, commit, write);
    for (const fact of saleFacts(commit)) await advanceDecision(client, commit, fact);
    await client.query('COMMIT');
    return 'stored';
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    if (isDuplicateOrder(error)) return 'duplicate_order';
    throw error;
  } finally {
    client.release();
  }
}

function saleFacts(commit: TurnCommit): Fact[] {
  return (commit.record?.events ?? []).flatMap((event) => (event.type === 'fact' && event.fact.type in stages && event.fact['product'] ? [event.fact] : []));
}

function isDuplicateOrder(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === '23505' && constraint === 'orders_once_a_customer';
}

async function storeWrite(client: pg.ClientBase, { row, at }: TurnCommit, write: EffectWrite): Promise<void> {
  switch (write.write) {
    case 'order': {
      const { order } = write;
      await client.query(
        `INSERT INTO orders (call_id, order_id, customer_id, product, product_version, amount_minor, currency, period, status, begins_on, first_charge_on, ends_on, evidence, test, placed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'placed', $9, $10, $11, $12, $13, $14)`,
        [row.callId, order.orderId, order.customerId, order.product, order.productVersion, order.amountMinor, order.currency, order.period, order.beginsOn, order.firstChargeOn, order.endsOn, JSON.stringify(order.evidence), row.test, at],
      );
      return;
    }
    case 'message':
      await client.query('INSERT INTO messages (call_id, message_id, recipient, body, language, queued_at, status) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING', [
        // Whoever tries a line sends nobody a text.
        row.callId, write.message.messageId, write.message.to, write.message.text, write.message.language, at, row.test ? 'kept' : 'queued',
      ]);
      return;
    case 'decision': {
      const { decision } = write;
      await client.query(
        `INSERT INTO decisions (call_id, decision_id, customer_id, product, product_version, action, reason, policy, propensity, context, decided_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING`,
        [row.callId, decision.decisionId, decision.customerId, decision.product, decision.productVersion, decision.action, decision.reason, decision.policy, decision.propensity, JSON.stringify(decision.context), at],
      );
      return;
    }
    case 'callback': {
      const { callback } = write;
      await client.query(
        `INSERT INTO callbacks (call_id, callback_id, phone, customer_id, queue, window_from, window_until, reason, language, test, requested_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING`,
        [row.callId, callback.callbackId, callback.phone, callback.customerId, callback.queue, callback.from, callback.until, callback.reason, callback.language, row.test, at],
      );
      return;
    }
    case 'lead': {
      const { lead } = write;
      await client.query(
        `INSERT INTO leads (call_id, lead_id, phone, customer_id, interest, wanted_when, branch, language, consent, expires_on, test, noted_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING`,
        [row.callId, lead.leadId, lead.phone, lead.customerId, lead.interest, lead.when, lead.branch, lead.language, JSON.stringify(lead.consent), lead.expiresOn, row.test, at],
      );
      return;
    }
    case 'opt_out':
      await client.query('UPDATE customers SET opted_out_at = coalesce(opted_out_at, $2) WHERE customer_id = $1', [write.customerId, at]);
      return;
    case 'customer':
      await client.query(
        `INSERT INTO customers (customer_id, phone, data, updated_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (customer_id) DO UPDATE SET phone = excluded.phone, data = excluded.data, updated_at = excluded.updated_at, erased_at = NULL`,
        [write.customer.customerId, write.customer.phone, JSON.stringify(write.customer.data), at],
      );
  }
}

/** The first time counts; a stage that comes again leaves it. */
async function advanceDecision(client: pg.ClientBase, { row, at }: TurnCommit, fact: Fact): Promise<void> {
  const column = stages[fact.type]!;
  await client.query(
    `UPDATE decisions SET ${column} = coalesce(${column}, $3) WHERE call_id = $1 AND action = 'offer' AND product = $2`,
    [row.callId, fact['product'], at],
  );
}
