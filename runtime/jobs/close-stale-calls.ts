import type pg from 'pg';

/** The carrier ends every call after four hours (twilio-wire 3.6), so one that is silent for longer has lost its last callback. */
const LONGEST_CALL_MINUTES = 4 * 60 + 15;

/** Ends calls whose `completed` callback never came, by the same rules as a hang-up (engine/end-call.ts). */
export async function closeStaleCalls(pool: pg.Pool): Promise<void> {
  await pool.query(
    `WITH stale AS (
       SELECT call_id, revision, touched_at, CASE
         WHEN (state -> 'transfer' ->> 'answered')::boolean THEN
           CASE state -> 'transfer' ->> 'reason' WHEN 'by_design' THEN 'agent_by_design' WHEN 'failed' THEN 'failed_to_agent' ELSE 'agent_requested' END
         WHEN state ->> 'achieved' IS NOT NULL THEN state ->> 'achieved'
         WHEN state -> 'transfer' <> 'null' AND state -> 'transfer' -> 'inVain' IS NULL THEN 'abandoned_in_queue' ELSE 'abandoned' END AS end_state
       FROM calls WHERE ended_at IS NULL AND started_at < now() - make_interval(mins => $1) AND touched_at < now() - make_interval(mins => $1)
     )
     UPDATE calls SET ended_at = stale.touched_at, ended_by = 'carrier', end_state = stale.end_state, revision = calls.revision + 1,
       duration_seconds = coalesce(duration_seconds, extract(epoch FROM stale.touched_at - started_at)::int),
       state = jsonb_set(state, '{ended}', jsonb_build_object('endState', stale.end_state, 'endedBy', 'carrier', 'at', stale.touched_at))
     FROM stale WHERE calls.call_id = stale.call_id AND calls.revision = stale.revision`,
    [LONGEST_CALL_MINUTES],
  );
}
