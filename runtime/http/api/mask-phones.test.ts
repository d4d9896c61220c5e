import { expect, test } from '@jest/globals';
import { callFor, maskPhone } from './mask-phones.js';

test.each([
  ['+8613800000001', '+86*********01'],
  ['anonymous', 'anonymous'],
  ['client:alice', 'client:alice'],
])('%s is shown as %s', (phone, shown) => expect(maskPhone(phone)).toBe(shown));

const call = {
  from: '+8613800000001', to: '+14005550100',
  messages: [{ to: '+8613900000002', text: 'We call +8613900000002.' }],
  requests: [{ method: 'GET', url: 'http://crm/customers?phone=%2B8613800000001' }],
  orders: [{ evidence: { callerNumber: '+8613800000001' } }],
  callbacks: [{ phone: '+8613700000003' }],
};

test.each(['designer', 'analyst'] as const)('a %s finds no number of a customer anywhere in a call', (role) => {
  const shown = JSON.stringify(callFor(role, call));
  expect(shown).not.toMatch(/13800000001|13900000002|13700000003/);
  expect(shown).toContain('+14005550100');
});

test.each(['operator', 'admin'] as const)('an %s sees a call as it is', (role) => expect(callFor(role, call)).toBe(call));
