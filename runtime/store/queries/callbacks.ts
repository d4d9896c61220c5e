import type pg from 'pg';
import type { Callback, CallbackStatus } from '../../../schemas/answers/callback.js';
import type { JsonObject } from '../../../schemas/json.js';
import { addAuditEntry } from './audit.js';
import { inTransaction } from './in-transaction.js';
import type { Queryable } from './in-transaction.js';
import { readCursor, renderCursor } from './page-cursor.js';

export interface CallbackQuery {
  status?: CallbackStatus | undefined;
  /** No longer open, or still. */
  settled?: boolean | undefined;
  queue?: string | undefined;
  /** Only those that may be called now, the longest awaited first; others come newest first. */
  due?: boolean | undefined;
  /** Asked for from this moment on, and before that one; ISO 8601. */
  since?: string | undefined;
  before?: string | undefined;
  /** Also those of test calls. */
  test?: boolean | undefined;
  limit: number;
  /** The `next` of the page before. */
  after?: string | undefined;
}

/** Nobody is called again for this long, unless whoever called says another time. */
export const TRY_AGAIN_MINUTES = 30;

/** A window that has passed is still to be made good, and said to be late. */
const dueSql = `case when status <> 'open' then null
  when coalesce(next_try_at, window_from, requested_at) > now() then 'later'
  when window_until < now() then 'overdue' else 'now' end`;

/** The id of a request begins with the call and the step it was made in. */
const stepTitleSql = `(select case json_typeof(title) when 'object' then title end
  from calls c join versions v using (version), lateral (select v.document #> array['states', split_part(substr(callback_id, length(callbacks.call_id) + 2), '.', 1), 'meta', 'title'] as title) t
  where c.call_id = callbacks.call_id)`;

/** Since when somebody could have called: what a work list is in the order of. */
const readySql = 'greatest(coalesce(window_from, requested_at), coalesce(next_try_at, requested_at))';

const columns = `call_id as "callId", callback_id as "callbackId", phone, customer_id as "customerId", queue, ${stepTitleSql} as "stepTitle", window_from as "from", window_until as until, reason, language, status,
  ${dueSql} as due, attempts, next_try_at as "nextTryAt", taken_by as "takenBy", taken_at as "takenAt", note, test, requested_at as "requestedAt", settled_at as "settledAt", settled_by as "settledBy"`;

export async function getCallbacks(client: Queryable, { status, settled, queue, due, since, before, test = false, limit, after }: CallbackQuery): Promise<{ callbacks: Callback[]; next: string | null }> {
  const cursor = after === undefined ? null : readCursor(after);
  const order = due ? readySql : 'requested_at';
  const { rows } = await client.query<Row & { at: string }>(
    `select ${columns}, (${order})::text as at from callbacks
     where ($1::text is null or status = $1) and ($2::text is null or queue = $2) and ($3::timestamptz is null or requested_at >= $3) and ($4::timestamptz is null or requested_at < $4)
       and (test = false or $5) and (not $6::boolean or (status = 'open' and ${readySql} <= now()))
       and ($7::timestamptz is null or (${order}, call_id, callback_id) ${due ? '>' : '<'} ($7::timestamptz, $8, $9))
       and ($11::boolean is null or (status <> 'open') = $11)
     order by ${due ? `${order}, call_id, callback_id` : 'requested_at desc, call_id desc, callback_id desc'} limit $10`,
    [status ?? null, queue ?? null, since ?? null, before ?? null, test, due ?? false, cursor?.at ?? null, cursor?.callId ?? '', cursor?.id ?? '', limit + 1, settled ?? null],
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { callbacks: page.map(readRow), next: rows.length > limit && last ? renderCursor({ at: last.at, callId: last.callId, id: last.callbackId }) : null };
}

/** How much waits, for the head of the page: by queue, of calls that are no tests. */
export async function getWaitingCallbacks(client: Queryable): Promise<{ queue: string; open: number; due: number; overdue: number }[]> {
  const { rows } = await client.query<{ queue: string; open: number; due: number; overdue: number }>(
    `select queue, count(*)::int as open, count(*) filter (where ${dueSql} <> 'later')::int as due, count(*) filter (where ${dueSql} = 'overdue')::int as overdue
     from callbacks where status = 'open' and not test group by queue order by queue`,
  );
  return rows;
}

/** What whoever works the list does to one of its entries. */
export type CallbackAction =
  /** Says that somebody is at it, so that nobody else calls too. */
  | { action: 'take' }
  | { action: 'release' }
  /** The customer was reached. */
  | { action: 'done'; note?: string | undefined }
  /** Nobody answered: again after `tryAgainAt`. (Default: in half an hour.) */
  | { action: 'no_answer'; note?: string | undefined; tryAgainAt?: string | undefined }
  /** Given up. */
  | { action: 'failed'; note?: string | undefined }
  /** Settled by mistake. */
  | { action: 'reopen' };

export type CallbackChange = { callId: string; callbackId: string; who: string } & CallbackAction;

/** What became of it. `taken`: somebody else is at it; `settled`: it is no longer open (or, to reopen, it still is). */
export async function changeCallback(pool: pg.Pool, change: CallbackChange): Promise<{ callback: Callback } | 'unknown' | 'taken' | 'settled'> {
  const { callId, callbackId, who, action } = change;
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<Row>(`select ${columns} from callbacks where call_id = $1 and callback_id = $2 for update`, [callId, callbackId]);
    const [before] = rows;
    if (!before) return 'unknown';
    if ((before.status === 'open') === (action === 'reopen')) return 'settled';
    if (before.takenBy !== null && before.takenBy !== who && action !== 'release') return 'taken';
    const { sql, values } = writeOf(change);
    const { rows: after } = await client.query<Row>(`update callbacks set ${sql} where call_id = $1 and callback_id = $2 returning ${columns}`, [callId, callbackId, ...values]);
    await addAuditEntry(client, { who, action: 'callback_changed', subject: `callback:${callId}/${callbackId}`, details: detailsOf(change) });
    return { callback: readRow(after[0]!) };
  });
}

function writeOf(change: CallbackChange): { sql: string; values: unknown[] } {
  switch (change.action) {
    case 'take':
      return { sql: 'taken_by = $3, taken_at = now()', values: [change.who] };
    case 'release':
      return { sql: 'taken_by = null, taken_at = null', values: [] };
    case 'no_answer':
      return {
        sql: `attempts = attempts + 1, next_try_at = coalesce($3::timestamptz, now() + make_interval(mins => $4)), note = coalesce($5, note), taken_by = null, taken_at = null`,
        values: [change.tryAgainAt ?? null, TRY_AGAIN_MINUTES, change.note ?? null],
      };
    case 'done':
    case 'failed':
      return {
        sql: `status = $3, attempts = attempts + 1, note = coalesce($4, note), settled_at = now(), settled_by = $5, next_try_at = null, taken_by = null, taken_at = null`,
        values: [change.action, change.note ?? null, change.who],
      };
    case 'reopen':
      return { sql: `status = 'open', settled_at = null, settled_by = null, next_try_at = null`, values: [] };
  }
}

/** The audit says what was done; notes may hold what customers said, and stay with the entry. */
function detailsOf(change: CallbackAction): JsonObject {
  return { action: change.action, ...('tryAgainAt' in change && change.tryAgainAt !== undefined && { tryAgainAt: change.tryAgainAt }) };
}

type Moments = 'from' | 'until' | 'nextTryAt' | 'takenAt' | 'requestedAt' | 'settledAt';

type Row = Omit<Callback, Moments> & { [Name in Moments]: Name extends 'requestedAt' ? Date : Date | null };

function readRow(row: Row): Callback {
  const text = (moment: Date | null) => moment?.toISOString() ?? null;
  const { callId, callbackId, phone, customerId, queue, stepTitle, reason, language, status, due, attempts, takenBy, note, test, settledBy } = row;
  return {
    ...{ callId, callbackId, phone, customerId, queue, stepTitle, from: text(row.from), until: text(row.until), reason, language, status, due, attempts, nextTryAt: text(row.nextTryAt) },
    ...{ takenBy, takenAt: text(row.takenAt), note, test, requestedAt: row.requestedAt.toISOString(), settledAt: text(row.settledAt), settledBy },
  };
}
