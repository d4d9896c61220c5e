import type pg from 'pg';
import type { CallRow, CallStore, StoredTurn } from '../ports.js';
import { createTurnWriter } from './turn-writer.js';
import { completeEffect, leaseEffect } from './held-effects.js';

interface CallRecord {
  call_id: string;
  account_sid: string;
  flow: string;
  version: string;
  alias: string;
  arm: CallRow['arm'];
  test: boolean;
  caller: string;
  called: string;
  started_at: Date;
  revision: number;
  turn: number;
  state: CallRow['state'];
  verbs: CallRow['verbs'];
  duration_seconds: number | null;
}

const selectCall = {
  name: 'select_call',
  text: `SELECT call_id, account_sid, flow, version, alias, arm, test, caller, called, started_at, revision, turn, state, verbs, duration_seconds
         FROM calls WHERE call_id = $1`,
};

/** Calls in PostgreSQL. A turn costs one read by key and one guarded write; waiting writes of different calls share a statement. */
export function createCallStore(pool: pg.Pool): CallStore {
  const commitTurn = createTurnWriter(pool);
  return {
    commitTurn,
    async findCall(callId) {
      const { rows } = await pool.query<CallRecord>({ ...selectCall, values: [callId] });
      return rows[0] ? readCall(rows[0]) : null;
    },
    async listTurns(callId) {
      const { rows } = await pool.query<Omit<StoredTurn, 'at'> & { at: Date }>('SELECT turn, at, input, events FROM turns WHERE call_id = $1 ORDER BY revision', [callId]);
      return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
    },
    leaseEffect: (callId, effectKey, leaseSeconds) => leaseEffect(pool, callId, effectKey, leaseSeconds),
    completeEffect: (callId, effectKey, result) => completeEffect(pool, callId, effectKey, result),
  };
}

function readCall(row: CallRecord): CallRow {
  return {
    callId: row.call_id,
    accountSid: row.account_sid,
    flow: row.flow,
    version: row.version,
    alias: row.alias,
    arm: row.arm ?? null,
    test: row.test,
    from: row.caller,
    to: row.called,
    startedAt: row.started_at.toISOString(),
    revision: row.revision,
    turn: row.turn,
    state: row.state,
    verbs: row.verbs,
    durationSeconds: row.duration_seconds,
  };
}
