import type { Json, JsonObject } from '../../schemas/json.js';
import type { StoredCustomer } from '../store/queries/customers.js';

/** A customer for roles that need no personal data: the first sign of the name, the last four digits of the number, and of the rest only what says nothing of who it is. */
export function maskCustomer(customer: StoredCustomer): StoredCustomer {
  return { ...customer, phone: maskPhone(customer.phone), data: Object.fromEntries(Object.entries(customer.data).map(([name, value]) => [name, maskField(name, value)])) as JsonObject };
}

const plain = new Set(['id', 'language', 'segment', 'branch', 'optedOut']);

function maskField(name: string, value: Json | undefined): Json {
  if (plain.has(name)) return value ?? null;
  if (name === 'phone') return maskPhone(String(value));
  if (name === 'name' && typeof value === 'string' && value !== '') return `${[...value][0]}**`;
  return '***';
}

/** `+86138****0001`. */
export function maskPhone(phone: string): string {
  return phone.length < 8 ? '****' : `${phone.slice(0, -8)}****${phone.slice(-4)}`;
}
