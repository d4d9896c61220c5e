import type pg from 'pg';
import { funnelStages, type FunnelStage, type ReportDocument, type ReportRow, type Sale } from '../../schemas/answers/report-document.js';
import { endStates, type EndState } from '../../schemas/end-states.js';
import { readPeriod, type Period } from './read-period.js';
import { rateOf } from './wilson-interval.js';

export interface ReportRequest {
  /** Days such as 2026-11-01, both inclusive, or instants. (Default: the last 30 days.) */
  from?: string;
  to?: string;
  /** (Default: Asia/Shanghai.) */
  timeZone?: string;
  flow?: string;
  /** Shorter calls are excluded. (Default: 10.) */
  minimumSeconds?: number;
  now: Date;
}

/** Shorter calls are misdials and hang-ups before the first words (docs/metrics.md, 1). */
export const MINIMUM_SECONDS = 10;

/** What the calls of a period came to, read in one snapshot so that the figures agree with each other. */
export async function getReport(pool: pg.Pool, request: ReportRequest): Promise<ReportDocument> {
  const period = readPeriod(request);
  const { timeZone, start, end } = period;
  const flow = request.flow ?? null;
  const minimumSeconds = request.minimumSeconds ?? MINIMUM_SECONDS;
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const counts = (await client.query<CountRow>(countsQuery, [start, end, flow, minimumSeconds, timeZone])).rows;
    const funnel = (await client.query<Record<FunnelStage, number>>(funnelQuery, [start, end, flow, minimumSeconds])).rows[0]!;
    const orders = (await client.query<OrderRow>(ordersQuery, [start, end, flow, timeZone])).rows;
    await client.query('COMMIT');
    return assemble(period, flow, minimumSeconds, counts, funnel, orders);
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

interface CountRow {
  flow: string;
  day: string;
  kind: 'test' | 'short' | 'counted';
  end_state: EndState;
  calls: number;
}

interface OrderRow extends Sale {
  flow: string;
  day: string;
}

const countsQuery = `
SELECT flow, to_char(started_at AT TIME ZONE $5, 'YYYY-MM-DD') AS day,
  CASE WHEN test THEN 'test' WHEN coalesce(duration_seconds, 0) < $4 THEN 'short' ELSE 'counted' END AS kind,
  end_state, count(*)::int AS calls
FROM calls WHERE started_at >= $1 AND started_at < $2 AND ended_at IS NOT NULL AND ($3::text IS NULL OR flow = $3)
GROUP BY 1, 2, 3, 4 ORDER BY 1, 2`;

const funnelQuery = `
SELECT ${[
  ['eligible', 'true'],
  ['presented', 'presented_at IS NOT NULL'],
  ['heard', 'heard_at IS NOT NULL'],
  ['accepted', 'accepted_at IS NOT NULL'],
  ['read_back', 'read_back_at IS NOT NULL'],
  ['confirmed', 'confirmed_at IS NOT NULL'],
  ['enrolled', 'enrolled_at IS NOT NULL'],
]
  .map(([stage, condition]) => `count(DISTINCT call_id) FILTER (WHERE ${condition})::int AS ${stage}`)
  .join(', ')}
FROM decisions JOIN calls USING (call_id)
WHERE action = 'offer' AND started_at >= $1 AND started_at < $2 AND ($3::text IS NULL OR flow = $3)
  AND NOT test AND ended_at IS NOT NULL AND (coalesce(duration_seconds, 0) >= $4 OR enrolled_at IS NOT NULL)`;

/** Every order counts, however short its call was: money is never excluded. */
const ordersQuery = `
SELECT c.flow, to_char(c.started_at AT TIME ZONE $4, 'YYYY-MM-DD') AS day, o.product, count(*)::int AS orders, sum(o.amount_minor)::float8 AS "amountMinor", o.currency
FROM orders o JOIN calls c USING (call_id)
WHERE c.started_at >= $1 AND c.started_at < $2 AND ($3::text IS NULL OR c.flow = $3) AND NOT o.test AND o.status <> 'cancelled'
GROUP BY 1, 2, 3, 6 ORDER BY 1, 2, 3`;

function assemble(period: Period, flow: string | null, minimumSeconds: number, counts: CountRow[], funnel: Record<FunnelStage, number>, orders: OrderRow[]): ReportDocument {
  const total = (kind?: CountRow['kind']) => counts.reduce((sum, row) => (kind && row.kind !== kind ? sum : sum + row.calls), 0);
  const counted = total('counted');
  const states = countStates(counts);
  return {
    schemaVersion: 1,
    report: 'calls',
    from: period.from,
    to: period.to,
    timeZone: period.timeZone,
    filters: { flow, minimumSeconds },
    answered: total(),
    excluded: { test: total('test'), short: total('short') },
    counted,
    endStates: states,
    containment: rateOf(states.completed + states.informed, counted),
    funnel: funnelStages.map((stage) => ({ stage, calls: funnel[stage] })),
    sales: addSales(orders),
    rows: rowsOf(counts, orders),
  };
}

function rowsOf(counts: CountRow[], orders: OrderRow[]): ReportRow[] {
  const keys = new Map([...counts, ...orders].map(({ flow, day }) => [`${day} ${flow}`, { flow, day }]));
  return [...keys.entries()]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([, { flow, day }]) => {
      const here = counts.filter((row) => row.flow === flow && row.day === day);
      const counted = here.reduce((sum, row) => (row.kind === 'counted' ? sum + row.calls : sum), 0);
      return { flow, day, counted, endStates: countStates(here), sales: addSales(orders.filter((row) => row.flow === flow && row.day === day)) };
    });
}

function countStates(counts: CountRow[]): Record<EndState, number> {
  const states = Object.fromEntries(endStates.map((state) => [state, 0])) as Record<EndState, number>;
  for (const row of counts) if (row.kind === 'counted') states[row.end_state] += row.calls;
  return states;
}

function addSales(orders: Sale[]): Sale[] {
  const sums = new Map<string, Sale>();
  for (const { product, orders: count, amountMinor, currency } of orders) {
    const sum = sums.get(`${product} ${currency}`) ?? { product, orders: 0, amountMinor: 0, currency };
    sums.set(`${product} ${currency}`, { ...sum, orders: sum.orders + count, amountMinor: sum.amountMinor + amountMinor });
  }
  return [...sums.values()];
}
