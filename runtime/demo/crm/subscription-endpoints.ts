import { accountProducts } from './account-view.js';
import { getRunningSubscriptions, renderSubscription } from './customer-view.js';
import type { Endpoint } from './endpoint.js';
import { getKnownCustomer } from './known-customer.js';
import { createRefusal } from './refusal.js';
import { getSubscriptionTerms } from './subscription-terms.js';

export const subscriptionEndpoints: Endpoint[] = [
  {
    method: 'GET',
    path: '/customers/:id/subscriptions',
    takes: '',
    title: { 'zh-CN': '卡上已开通的收费服务', 'en-US': 'Paid services of the cards' },
    answer({ params }, bank) {
      const customer = getKnownCustomer(bank, { customerId: params['id'] });
      const subscriptions = getRunningSubscriptions(customer.id, bank)
        .filter(({ product }) => !accountProducts.includes(product))
        .map((held) => renderSubscription(held, bank));
      return { status: 200, body: { count: subscriptions.length, subscriptions } };
    },
  },
  {
    method: 'POST',
    path: '/subscriptions/:id/cancel',
    takes: '',
    title: { 'zh-CN': '退订', 'en-US': 'Cancel a service' },
    answer({ params }, bank) {
      const held = bank.store.subscriptions.get(params['id'] ?? '');
      if (held === undefined) throw createRefusal(404, 'not_found', 'No subscription has this id.');
      // Cancelling twice answers as the first time did, and refunds once.
      if (held.cancelledOn === null) {
        held.refund = getSubscriptionTerms(held, bank.today()).refund;
        held.cancelledOn = bank.today();
      }
      const result = held.refund === null ? 'ok' : 'refund';
      return { status: 200, body: { result, refund: held.refund, subscription: renderSubscription(held, bank) } };
    },
  },
];
