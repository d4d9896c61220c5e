import type pg from 'pg';
import type { LeadConsent } from '../../../schemas/define-effect.js';
import { addAuditEntry } from './audit.js';
import { inTransaction } from './in-transaction.js';
import type { Queryable } from './in-transaction.js';
import { readCursor, renderCursor } from './page-cursor.js';

export const leadStatuses = ['open', 'contacted', 'won', 'lost', 'withdrawn'] as const;

export type LeadStatus = (typeof leadStatuses)[number];

/** Interest in something, with the consent to be called about it. */
export interface Lead {
  callId: string;
  leadId: string;
  /** E.164. */
  phone: string;
  customerId: string | null;
  interest: string;
  /** When the customer wants to be called, in the flow's own words; `null`: any time. */
  when: string | null;
  /** `null`: the head office. */
  branch: string | null;
  language: string;
  consent: LeadConsent;
  /** ISO date after which it is deleted. */
  expiresOn: string;
  status: LeadStatus;
  note: string;
  test: boolean;
  notedAt: string;
  changedAt: string | null;
  changedBy: string | null;
  /** Whether the CRM has it; `kept`: of a test call, which stays here. */
  delivery: 'kept' | 'delivered' | 'waiting';
  deliveredAt: string | null;
  /** Why the last try failed. */
  deliveryError: string | null;
}

export interface LeadQuery {
  status?: LeadStatus | undefined;
  branch?: string | undefined;
  interest?: string | undefined;
  /** Noted from this moment on, and before that one; ISO 8601. */
  since?: string | undefined;
  before?: string | undefined;
  /** Also those of test calls. */
  test?: boolean | undefined;
  limit: number;
  /** The `next` of the page before. */
  after?: string | undefined;
}

const columns = `call_id as "callId", lead_id as "leadId", phone, customer_id as "customerId", interest, wanted_when as "when", branch, language, consent, expires_on::text as "expiresOn", status, note, test,
  noted_at as "notedAt", changed_at as "changedAt", changed_by as "changedBy", case when test then 'kept' when delivered_at is null then 'waiting' else 'delivered' end as delivery,
  delivered_at as "deliveredAt", delivery_error as "deliveryError"`;

/** Newest first. */
export async function getLeads(client: Queryable, { status, branch, interest, since, before, test = false, limit, after }: LeadQuery): Promise<{ leads: Lead[]; next: string | null }> {
  const cursor = after === undefined ? null : readCursor(after);
  const { rows } = await client.query<Row & { at: string }>(
    `select ${columns}, noted_at::text as at from leads
     where ($1::text is null or status = $1) and ($2::text is null or branch = $2) and ($3::text is null or interest = $3)
       and ($4::timestamptz is null or noted_at >= $4) and ($5::timestamptz is null or noted_at < $5) and (test = false or $6)
       and ($7::timestamptz is null or (noted_at, call_id, lead_id) < ($7::timestamptz, $8, $9))
     order by noted_at desc, call_id desc, lead_id desc limit $10`,
    [status ?? null, branch ?? null, interest ?? null, since ?? null, before ?? null, test, cursor?.at ?? null, cursor?.callId ?? '', cursor?.id ?? '', limit + 1],
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { leads: page.map(readRow), next: rows.length > limit && last ? renderCursor({ at: last.at, callId: last.callId, id: last.leadId }) : null };
}

export interface LeadChange {
  callId: string;
  leadId: string;
  status?: LeadStatus | undefined;
  note?: string | undefined;
  who: string;
}

/** `null`: there is none. A lead that was withdrawn stays so: nobody is called against their word. */
export async function changeLead(pool: pg.Pool, { callId, leadId, status, note, who }: LeadChange): Promise<Lead | 'withdrawn' | null> {
  return inTransaction(pool, async (client) => {
    const { rows: before } = await client.query<{ status: LeadStatus }>('select status from leads where call_id = $1 and lead_id = $2 for update', [callId, leadId]);
    if (!before[0]) return null;
    if (before[0].status === 'withdrawn' && status !== undefined && status !== 'withdrawn') return 'withdrawn';
    const { rows } = await client.query<Row>(
      `update leads set status = coalesce($3, status), note = coalesce($4, note), changed_at = now(), changed_by = $5 where call_id = $1 and lead_id = $2 returning ${columns}`,
      [callId, leadId, status ?? null, note ?? null, who],
    );
    await addAuditEntry(client, { who, action: 'lead_changed', subject: `lead:${callId}/${leadId}`, details: { ...(status && { status }), noted: note !== undefined } });
    return readRow(rows[0]!);
  });
}

type Row = Omit<Lead, 'notedAt' | 'changedAt' | 'deliveredAt'> & { notedAt: Date; changedAt: Date | null; deliveredAt: Date | null };

function readRow(row: Row): Lead {
  const { callId, leadId, phone, customerId, interest, when, branch, language, consent, expiresOn, status, note, test, changedBy, delivery, deliveryError } = row;
  return {
    ...{ callId, leadId, phone, customerId, interest, when, branch, language, consent, expiresOn, status, note, test, notedAt: row.notedAt.toISOString() },
    ...{ changedAt: row.changedAt?.toISOString() ?? null, changedBy, delivery, deliveredAt: row.deliveredAt?.toISOString() ?? null, deliveryError },
  };
}
