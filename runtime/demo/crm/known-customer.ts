import type { Bank } from './endpoint.js';
import { findCustomerByPhone } from './demo-store.js';
import type { DemoCard, DemoCustomer } from './demo-records.js';
import { createRefusal } from './refusal.js';

/** Finds by number, by id, or by both where they agree. Throws 404 `not_found`, or 400 where neither is given or they disagree. */
export function getKnownCustomer(bank: Bank, by: { phone?: string; customerId?: string }): DemoCustomer {
  const found: (DemoCustomer | undefined)[] = [];
  if (by.phone !== undefined) found.push(findCustomerByPhone(bank.store, by.phone));
  if (by.customerId !== undefined) found.push(bank.store.customers.get(by.customerId));
  if (found.length === 0) throw createRefusal(400, 'bad_request', 'Send phone or customerId.');
  const [customer] = found;
  if (customer === undefined || found.includes(undefined)) throw createRefusal(404, 'not_found', 'No customer has this number or id.');
  if (found.some((other) => other !== customer)) throw createRefusal(400, 'bad_request', 'phone and customerId are of different customers: send one of them.');
  return customer;
}

/** Throws 404 `not_found`. */
export function getKnownCard(customer: DemoCustomer, last4: string): DemoCard {
  const card = customer.cards.find((card) => card.last4 === last4);
  if (card === undefined) throw createRefusal(404, 'not_found', 'This customer has no card with these last four digits.');
  return card;
}
