import type pg from 'pg';

export interface StepFigures {
  flow: string;
  /** How far back it was counted. */
  days: number;
  /** The calls looked at, newest first; in a busier period the older ones are left out. */
  counted: number;
  steps: { step: string; calls: number }[];
}

/** Beside a person who draws, the newest calls say enough, and the question stays cheap however long the line has run. */
const NEWEST_CALLS = 10_000;

/** How many calls came through each step of a flow, whether the call began in the flow or was led into it. Test calls are left out. */
export async function getStepFigures(pool: pg.Pool, { flow, days }: { flow: string; days: number }): Promise<StepFigures> {
  const { rows } = await pool.query<{ step: string; calls: number; counted: number }>(question, [flow, days, NEWEST_CALLS]);
  return { flow, days, counted: rows[0]?.counted ?? 0, steps: rows.flatMap(({ step, calls }) => (step === null ? [] : [{ step, calls }])) };
}

const question = `
WITH newest AS (
  SELECT call_id, flow FROM calls WHERE started_at >= now() - make_interval(days => $2::int) AND NOT test ORDER BY started_at DESC LIMIT $3
), entered AS (
  SELECT newest.call_id, event->>'step' AS step
  FROM newest JOIN turns USING (call_id) CROSS JOIN LATERAL jsonb_array_elements(turns.events) AS event
  WHERE event->>'type' = 'step_entered' AND coalesce(event->>'flow', newest.flow) = $1
)
SELECT step, count(DISTINCT call_id)::int AS calls, (SELECT count(*)::int FROM newest) AS counted FROM entered GROUP BY step ORDER BY calls DESC, step`;
