import type { Json } from '../../schemas/json.js';
import type { EffectWrite } from '../../schemas/define-effect.js';
import type { CallRow, CallStore, CustomerHistory, StoredTurn } from '../ports.js';

/** Calls in memory, for the phone in the terminal and in the designer: gone with the process, the same rules of revision. */
export interface MemoryCallStore extends CallStore {
  writes: EffectWrite[];
  /** Each call as each of its commits left it, oldest first. */
  history: CallRow[];
  getHistory(customerId: string): Promise<CustomerHistory>;
}

export function createMemoryCallStore(): MemoryCallStore {
  const calls = new Map<string, CallRow>();
  const turns = new Map<string, StoredTurn[]>();
  const held = new Map<string, { result: Json | null; leaseUntil: number }>();
  const writes: EffectWrite[] = [];
  const history: CallRow[] = [];
  return {
    writes,
    history,
    findCall: (callId) => Promise.resolve(calls.get(callId) ?? null),
    listTurns: (callId) => Promise.resolve(turns.get(callId) ?? []),
    commitTurn({ row, record, writes: added }) {
      if ((calls.get(row.callId)?.revision ?? 0) !== row.revision) return Promise.resolve('conflict');
      if (!row.test && added.some((write) => isHeldAlready(write, writes))) return Promise.resolve('duplicate_order');
      calls.set(row.callId, { ...row, revision: row.revision + 1 });
      history.push(row);
      if (record) turns.set(row.callId, [...(turns.get(row.callId) ?? []), record]);
      writes.push(...added);
      return Promise.resolve('stored');
    },
    leaseEffect(callId, effectKey, leaseSeconds) {
      const key = `${callId} ${effectKey}`;
      const found = held.get(key);
      if (found && found.result !== null) return Promise.resolve({ result: found.result });
      if (found && found.leaseUntil > performance.now()) return Promise.resolve('busy');
      held.set(key, { result: null, leaseUntil: performance.now() + leaseSeconds * 1000 });
      return Promise.resolve('taken');
    },
    completeEffect(callId, effectKey, result) {
      const found = held.get(`${callId} ${effectKey}`);
      if (found) found.result ??= result;
      return Promise.resolve();
    },
    getHistory(customerId) {
      const held = writes.flatMap((write) => (write.write === 'order' && write.order.customerId === customerId ? [{ product: write.order.product, endsOn: write.order.endsOn }] : []));
      return Promise.resolve({ optedOut: writes.some((write) => write.write === 'opt_out' && write.customerId === customerId), held, offers: [] });
    },
  };
}

/** One customer, one order of a product at a time. */
function isHeldAlready(write: EffectWrite, writes: EffectWrite[]): boolean {
  if (write.write !== 'order') return false;
  const { customerId, product, beginsOn } = write.order;
  return writes.some((other) => other.write === 'order' && other.order.customerId === customerId && other.order.product === product && other.order.endsOn >= beginsOn);
}
