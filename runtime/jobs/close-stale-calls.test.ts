import { expect, test } from '@jest/globals';
import { useDatabase } from '../../tests/drivers/database.js';
import { createCommit, createRow, nextRow } from '../../tests/store/sample-turns.js';
import { hangUpEndState } from '../engine/end-call.js';
import type { CallState } from '../engine/call-state.js';
import { createCallStore } from '../store/call-store.js';
import { closeStaleCalls } from './close-stale-calls.js';

const database = useDatabase();

const cases: { what: string; state: Partial<CallState>; endState: string }[] = [
  { what: 'who heard nothing of use', state: {}, endState: 'abandoned' },
  { what: 'who got an answer', state: { achieved: 'informed' }, endState: 'informed' },
  { what: 'who bought', state: { achieved: 'completed' }, endState: 'completed' },
  { what: 'whom a person answered', state: { transfer: { reason: 'requested', answered: true } }, endState: 'agent_requested' },
  { what: 'whom the person for lost cards answered', state: { transfer: { reason: 'by_design', answered: true } }, endState: 'agent_by_design' },
  { what: 'whom a person answered after a failure, though an answer was got before', state: { achieved: 'informed', transfer: { reason: 'failed', answered: true } }, endState: 'failed_to_agent' },
  { what: 'who waited for a person in vain', state: { transfer: { reason: 'requested', answered: false } }, endState: 'abandoned_in_queue' },
  { what: 'who was told that nobody answers', state: { transfer: { reason: 'requested', answered: false, inVain: true } }, endState: 'abandoned' },
  { what: 'who bought, and waited for a person in vain', state: { achieved: 'completed', transfer: { reason: 'requested', answered: false } }, endState: 'completed' },
];

async function storeCall(state: Partial<CallState>, silentMinutes: number): Promise<string> {
  const row = createRow({}, state);
  const startedAt = new Date(Date.now() - (silentMinutes + 2) * 60_000).toISOString();
  await createCallStore(database().pool).commitTurn({ ...createCommit({ ...row, startedAt }), at: new Date(Date.now() - silentMinutes * 60_000).toISOString() });
  return row.callId;
}

test.each(cases)('a caller $what, whose last callback never came, ends as by a hang-up', async ({ state, endState }) => {
  const callId = await storeCall(state, 5 * 60);
  await closeStaleCalls(database().pool);
  const { rows } = await database().pool.query('SELECT end_state, ended_by, duration_seconds, revision, ended_at = touched_at AS when_last_heard_of FROM calls WHERE call_id = $1', [callId]);
  expect(rows).toEqual([{ end_state: endState, ended_by: 'carrier', duration_seconds: 120, revision: 2, when_last_heard_of: true }]);
  const row = (await createCallStore(database().pool).findCall(callId))!;
  expect(row.state.ended).toMatchObject({ endState, endedBy: 'carrier' });
  expect(hangUpEndState(row.state)).toBe(endState);
});

test('a call that may still be going on is left alone', async () => {
  const callId = await storeCall({}, 4 * 60);
  await closeStaleCalls(database().pool);
  expect((await createCallStore(database().pool).findCall(callId))!.state.ended).toBeNull();
});

test('a turn that comes at the same time wins', async () => {
  const callId = await storeCall({}, 5 * 60);
  const store = createCallStore(database().pool);
  const row = (await store.findCall(callId))!;
  await store.commitTurn(createCommit({ ...nextRow(row), revision: row.revision }));
  await database().pool.query(`UPDATE calls SET touched_at = now() WHERE call_id = $1`, [callId]);
  await closeStaleCalls(database().pool);
  expect((await store.findCall(callId))!.state.ended).toBeNull();
});
