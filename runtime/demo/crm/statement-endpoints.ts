import { Type } from '@sinclair/typebox';
import { getStatementSetting, maskEmail } from './customer-view.js';
import type { DemoCustomer } from './demo-records.js';
import { readFields, type Endpoint } from './endpoint.js';
import { getKnownCustomer } from './known-customer.js';
import { createRefusal } from './refusal.js';

export const statementEndpoints: Endpoint[] = [
  {
    method: 'GET',
    path: '/customers/:id/statement',
    takes: '',
    title: { 'zh-CN': '账单寄送方式', 'en-US': 'How statements are sent' },
    answer({ params }, bank) {
      return { status: 200, body: renderStatement(getKnownCustomer(bank, { customerId: params['id'] })) };
    },
  },
  {
    method: 'POST',
    path: '/customers/:id/statement',
    takes: '{ "setting": "paper" }',
    title: { 'zh-CN': '改寄送方式', 'en-US': 'Change how statements are sent' },
    answer({ params, body }, bank) {
      const customer = getKnownCustomer(bank, { customerId: params['id'] });
      const { setting } = readFields(StatementChange, body);
      if (setting === 'electronic') checkAddress(customer);
      customer.statement = setting;
      return { status: 200, body: { result: 'ok', ...renderStatement(customer) } };
    },
  },
  {
    method: 'POST',
    path: '/customers/:id/statement/resend',
    takes: '',
    title: { 'zh-CN': '重发本期电子账单', 'en-US': 'Send this month’s e-statement again' },
    answer({ params }, bank) {
      const customer = getKnownCustomer(bank, { customerId: params['id'] });
      checkAddress(customer);
      if (customer.statement !== 'electronic') throw createRefusal(409, 'not_electronic', 'This customer gets paper: set the statement to electronic first.');
      return { status: 200, body: { result: 'ok', ...renderStatement(customer) } };
    },
  },
];

export function renderStatement(customer: DemoCustomer) {
  return { setting: getStatementSetting(customer), address: maskEmail(customer.email) };
}

/** Throws 409 `no_address`. */
export function checkAddress(customer: DemoCustomer): void {
  if (customer.email === null) throw createRefusal(409, 'no_address', 'No e-mail address is on file: the customer must add one first.');
}

const StatementChange = Type.Object({
  setting: Type.Union([Type.Literal('paper'), Type.Literal('electronic')], { description: 'paper or electronic' }),
});
