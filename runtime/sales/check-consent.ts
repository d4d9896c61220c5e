import type { Fact } from '../../schemas/define-step.js';

/**
 * What must stand in a call's record before an order, in this order and for one product version. The source is the record of
 * enrolments without consent that regulators punished (see docs/selling.md): eligibility, price, "this is optional", the caller's own
 * yes, the terms read back, a second yes.
 */
export const consentChain = ['eligibility_checked', 'price_heard', 'optional_heard', 'offer_accepted', 'terms_read_back', 'order_confirmed'] as const;

const readBackAt = consentChain.indexOf('terms_read_back');

export interface Consent {
  /** Complete when nothing is missing. */
  missing: string[];
  /** The facts that prove it, one for each part of the chain reached. */
  chain: Fact[];
}

/**
 * Walks the record once. Hearing the price again starts the chain again from there; of several read-backs the last one counts; a no, or an
 * order placed, uses it up; a check that says "not eligible" breaks it. Words that were empty were not heard, and the key that accepted
 * confirms nothing.
 */
export function checkConsent(facts: Fact[], product: string, productVersion: string): Consent {
  let chain: Fact[] = [];
  for (const fact of facts) {
    if (fact['product'] !== product || fact['productVersion'] !== productVersion || isEmpty(fact)) continue;
    if (fact.type === 'eligibility_checked') chain = fact['eligible'] === true ? [fact] : [];
    else if (fact.type === 'offer_declined' || fact.type === 'order_placed') chain = [];
    else if (fact.type === 'price_heard') chain = chain.length > 0 ? [chain[0]!, fact] : [];
    else if (fact.type === 'terms_read_back' && chain.length > readBackAt) chain = [...chain.slice(0, readBackAt), fact];
    else if (fact.type === consentChain[chain.length] && !isHabit(fact, chain)) chain.push(fact);
  }
  return { missing: consentChain.slice(chain.length), chain };
}

const spoken = new Set<string>(['price_heard', 'optional_heard', 'terms_read_back']);

function isEmpty(fact: Fact): boolean {
  return spoken.has(fact.type) && String(fact['text'] ?? '').trim() === '';
}

function isHabit(fact: Fact, chain: Fact[]): boolean {
  return fact.type === 'order_confirmed' && fact['input'] === chain.find((before) => before.type === 'offer_accepted')?.['input'];
}
