import { valueAt } from '../../conditions.js';
import { defineEffect, type EffectResult } from '../../define-effect.js';
import type { CallView, Fact } from '../../define-step.js';
import { fillAddress } from '../../fill-address.js';
import type { Json, JsonObject } from '../../json.js';
import { makeRequest } from '../../make-request.js';
import type { LookupCustomerData } from './lookup_customer.js';

/** The caller is held meanwhile. Long enough for a core that needs eight seconds, and below the limit of effects. */
const TIMEOUT_MILLISECONDS = 10_000;
const HOLD_AFTER_MILLISECONDS = 2000;

const address = '{{ settings.crmUrl }}/customers?phone={{ phone | url_encode }}';

/**
 * Asks the CRM, and where it does not know the caller, does not answer or is not configured, the customers that were imported. A withheld
 * number is not asked for.
 */
export const lookupCustomerEffect = defineEffect<LookupCustomerData>({
  type: 'lookup_customer',
  failedExit: 'failed',
  holdAfterMilliseconds: () => HOLD_AFTER_MILLISECONDS,
  async run(data, { call, ports, idempotencyKey }) {
    const phone = call.fill(data.phone ?? '{{ call.from }}').trim();
    if (!/^\+?\d{5,15}$/.test(phone)) return { exit: 'not_found' };
    const imported = (): Promise<Customer | null> => ports.customers?.findByPhone(phone) ?? Promise.resolve(null);
    if (ports.customers && valueAt(call.values, 'settings.crmUrl') === undefined) return outcome(await imported(), 'not_found', []);
    const url = fillAddress(address, call.fill, { phone });
    const { answer, made } = await makeRequest(ports.http, { method: 'GET', url, timeoutMilliseconds: TIMEOUT_MILLISECONDS, idempotencyKey }, url);
    if (answer?.status === 404) return outcome(await imported(), 'not_found', [made]);
    const customer = answer?.status === 200 ? customerIn(answer.body) : null;
    if (!customer) return outcome(await imported(), 'failed', [made]);
    return found(customer, phone, [made], data, call);

    function outcome(known: Customer | null, otherwise: 'not_found' | 'failed', facts: Fact[]): EffectResult {
      return known ? found(known, phone, facts, data, call) : { exit: otherwise, ...(facts.length > 0 && { facts }) };
    }
  },
});

type Customer = JsonObject & { id: string };

function found(customer: Customer, phone: string, made: Fact[], data: LookupCustomerData, call: CallView): EffectResult {
  const { language } = customer;
  // A call that left the flow's first language has chosen its own.
  const isUnchosen = call.language === call.languages[0];
  const speaks = (data.useLanguage ?? true) && isUnchosen && typeof language === 'string' && call.languages.includes(language);
  return {
    exit: 'found',
    values: { customer, ...(speaks ? { language } : {}) },
    facts: [...made, { type: 'customer_found', customerId: customer.id }, ...identityOf(customer, phone, call)],
    writes: [{ write: 'customer', customer: { customerId: customer.id, phone, data: customer } }],
  };
}

/** A number somebody types proves nothing, and a caller who is known better already stays so. */
function identityOf({ id }: Customer, phone: string, call: CallView): Fact[] {
  const level = valueAt(call.values, 'call.identity.level') ?? 'unknown';
  return phone === call.from && level === 'unknown' ? [{ type: 'identity_reached', level: 'number_match', how: 'caller_number', customerId: id }] : [];
}

function customerIn(body: Json): Customer | null {
  const customer = valueAt(body, 'customer');
  const id = valueAt(customer, 'id');
  return typeof id === 'string' && id !== '' ? (customer as Customer) : null;
}
