/** The callers of the demo CRM by what is special about them: the last digits of their numbers. */
const demoCallers = {
  eligible: 1,
  holder: 2,
  opted_out: 3,
  ineligible: 4,
  case_open: 5,
  english: 6,
  ending_soon: 7,
  slow_crm: 8,
  crm_down: 9,
  platinum: 10,
  senior: 11,
  overdue: 12,
  holds_both: 13,
  no_email: 14,
  e_statement: 15,
  no_bill: 16,
  transfer_pending: 17,
  adviser_ending: 18,
  transfer_returned: 19,
  unknown: 99,
} as const;

export const demoCallerNames = Object.keys(demoCallers);

/** The number of a demo caller; `null` for a name nobody has. */
export function getDemoNumber(name: string): string | null {
  return Object.hasOwn(demoCallers, name) ? numberOf(demoCallers[name as keyof typeof demoCallers]) : null;
}

function numberOf(ordinal: number): string {
  return `+86138${String(ordinal).padStart(8, '0')}`;
}
