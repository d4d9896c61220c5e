import type { EffectWrite } from '../../schemas/define-effect.js';
import type { CallBooks } from '../ports.js';

/** What a call of the memory store left in the books. */
export function getBooks(writes: readonly EffectWrite[]): CallBooks {
  const books: CallBooks = { orders: [], decisions: [], messages: [], callbacks: [], leads: [] };
  for (const write of writes) {
    if (write.write === 'order') {
      const { orderId, product, productVersion, amountMinor, currency, period, evidence } = write.order;
      books.orders.push({ orderId, product, productVersion, amountMinor, currency, period, status: 'placed', evidence });
    } else if (write.write === 'decision') {
      const { product, productVersion, action, reason, policy, propensity } = write.decision;
      books.decisions.push({ product, productVersion, action, reason, policy, propensity });
    } else if (write.write === 'message') {
      books.messages.push({ to: write.message.to, text: write.message.text });
    } else if (write.write === 'callback') {
      const { callbackId, phone, queue, from, until, reason } = write.callback;
      books.callbacks.push({ callbackId, phone, queue, from, until, reason, status: 'open' });
    } else if (write.write === 'lead') {
      const { leadId, phone, interest, when, branch, expiresOn, consent } = write.lead;
      books.leads.push({ leadId, phone, interest, when, branch, expiresOn, status: 'open', consent });
    }
  }
  return books;
}
