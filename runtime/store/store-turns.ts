import type pg from 'pg';
import type { TurnCommit } from '../ports.js';

/** Each call is inserted or, guarded by the revision that was read, updated; its record goes in with it or not at all. */
const statement = {
  name: 'store_turns',
  text: `
WITH input AS (
  SELECT * FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bool[], $8::text[], $9::text[], $10::text[],
    $11::timestamptz[], $12::int[], $13::jsonb[], $14::jsonb[], $15::timestamptz[], $16::timestamptz[], $17::text[], $18::text[], $19::int[], $20::text[], $21::int[], $22::jsonb[], $23::jsonb[], $24::text[])
    AS t(call_id, revision, account_sid, flow, version, alias, test, caller, called, language,
      started_at, turn, state, verbs, at, ended_at, end_state, ended_by, duration_seconds, customer_id, record_turn, record_input, record_events, arm)
), added AS (
  INSERT INTO calls (call_id, account_sid, flow, version, alias, arm, test, caller, called, language, customer_id, started_at, ended_at, end_state, ended_by,
    duration_seconds, revision, turn, state, verbs, touched_at)
  SELECT call_id, account_sid, flow, version, alias, arm, test, caller, called, language, customer_id, started_at, ended_at, end_state, ended_by,
    duration_seconds, 1, turn, state, verbs, at FROM input WHERE revision = 0
  ON CONFLICT (call_id) DO NOTHING RETURNING call_id, revision
), changed AS (
  UPDATE calls SET revision = calls.revision + 1, turn = input.turn, state = input.state, verbs = input.verbs, touched_at = input.at,
    language = input.language, customer_id = coalesce(input.customer_id, calls.customer_id),
    ended_at = input.ended_at, end_state = input.end_state, ended_by = input.ended_by, duration_seconds = input.duration_seconds
  FROM input WHERE calls.call_id = input.call_id AND calls.revision = input.revision AND input.revision > 0
  RETURNING calls.call_id, calls.revision
), stored AS (SELECT * FROM added UNION ALL SELECT * FROM changed
), recorded AS (
  INSERT INTO turns (call_id, revision, turn, at, input, events)
  SELECT input.call_id, stored.revision, record_turn, at, record_input, record_events FROM input JOIN stored USING (call_id) WHERE record_turn IS NOT NULL
)
SELECT call_id FROM stored`,
};

/** Writes turns of different calls in one statement. Returns the ids of the calls that were stored; the others met a newer revision. */
export async function storeTurns(client: pg.Pool | pg.ClientBase, commits: TurnCommit[]): Promise<Set<string>> {
  const column = <T>(pick: (commit: TurnCommit) => T) => commits.map(pick);
  const json = (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value));
  const { rows } = await client.query<{ call_id: string }>({
    ...statement,
    values: [
      column(({ row }) => row.callId),
      column(({ row }) => row.revision),
      column(({ row }) => row.accountSid),
      column(({ row }) => row.flow),
      column(({ row }) => row.version),
      column(({ row }) => row.alias),
      column(({ row }) => row.test),
      column(({ row }) => row.from),
      column(({ row }) => row.to),
      column(({ row }) => row.state.language),
      column(({ row }) => row.startedAt),
      column(({ row }) => row.turn),
      column(({ row }) => json(row.state)),
      column(({ row }) => json(row.verbs)),
      column(({ at }) => at),
      column(({ row }) => row.state.ended?.at ?? null),
      column(({ row }) => row.state.ended?.endState ?? null),
      column(({ row }) => row.state.ended?.endedBy ?? null),
      column(({ row }) => row.durationSeconds),
      column(customerOf),
      column(({ record }) => record?.turn ?? null),
      column(({ record }) => json(record?.input)),
      column(({ record }) => json(record?.events)),
      column(({ row }) => row.arm ?? null),
    ],
  });
  return new Set(rows.map((row) => row.call_id));
}

function customerOf({ row }: TurnCommit): string | null {
  const id = row.state.facts.findLast((fact) => fact.type === 'identity_reached')?.['customerId'];
  return typeof id === 'string' ? id : null;
}
