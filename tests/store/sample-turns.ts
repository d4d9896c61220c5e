import { randomBytes } from 'node:crypto';
import type { EffectWrite, OrderWrite } from '../../schemas/define-effect.js';
import type { CallState, TurnEvent } from '../../runtime/engine/call-state.js';
import type { CallRow, TurnCommit } from '../../runtime/ports.js';

/** Turns as the runtime commits them, for tests of what becomes of them. */
export const at = '2026-10-01T02:00:00.000Z';

export function createRow(special: Partial<CallRow> = {}, state: Partial<CallState> = {}): CallRow {
  return {
    callId: `CA${randomBytes(16).toString('hex')}`,
    accountSid: `AC${'0'.repeat(32)}`,
    flow: 'small-line',
    version: 'f'.repeat(64),
    alias: 'live',
    arm: 'stable',
    test: false,
    from: '+8613800000001',
    to: '+14005550100',
    startedAt: at,
    revision: 0,
    turn: 1,
    state: {
      ...{ schemaVersion: 1, flow: 'small-line', frames: [{ version: 'f'.repeat(64), visit: null, values: { name: '客户一' } }], language: 'zh-CN', products: {}, facts: [] },
      ...{ visits: 1, personReason: null, transfer: null, achieved: null, ended: null },
      ...state,
    },
    verbs: [{ verb: 'say', text: '您好。', language: 'zh-CN' }],
    durationSeconds: null,
    ...special,
  };
}

/** The turn that brings a call to `row`; its record is the turn before. */
export function createCommit(row: CallRow, { writes = [], events = [{ type: 'spoken', step: 'welcome', text: '您好。', language: 'zh-CN' }] }: { writes?: EffectWrite[]; events?: TurnEvent[] } = {}): TurnCommit {
  return { row, record: { turn: row.turn - 1, at, input: row.turn === 1 ? null : { kind: 'keys', value: String(row.turn) }, events }, writes, at };
}

/** The row as the next turn reads it after one was stored. */
export function nextRow(row: CallRow, special: Partial<CallRow> = {}): CallRow {
  return { ...row, revision: row.revision + 1, turn: row.turn + 1, ...special };
}

export function createOrder(customerId: string, special: Partial<OrderWrite['order']> = {}): OrderWrite {
  const terms = { product: special.product ?? 'card_protection', productVersion: 'a'.repeat(64) };
  return {
    write: 'order',
    order: {
      orderId: `order-${randomBytes(10).toString('hex')}`,
      ...{ customerId, ...terms, amountMinor: 1200, currency: 'CNY', period: 'quarter', beginsOn: '2026-10-01', firstChargeOn: '2026-10-05', endsOn: '2027-09-30' },
      evidence: {
        ...{ flow: 'small-line', flowVersion: 'f'.repeat(64), ...terms, callerNumber: '+8613800000001', customerId, identity: { level: 'verified', how: 'last_four_and_pin' } },
        language: 'zh-CN',
        texts: ['price', 'optional', 'read_back'].map((part) => ({ part, text: '……', language: 'zh-CN', at })),
        inputs: [{ kind: 'keys', value: '1', at, means: 'accept' }, { kind: 'keys', value: '5', at, means: 'confirm' }],
        sha256: 'b'.repeat(64),
      },
      ...special,
    },
  };
}

export function createMessage(messageId: string, text = '【示例银行】已开通。'): EffectWrite {
  return { write: 'message', message: { messageId, to: '+8613800000001', text, language: 'zh-CN' } };
}
