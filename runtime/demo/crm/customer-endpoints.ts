import { Type } from '@sinclair/typebox';
import { renderCustomer } from './customer-view.js';
import { optOutScopes } from './demo-records.js';
import { readFields, type Endpoint } from './endpoint.js';
import { Phone } from './fields.js';
import { getKnownCustomer } from './known-customer.js';

export const customerEndpoints: Endpoint[] = [
  {
    method: 'GET',
    path: '/customers',
    takes: '?phone=%2B8613800000001',
    title: { 'zh-CN': '按来电号码查客户', 'en-US': 'Find a customer by number' },
    answer({ query }, bank) {
      const { phone } = readFields(Type.Object({ phone: Phone }), query);
      return { status: 200, body: { customer: renderCustomer(getKnownCustomer(bank, { phone }), bank) } };
    },
  },
  {
    method: 'POST',
    path: '/customers/:id/opt-outs',
    takes: '{ "scope": "all" }',
    title: { 'zh-CN': '不再推荐', 'en-US': 'No more recommendations' },
    answer({ params, body }, bank) {
      const customer = getKnownCustomer(bank, { customerId: params['id'] });
      const { scope } = readFields(OptOut, body);
      customer.optOuts = [...new Set([...customer.optOuts, scope])];
      return { status: 200, body: { result: 'ok', optedOut: true, scopes: customer.optOuts } };
    },
  },
  {
    method: 'POST',
    path: '/callbacks',
    takes: '{ "phone": "+86…", "reason": "person_busy" }',
    title: { 'zh-CN': '登记回电', 'en-US': 'Ask for a call back' },
    answer({ body }, bank) {
      const { phone, reason } = readFields(CallbackRequest, body);
      const id = `callback-${bank.store.callbacks.length + 1}`;
      const callback = { id, phone, reason, requestedAt: bank.now().toISOString() };
      bank.store.callbacks.push(callback);
      return { status: 201, body: { result: 'ok', callback } };
    },
  },
];

const OptOut = Type.Object({
  scope: Type.Union(optOutScopes.map((scope) => Type.Literal(scope)), { description: `one of ${optOutScopes.join(', ')}` }),
});

const CallbackRequest = Type.Object({
  phone: Phone,
  reason: Type.String({ minLength: 1, maxLength: 200, description: 'a text of 1 to 200 characters' }),
});
