import type pg from 'pg';

/** Sends one text; returns the carrier's id of it. Throws where the carrier refuses; the same key never sends twice where the carrier honours it. */
export type MessageSender = (message: { to: string; text: string; idempotencyKey: string }) => Promise<string>;

/** After so many refusals a text is given up and shown as failed. */
const MAX_ATTEMPTS = 5;

/** After the first refusal; twice as long after the second, and so on: five tries take five minutes. */
const RETRY_SECONDS = 30;

/** A run ends before pg-boss takes it for dead (15 minutes); the next one goes on. */
const LONGEST_RUN_MILLISECONDS = 10 * 60_000;

/**
 * Sends all texts that turns left queued; one that was refused waits longer with each try. A row is locked while it is sent, so two nodes
 * never send the same one at once.
 */
export async function deliverMessages(pool: pg.Pool, send: MessageSender): Promise<void> {
  const givesUpAt = Date.now() + LONGEST_RUN_MILLISECONDS;
  while (Date.now() < givesUpAt) if (!(await deliverOne(pool, send))) return;
}

async function deliverOne(pool: pg.Pool, send: MessageSender): Promise<boolean> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<{ call_id: string; message_id: string; recipient: string; body: string; attempts: number }>(
      `SELECT call_id, message_id, recipient, body, attempts FROM messages
       WHERE status = 'queued' AND coalesce(next_try_at, queued_at) <= now() ORDER BY queued_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
    );
    const message = rows[0];
    if (message) await settle(client, message, await attempt(send, message));
    await client.query('COMMIT');
    return message !== undefined;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function attempt(send: MessageSender, message: { message_id: string; recipient: string; body: string }): Promise<{ carrierId: string } | { error: string }> {
  try {
    return { carrierId: await send({ to: message.recipient, text: message.body, idempotencyKey: message.message_id }) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

async function settle(client: pg.ClientBase, message: { call_id: string; message_id: string; attempts: number }, result: { carrierId: string } | { error: string }): Promise<void> {
  const status = 'carrierId' in result ? 'sent' : message.attempts + 1 >= MAX_ATTEMPTS ? 'failed' : 'queued';
  await client.query(
    `UPDATE messages SET status = $3, attempts = attempts + 1, carrier_id = $4, error = $5, sent_at = CASE WHEN $3 = 'sent' THEN now() END,
       next_try_at = now() + make_interval(secs => $6 * (attempts + 1)) WHERE call_id = $1 AND message_id = $2`,
    [message.call_id, message.message_id, status, 'carrierId' in result ? result.carrierId : null, 'error' in result ? result.error.slice(0, 500) : null, RETRY_SECONDS],
  );
}
