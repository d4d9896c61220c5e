import { LRUCache } from 'lru-cache';
import type { CallRow, CallStore } from '../ports.js';

/** Rows of about 3 kB for the calls that were active last. */
const MAX_ROWS = 5000;

/**
 * The rows this node wrote last, which save the read of the next turn. It is never trusted: a row of another turn is read afresh, and the
 * guarded write finds out a stale one.
 */
export function createRowCache(store: CallStore) {
  const rows = new LRUCache<string, CallRow>({ max: MAX_ROWS });
  return {
    async find(callId: string, turn: number): Promise<CallRow | null> {
      const kept = rows.get(callId);
      if (kept && kept.turn === turn) return kept;
      return store.findCall(callId);
    },
    keep(row: CallRow): void {
      if (row.state.ended) rows.delete(row.callId);
      else rows.set(row.callId, row);
    },
    forget(callId: string): void {
      rows.delete(callId);
    },
  };
}
