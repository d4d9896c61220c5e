import type pg from 'pg';
import type { Json } from '../../schemas/json.js';

/** Tells the CRM of a lead; throws where it must be told again. The same id is the same lead, however often it is told. */
export type LeadReceiver = (lead: { leadId: string; body: Json }) => Promise<void>;

/** After the first failure; twice as long after each that follows, up to the longest. */
const RETRY_SECONDS = 60;
const LONGEST_RETRY_SECONDS = 3_600;

/** A run ends before pg-boss takes it for dead (15 minutes); the next one goes on. */
const LONGEST_RUN_MILLISECONDS = 10 * 60_000;

/**
 * Delivers leads to the CRM, at least once, until it takes them: a branch that is never told calls nobody. Leads of test calls stay here,
 * and so does one that was withdrawn before it was delivered. A row is locked while it is told, so that two nodes never tell the same one at once.
 */
export async function deliverLeads(pool: pg.Pool, receive: LeadReceiver): Promise<void> {
  const givesUpAt = Date.now() + LONGEST_RUN_MILLISECONDS;
  const refused: string[] = [];
  while (Date.now() < givesUpAt) {
    const result = await deliverOne(pool, receive);
    if (result === 'none') break;
    if (result !== 'delivered') refused.push(result.error);
  }
  if (refused.length > 0) throw new Error(`${refused.length} leads could not be delivered: ${refused[0]}`);
}

interface WaitingLead {
  call_id: string;
  lead_id: string;
  deliveries: number;
  body: Json;
}

async function deliverOne(pool: pg.Pool, receive: LeadReceiver): Promise<'none' | 'delivered' | { error: string }> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<WaitingLead>(
      `SELECT call_id, lead_id, deliveries, jsonb_build_object('leadId', lead_id, 'callId', call_id, 'phone', phone, 'customerId', customer_id, 'interest', interest, 'when', wanted_when,
         'branch', branch, 'language', language, 'notedAt', noted_at, 'expiresOn', expires_on, 'consent', consent) AS body
       FROM leads WHERE delivered_at IS NULL AND NOT test AND status <> 'withdrawn' AND coalesce(next_delivery_at, noted_at) <= now()
       ORDER BY noted_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
    );
    const [lead] = rows;
    const error = lead ? await tell(receive, lead) : null;
    if (lead) await settle(client, lead, error);
    await client.query('COMMIT');
    return !lead ? 'none' : error === null ? 'delivered' : { error };
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function tell(receive: LeadReceiver, { lead_id: leadId, body }: WaitingLead): Promise<string | null> {
  try {
    await receive({ leadId, body });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function settle(client: pg.ClientBase, { call_id: callId, lead_id: leadId, deliveries }: WaitingLead, error: string | null): Promise<void> {
  const wait = Math.min(RETRY_SECONDS * 2 ** Math.min(deliveries, 10), LONGEST_RETRY_SECONDS);
  await client.query(
    `UPDATE leads SET deliveries = deliveries + 1, delivered_at = CASE WHEN $3::text IS NULL THEN now() END, delivery_error = $3,
       next_delivery_at = CASE WHEN $3 IS NULL THEN NULL ELSE now() + make_interval(secs => $4) END WHERE call_id = $1 AND lead_id = $2`,
    [callId, leadId, error?.slice(0, 500) ?? null, wait],
  );
}
