import { Type } from '@sinclair/typebox';
import { renderAccount } from './account-view.js';
import { renderSubscription, getRunningSubscriptions } from './customer-view.js';
import type { DemoAccount } from './demo-records.js';
import { readFields, type Endpoint } from './endpoint.js';
import { CustomerId, Phone } from './fields.js';
import { getKnownCustomer } from './known-customer.js';
import { MAX_PIN_ATTEMPTS } from './card-endpoints.js';

/** The broker's side of a customer: the account, its transfers and its paid services. */
export const accountEndpoints: Endpoint[] = [
  {
    method: 'POST',
    path: '/accounts/verify',
    takes: '{ "phone": "+86…", "account": "60012345", "pin": "…" }',
    title: { 'zh-CN': '核对资金账号和服务密码', 'en-US': 'Verify an account number and its PIN' },
    answer({ body }, bank) {
      const { phone, customerId, account: number, pin } = readFields(Verification, body);
      const { account } = getKnownCustomer(bank, { phone, customerId });
      const result = verifyAccount(account, number, pin);
      if (result !== 'ok') return { status: 200, body: { result } };
      return { status: 200, body: { result, account: renderAccount(account, bank) } };
    },
  },
  {
    method: 'GET',
    path: '/customers/:id/account',
    takes: '',
    title: { 'zh-CN': '所属营业部', 'en-US': 'The branch of an account' },
    answer({ params }, bank) {
      const { account } = getKnownCustomer(bank, { customerId: params['id'] });
      return { status: 200, body: { branch: account.branch } };
    },
  },
  {
    method: 'GET',
    path: '/customers/:id/account/transfers/latest',
    takes: '',
    title: { 'zh-CN': '最近一笔银证转账', 'en-US': 'The latest bank transfer' },
    answer({ params }, bank) {
      const { account } = getKnownCustomer(bank, { customerId: params['id'] });
      if (account.transfer === null) return { status: 200, body: { result: 'none' } };
      const { status, amount, time } = account.transfer;
      return { status: 200, body: { result: status, transfer: { amount, at: `${bank.today()}T${time}:00+08:00` } } };
    },
  },
  {
    method: 'GET',
    path: '/customers/:id/account/subscriptions/:product',
    takes: '',
    title: { 'zh-CN': '账户的收费服务', 'en-US': 'A paid service of an account' },
    answer({ params }, bank) {
      const customer = getKnownCustomer(bank, { customerId: params['id'] });
      const held = getRunningSubscriptions(customer.id, bank).find(({ product }) => product === params['product']);
      return { status: 200, body: held ? { result: 'held', subscription: renderSubscription(held, bank) } : { result: 'not_held' } };
    },
  },
];

const Verification = Type.Object({
  phone: Type.Optional(Phone),
  customerId: Type.Optional(CustomerId),
  account: Type.String({ pattern: '^\\d{8}$', description: 'a string of eight digits, such as "60012345"' }),
  pin: Type.String({ pattern: '^\\d{1,12}$', description: 'a string of digits, since a number would lose its leading zeros' }),
});

/** A wrong number counts against the account as a wrong PIN does, else guessing numbers would cost nothing. */
function verifyAccount(account: DemoAccount, number: string, pin: string): 'ok' | 'wrong' | 'locked' {
  if (account.wrongAttempts >= MAX_PIN_ATTEMPTS) return 'locked';
  const right = account.number === number && account.pin === pin;
  account.wrongAttempts = right ? 0 : account.wrongAttempts + 1;
  if (right) return 'ok';
  return account.wrongAttempts >= MAX_PIN_ATTEMPTS ? 'locked' : 'wrong';
}
