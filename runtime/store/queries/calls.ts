import type { EndState } from '../../../schemas/end-states.js';
import type { Queryable } from './in-transaction.js';
import { readCursor, renderCursor } from './page-cursor.js';

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
  /** Begun from this moment on, and before that one. */
  start?: Date | undefined;
  end?: Date | undefined;
  /** `running`: not over yet. */
  endState?: EndState | 'running' | undefined;
  /** With an order that stands, or without one. */
  sold?: boolean | undefined;
  /** Only those that the report counts: over, no test, and of at least so many seconds. */
  countedFromSeconds?: number | undefined;
  caller?: CallerPattern | undefined;
  /** (Default: `newest` first.) */
  order?: 'newest' | 'oldest' | undefined;
  limit: number;
  /** Only calls that started before this one (a call id), or before this moment (ISO 8601). */
  before?: string | undefined;
  /** The `next` of the page before. */
  after?: string | undefined;
}

/** Patterns of LIKE, one of which the number has to match: of the number itself, and of its digits in reverse, which finds a number by its end. */
export interface CallerPattern {
  forwards: string | null;
  backwards: string | null;
  /** Both have to match. (Default: either.) */
  both?: boolean;
}

/** One page, and where the next begins. */
export async function getCalls(client: Queryable, query: CallQuery): Promise<{ calls: CallSummary[]; next: string | null }> {
  const { limit, before, after, order = 'newest' } = query;
  const earlier = before === undefined ? null : isMoment(before) ? { at: before, callId: '' } : await getCursor(client, before);
  if (earlier === 'unknown') return { calls: [], next: null };
  const { conditions, values } = createFilter(query);
  const value = (given: unknown): string => `$${values.push(given)}`;
  if (earlier) conditions.push(`(c.started_at, c.call_id) < (${value(earlier.at)}::timestamptz, ${value(earlier.callId)}::text)`);
  const cursor = after === undefined ? null : readCursor(after);
  if (cursor) conditions.push(`(c.started_at, c.call_id) ${order === 'newest' ? '<' : '>'} (${value(cursor.at)}::timestamptz, ${value(cursor.callId)}::text)`);
  const direction = order === 'newest' ? 'desc' : 'asc';
  const { rows } = await client.query<Omit<CallSummary, 'startedAt'> & { startedAt: Date; at: string }>(
    `select c.call_id as "callId", c.flow, c.version, c.alias, c.arm, c.caller as "from", c.started_at as "startedAt", c.started_at::text as at, c.duration_seconds as "durationSeconds",
            c.end_state as "endState", c.ended_by as "endedBy", c.test,
            (select count(*)::int from orders o where o.call_id = c.call_id and o.status <> 'cancelled') as orders
     from calls c ${conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''}
     order by c.started_at ${direction}, c.call_id ${direction} limit ${value(limit + 1)}`,
    values,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { calls: page.map(({ at: _at, ...row }) => ({ ...row, startedAt: row.startedAt.toISOString() })), next: rows.length > limit && last ? renderCursor({ at: last.at, callId: last.callId, id: '' }) : null };
}

/** Only what is asked for is said, so that the planner finds the index for it. */
function createFilter({ flow, start, end, endState, sold, countedFromSeconds, caller }: CallQuery): { conditions: string[]; values: unknown[] } {
  const values: unknown[] = [];
  const value = (given: unknown): string => `$${values.push(given)}`;
  const conditions = [
    flow !== undefined && `c.flow = ${value(flow)}`,
    start && `c.started_at >= ${value(start)}`,
    end && `c.started_at < ${value(end)}`,
    endState === 'running' ? 'c.ended_at is null' : endState !== undefined && `c.end_state = ${value(endState)}`,
    sold !== undefined && `${sold ? '' : 'not '}exists (select from orders o where o.call_id = c.call_id and o.status <> 'cancelled')`,
    countedFromSeconds !== undefined && `c.ended_at is not null and not c.test and coalesce(c.duration_seconds, 0) >= ${value(countedFromSeconds)}`,
    caller && callerCondition(caller, value),
  ];
  return { conditions: conditions.filter((condition) => typeof condition === 'string'), values };
}

function callerCondition({ forwards, backwards, both = false }: CallerPattern, value: (given: unknown) => string): string {
  const parts = [forwards !== null && `c.caller like ${value(forwards)}`, backwards !== null && `reverse(c.caller) like ${value(backwards)}`].filter((part) => part !== false);
  return `(${parts.join(both ? ' and ' : ' or ')})`;
}

function isMoment(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(Date.parse(text));
}

async function getCursor(client: Queryable, callId: string): Promise<{ at: string; callId: string } | 'unknown'> {
  const { rows } = await client.query<{ at: string }>('select started_at::text as at from calls where call_id = $1', [callId]);
  return rows[0] ? { at: rows[0].at, callId } : 'unknown';
}
