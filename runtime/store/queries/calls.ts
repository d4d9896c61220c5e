import type { Queryable } from './in-transaction.js';

export interface CallSummary {
  callId: string;
  flow: string;
  version: string;
  alias: string;
  /** Which side of a split alias it fell on; `null` where the alias was not split. */
  arm: 'stable' | 'canary' | null;
  from: string;
  startedAt: string;
  /** `null` while the call goes on; so are the two that follow. */
  durationSeconds: number | null;
  endState: string | null;
  endedBy: string | null;
  test: boolean;
  /** How many orders were placed in it. */
  orders: number;
}

export interface CallQuery {
  flow?: string | undefined;
  limit: number;
  /** Only calls that started before this one (a call id), or before this moment (ISO 8601). */
  before?: string | undefined;
}

/** Newest first. */
export async function getCalls(client: Queryable, { flow, limit, before }: CallQuery): Promise<CallSummary[]> {
  const cursor = before === undefined ? null : isMoment(before) ? { at: before, callId: '' } : await getCursor(client, before);
  if (cursor === 'unknown') return [];
  const { rows } = await client.query<Omit<CallSummary, 'startedAt'> & { startedAt: Date }>(
    `select c.call_id as "callId", c.flow, c.version, c.alias, c.arm, c.caller as "from", c.started_at as "startedAt", c.duration_seconds as "durationSeconds",
            c.end_state as "endState", c.ended_by as "endedBy", c.test,
            (select count(*)::int from orders o where o.call_id = c.call_id and o.status <> 'cancelled') as orders
     from calls c
     where ($1::text is null or c.flow = $1) and ($2::timestamptz is null or (c.started_at, c.call_id) < ($2::timestamptz, $3::text))
     order by c.started_at desc, c.call_id desc limit $4`,
    [flow ?? null, cursor?.at ?? null, cursor?.callId ?? null, limit],
  );
  return rows.map((row) => ({ ...row, startedAt: row.startedAt.toISOString() }));
}

function isMoment(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(Date.parse(text));
}

async function getCursor(client: Queryable, callId: string): Promise<{ at: string; callId: string } | 'unknown'> {
  const { rows } = await client.query<{ at: string }>('select started_at::text as at from calls where call_id = $1', [callId]);
  return rows[0] ? { at: rows[0].at, callId } : 'unknown';
}
