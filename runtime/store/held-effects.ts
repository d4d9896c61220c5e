import type pg from 'pg';
import type { Json } from '../../schemas/json.js';

/**
 * Takes the lease of a slow effect. `busy`: another holder's lease still runs. A finished effect answers its result. A lease that ran
 * out is taken over, so an effect whose node died is run again.
 */
export async function leaseEffect(pool: pg.Pool, callId: string, effectKey: string, leaseSeconds: number): Promise<'taken' | 'busy' | { result: Json }> {
  const taken = await pool.query(
    `INSERT INTO held_effects (call_id, effect_key, lease_until) VALUES ($1, $2, now() + make_interval(secs => $3))
     ON CONFLICT (call_id, effect_key) DO UPDATE SET lease_until = excluded.lease_until
     WHERE held_effects.result IS NULL AND held_effects.lease_until < now()
     RETURNING 1`,
    [callId, effectKey, leaseSeconds],
  );
  if (taken.rowCount) return 'taken';
  const { rows } = await pool.query<{ result: Json }>('SELECT result FROM held_effects WHERE call_id = $1 AND effect_key = $2', [callId, effectKey]);
  return rows[0]?.result ? { result: rows[0].result } : 'busy';
}

/** The first result stays. */
export async function completeEffect(pool: pg.Pool, callId: string, effectKey: string, result: Json): Promise<void> {
  await pool.query('UPDATE held_effects SET result = $3 WHERE call_id = $1 AND effect_key = $2 AND result IS NULL', [callId, effectKey, JSON.stringify(result)]);
}
