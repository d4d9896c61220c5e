import type { Json, JsonObject } from '../../../schemas/json.js';
import type { Queryable } from './in-transaction.js';

export interface AuditEntry {
  id: string;
  /** ISO 8601. */
  at: string;
  /** An email address, `token:<name>`, or a part of the program such as `gallery`. */
  who: string;
  /** In the past tense, such as `flow_published`. */
  action: string;
  /** What it was done to, such as `flow:card-services`. */
  subject: string;
  details: Json;
}

export type AuditAction =
  | 'flow_created' | 'draft_saved' | 'flow_published' | 'flow_rolled_back' | 'canary_changed' | 'canary_promoted' | 'canary_ended' | 'number_set' | 'number_removed' | 'product_saved' | 'switch_set' | 'recording_saved' | 'recording_removed'
  | 'article_saved' | 'article_archived' | 'article_restored' | 'question_settled' | 'callback_changed' | 'lead_changed' | 'message_heard'
  | 'scenario_saved' | 'scenarios_replaced' | 'scenario_deleted'
  | 'switch_cleared' | 'calendar_saved' | 'calendar_removed' | 'customers_imported' | 'customer_erased'
  | 'user_added' | 'user_role_changed' | 'user_removed' | 'sign_in_link_made' | 'signed_in' | 'signed_out' | 'token_made' | 'token_removed';

/** Goes into the same transaction as what it records. */
export async function addAuditEntry(client: Queryable, entry: { who: string; action: AuditAction; subject: string; details?: JsonObject }): Promise<void> {
  await client.query('insert into audit_entries (who, action, subject, details) values ($1, $2, $3, $4)', [entry.who, entry.action, entry.subject, JSON.stringify(entry.details ?? {})]);
}

/** One entry an hour for what is done over and over, such as the saves of a designer at work: none while the last entry of the subject is the same. */
export async function addAuditEntryOnce(client: Queryable, { who, action, subject }: { who: string; action: AuditAction; subject: string }): Promise<void> {
  await client.query(
    `insert into audit_entries (who, action, subject)
     select $1, $2, $3 where not exists (
       select from (select who, action, at from audit_entries where subject = $3 order by id desc limit 1) last
       where last.who = $1 and last.action = $2 and last.at > now() - interval '1 hour')`,
    [who, action, subject],
  );
}

/** Newest first. */
export async function getAuditEntries(client: Queryable, limit: number): Promise<AuditEntry[]> {
  const { rows } = await client.query<Omit<AuditEntry, 'at'> & { at: Date }>('select id, at, who, action, subject, details from audit_entries order by id desc limit $1', [limit]);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
