import type pg from 'pg';
import type { CallStore, TurnCommit } from '../ports.js';
import { storeTurns } from './store-turns.js';
import { isSale, storeSale } from './store-sale.js';

type Result = 'stored' | 'conflict' | 'duplicate_order';

/** Statements in flight at once. Three keep the database busy while the next batch fills (one costs a third of the turns); more only make smaller batches. */
const STATEMENTS_IN_FLIGHT = 3;

/** Above this a statement takes long enough to be felt by the calls that wait for the next one. */
const MAX_BATCH = 64;

interface Waiting {
  commit: TurnCommit;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Writes turns in groups: what waits while a statement runs goes out together as the next one, so the cost of a commit is shared. One
 * batch never holds two turns of one call. Turns that sell are written alone, in a transaction of their own.
 */
export function createTurnWriter(pool: pg.Pool): CallStore['commitTurn'] {
  let waiting: Waiting[] = [];
  let inFlight = 0;

  function flush(): void {
    while (inFlight < STATEMENTS_IN_FLIGHT && waiting.length > 0) {
      const batch = takeBatch();
      inFlight += 1;
      void writeBatch(pool, batch).finally(() => {
        inFlight -= 1;
        flush();
      });
    }
  }

  function takeBatch(): Waiting[] {
    const batch = new Map<string, Waiting>();
    const later: Waiting[] = [];
    for (const one of waiting) {
      if (batch.size < MAX_BATCH && !batch.has(one.commit.row.callId)) batch.set(one.commit.row.callId, one);
      else later.push(one);
    }
    waiting = later;
    return [...batch.values()];
  }

  return (commit) => {
    if (isSale(commit)) return storeSale(pool, commit);
    return new Promise((resolve, reject) => {
      waiting.push({ commit, resolve, reject });
      // The turns of one round of the event loop share a statement.
      if (waiting.length === 1) setImmediate(flush);
    });
  };
}

/** One bad row would fail its batch: then each is tried alone, and only the bad one fails. */
async function writeBatch(pool: pg.Pool, batch: Waiting[]): Promise<void> {
  try {
    const stored = await storeTurns(pool, batch.map((one) => one.commit));
    for (const one of batch) one.resolve(stored.has(one.commit.row.callId) ? 'stored' : 'conflict');
  } catch (error) {
    if (batch.length === 1) return batch[0]!.reject(error);
    for (const one of batch) await writeBatch(pool, [one]);
  }
}
