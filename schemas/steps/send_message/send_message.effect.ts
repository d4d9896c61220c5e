import { defineEffect } from '../../define-effect.js';
import type { CallView } from '../../define-step.js';
import { offeredProduct } from '../../offered-product.js';
import type { SendMessageData } from './send_message.js';

/** Writes the text in the turn's transaction; a job delivers it. A withheld number cannot get one. */
export const sendMessageEffect = defineEffect<SendMessageData>({
  type: 'send_message',
  failedExit: 'failed',
  async run(data, { call, idempotencyKey }) {
    const to = call.fill(data.to ?? '{{ call.from }}').replace(/[\s().-]/g, '');
    const text = textOf(data, call);
    if (!/^\+[1-9]\d{6,14}$/.test(to) || text === '') return { exit: 'failed', facts: [{ type: 'message_failed', why: text === '' ? 'no_text' : 'unusable_number' }] };
    return {
      exit: 'queued',
      facts: [{ type: 'message_queued', to, text }],
      writes: [{ write: 'message', message: { messageId: idempotencyKey, to, text, language: call.language } }],
    };
  },
});

function textOf({ text }: SendMessageData, call: CallView): string {
  if (text) return call.prompt(text).trim();
  const product = offeredProduct(call);
  return product ? call.prompt(product.terms.confirmationText, product.scope).trim() : '';
}
