/** The callers of the demo CRM, each of whom makes another way through a flow. Anybody else is unknown. */
export const demoCallers = [
  { number: '+8613800000001', text: 'phone.callers.eligible' },
  { number: '+8613800000002', text: 'phone.callers.holds' },
  { number: '+8613800000003', text: 'phone.callers.optedOut' },
  { number: '+8613800000004', text: 'phone.callers.ineligible' },
  { number: '+8613800000005', text: 'phone.callers.caseOpen' },
  { number: '+8613800000006', text: 'phone.callers.english' },
  { number: '+8613900000099', text: 'phone.callers.unknown' },
] as const;
