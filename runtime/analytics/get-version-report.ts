import type pg from 'pg';
import type { Sale, VersionReport, VersionRow } from '../../schemas/answers/report-document.js';
import { endStates, type EndState } from '../../schemas/end-states.js';
import { MINIMUM_SECONDS } from './get-report.js';
import { readPeriod } from './read-period.js';
import { rateOf } from './wilson-interval.js';

export interface VersionReportRequest {
  /** As of the report of all calls. (Default: the last 30 days.) */
  from?: string;
  to?: string;
  timeZone?: string;
  flow?: string;
  alias?: string;
  minimumSeconds?: number;
  now: Date;
}

/** What the calls of each version came to, read in one snapshot. The `test` alias is a version like any other here, and its calls are test calls. */
export async function getVersionReport(pool: pg.Pool, request: VersionReportRequest): Promise<VersionReport> {
  const { from, to, timeZone, start, end } = readPeriod(request);
  const filters = { flow: request.flow ?? null, alias: request.alias ?? null, minimumSeconds: request.minimumSeconds ?? MINIMUM_SECONDS };
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const calls = (await client.query<CallsRow>(callsQuery, [start, end, filters.flow, filters.alias, filters.minimumSeconds])).rows;
    const sales = (await client.query<SalesRow>(salesQuery, [start, end, filters.flow, filters.alias])).rows;
    await client.query('COMMIT');
    return { schemaVersion: 1, report: 'versions', from, to, timeZone, filters, rows: calls.map((row) => rowOf(row, sales)) };
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

interface Side {
  flow: string;
  alias: string;
  version: string;
  arm: VersionRow['arm'];
}

interface CallsRow extends Side, Record<EndState, number> {
  first: Date;
  last: Date;
  answered: number;
  test: number;
  short: number;
  counted: number;
  buyers: number;
  seconds: number | null;
}

interface SalesRow extends Side, Sale {}

const isCounted = 'NOT test AND coalesce(duration_seconds, 0) >= $5';

const callsQuery = `
SELECT flow, alias, version, arm, min(started_at) AS first, max(started_at) AS last, count(*)::int AS answered,
  count(*) FILTER (WHERE test)::int AS test,
  count(*) FILTER (WHERE NOT test AND coalesce(duration_seconds, 0) < $5)::int AS short,
  count(*) FILTER (WHERE ${isCounted})::int AS counted,
  count(*) FILTER (WHERE ${isCounted} AND EXISTS (SELECT FROM orders o WHERE o.call_id = calls.call_id AND NOT o.test AND o.status <> 'cancelled'))::int AS buyers,
  avg(duration_seconds) FILTER (WHERE ${isCounted})::float8 AS seconds,
  ${endStates.map((state) => `count(*) FILTER (WHERE ${isCounted} AND end_state = '${state}')::int AS ${state}`).join(', ')}
FROM calls
WHERE started_at >= $1 AND started_at < $2 AND ended_at IS NOT NULL AND ($3::text IS NULL OR flow = $3) AND ($4::text IS NULL OR alias = $4)
GROUP BY flow, alias, version, arm ORDER BY flow, alias, max(started_at) DESC, version, arm`;

/** Every order counts, however short its call was. */
const salesQuery = `
SELECT c.flow, c.alias, c.version, c.arm, o.product, count(*)::int AS orders, sum(o.amount_minor)::float8 AS "amountMinor", o.currency
FROM orders o JOIN calls c USING (call_id)
WHERE c.started_at >= $1 AND c.started_at < $2 AND ($3::text IS NULL OR c.flow = $3) AND ($4::text IS NULL OR c.alias = $4) AND NOT o.test AND o.status <> 'cancelled'
GROUP BY 1, 2, 3, 4, 5, 8 ORDER BY 5`;

function rowOf(row: CallsRow, sales: readonly SalesRow[]): VersionRow {
  const { flow, alias, version, arm, counted } = row;
  const own = sales.filter((sale) => sale.flow === flow && sale.alias === alias && sale.version === version && sale.arm === arm);
  return {
    ...{ flow, alias, version, arm, counted },
    firstCallAt: row.first.toISOString(),
    lastCallAt: row.last.toISOString(),
    answered: row.answered,
    excluded: { test: row.test, short: row.short },
    endStates: Object.fromEntries(endStates.map((state) => [state, row[state]])) as Record<EndState, number>,
    containment: rateOf(row.completed + row.informed, counted),
    failures: rateOf(row.system_error + row.failed_to_agent, counted),
    buyers: rateOf(row.buyers, counted),
    sales: own.map(({ product, orders, amountMinor, currency }) => ({ product, orders, amountMinor, currency })),
    averageSeconds: row.seconds === null ? null : Math.round(row.seconds * 10) / 10,
  };
}
