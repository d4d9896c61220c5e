import { valueAt } from '../../conditions.js';
import { defineEffect } from '../../define-effect.js';
import { readPhoneNumber } from '../../phone-number.js';
import type { CallbackMemory } from './callback-memory.js';
import { viewOf, type CallbackRequestData } from './callback_request.js';

/** Books the call in the turn's own transaction. */
export const callbackRequestEffect = defineEffect<CallbackRequestData>({
  type: 'callback_request',
  failedExit: 'failed',
  async run(data, { call, idempotencyKey }) {
    const memory = (call.visit.memory as CallbackMemory | null) ?? { stage: 'book', since: 1, told: '', window: null, phone: readPhoneNumber(call.from, data.country ?? 'CN') };
    const queue = call.fill(data.queue).trim();
    if (!memory.phone || queue === '') return { exit: 'failed', facts: [{ type: 'callback_failed', why: queue === '' ? 'no_queue' : 'no_number' }] };
    const { window, phone } = memory;
    const customer = valueAt(call.values, 'customer.id');
    const callback = {
      callbackId: idempotencyKey,
      phone,
      customerId: typeof customer === 'string' ? customer : null,
      queue,
      from: window?.from ?? null,
      until: window?.until ?? null,
      reason: data.reason ? call.fill(data.reason).trim() || null : null,
      language: call.language,
    };
    return {
      exit: 'booked',
      values: { callback: viewOf(memory, data) },
      facts: [{ type: 'callback_booked', queue, window: window?.id ?? null, from: callback.from, until: callback.until, otherNumber: phone !== readPhoneNumber(call.from, data.country ?? 'CN') }],
      writes: [{ write: 'callback', callback }],
    };
  },
});
