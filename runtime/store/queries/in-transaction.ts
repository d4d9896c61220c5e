import type pg from 'pg';

/** Where a query may run: on its own, or within a transaction. */
export type Queryable = Pick<pg.Pool | pg.ClientBase, 'query'>;

/** All of `work`, or nothing of it when it throws. */
export async function inTransaction<Result>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => (broken = lost));
    throw error;
  } finally {
    client.release(broken);
  }
}
