import type pg from 'pg';

/** Deletes leads after the day up to which the customer agreed that they are kept. */
export async function forgetLeads(pool: pg.Pool): Promise<void> {
  await pool.query('DELETE FROM leads WHERE expires_on < current_date');
}
