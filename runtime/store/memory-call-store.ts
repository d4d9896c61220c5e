import type { Json } from '../../schemas/json.js';
import type { EffectWrite } from '../../schemas/define-effect.js';
import type { CallRow, CallStore, CustomerHistory, StoredTurn } from '../ports.js';

/** Calls in memory, for the phone in the terminal and in the designer: gone with the process, the same rules of revision. */
export interface MemoryCallStore extends CallStore {
  writes: EffectWrite[];
  getHistory(customerId: string): Promise<CustomerHistory>;
}

export function createMemoryCallStore(): MemoryCallStore {
  const calls = new Map<string, CallRow>();
  const turns = new Map<string, StoredTurn[]>();
  const held = new Map<string, { result: Json | null }>();
  const writes: EffectWrite[] = [];
  return {
    writes,
    findCall: (callId) => Promise.resolve(calls.get(callId) ?? null),
    listTurns: (callId) => Promise.resolve(turns.get(callId) ?? []),
    commitTurn({ row, record, writes: added }) {
      if ((calls.get(row.callId)?.revision ?? 0) !== row.revision) return Promise.resolve('conflict');
      calls.set(row.callId, { ...row, revision: row.revision + 1 });
      if (record) turns.set(row.callId, [...(turns.get(row.callId) ?? []), record]);
      writes.push(...added);
      return Promise.resolve('stored');
    },
    leaseEffect(callId, effectKey) {
      const key = `${callId} ${effectKey}`;
      const found = held.get(key);
      if (!found) held.set(key, { result: null });
      if (!found) return Promise.resolve('taken');
      return Promise.resolve(found.result === null ? 'busy' : { result: found.result });
    },
    completeEffect(callId, effectKey, result) {
      held.set(`${callId} ${effectKey}`, { result });
      return Promise.resolve();
    },
    getHistory(customerId) {
      const held = writes.flatMap((write) => (write.write === 'order' && write.order.customerId === customerId ? [write.order.product] : []));
      return Promise.resolve({ optedOut: writes.some((write) => write.write === 'opt_out' && write.customerId === customerId), held, offers: [] });
    },
  };
}
