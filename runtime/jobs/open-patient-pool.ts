import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { isDatabaseLost } from '../store/is-database-lost.js';

export interface PatientPool {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: never[] }>;
  close(): Promise<void>;
}

const ASK_AGAIN_MILLISECONDS = 500;

/**
 * Sessions for pg-boss, which leaves the end of a job unattended: a statement of it that fails would end the whole program. So one that meets
 * a lost database waits until there is one again; when it is closed meanwhile, it counts as done, since the next node finds the rows as they are.
 */
export function openPatientPool(connection: pg.ClientConfig, log: { failed(details: { job: string; message: string }): void }): PatientPool {
  const pool = new pg.Pool({ ...connection, max: 2 });
  pool.on('error', (error) => log.failed({ job: 'pg-boss', message: error.message }));
  // While a client is borrowed the pool does not listen, and an error that nobody hears ends the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const closing = new AbortController();
  const running = new Set<Promise<unknown>>();

  async function run(text: string, values?: unknown[]): Promise<{ rows: never[] }> {
    while (!closing.signal.aborted) {
      try {
        return (await pool.query(text, values)) as { rows: never[] };
      } catch (error) {
        if (!isDatabaseLost(error) && !closing.signal.aborted) throw error;
        await sleep(ASK_AGAIN_MILLISECONDS, undefined, { signal: closing.signal }).catch(() => undefined);
      }
    }
    return { rows: [] };
  }

  return {
    executeSql(text, values) {
      const statement = run(text, values).finally(() => running.delete(statement));
      running.add(statement);
      return statement;
    },
    async close() {
      if (closing.signal.aborted) return;
      closing.abort();
      // The pool forgets whoever still waits for a session when it ends, and a worker of pg-boss would wait for ever.
      await Promise.allSettled(running);
      await pool.end();
    },
  };
}
