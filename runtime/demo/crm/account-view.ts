import { addDays } from './bank-calendar.js';
import type { BothLanguages, DemoAccount, DemoBranch } from './demo-records.js';
import type { Bank } from './endpoint.js';

/** An account as the CRM shows it to a phone line: its ending, and no PIN. Dates are ISO dates. */
export interface AccountView {
  last4: string;
  branch: DemoBranch;
  risk: { level: BothLanguages; until: string; status: 'valid' | 'expired' } | { status: 'none' };
  /** Null without an adviser. */
  adviserEndsOn: string | null;
  /** Whether that is within 30 days. */
  adviserDue: boolean;
}

export function renderAccount({ number, branch, risk, adviserDaysLeft }: DemoAccount, bank: Bank): AccountView {
  const inDays = (days: number) => addDays(bank.today(), days);
  return {
    last4: number.slice(-4),
    branch,
    risk: risk === null ? { status: 'none' } : { level: risk.level, until: inDays(risk.daysLeft), status: risk.daysLeft >= 0 ? 'valid' : 'expired' },
    adviserEndsOn: adviserDaysLeft === null ? null : inDays(adviserDaysLeft),
    adviserDue: adviserDaysLeft !== null && adviserDaysLeft >= 0 && adviserDaysLeft <= 30,
  };
}

/** Paid services of the account; all others belong to a card. */
export const accountProducts: readonly string[] = ['trade_texts'];
