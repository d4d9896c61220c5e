/** A date as people write it: 2026-02-16, 2026/2/16, 2026.2.16, 20260216, 2026年2月16日. `null` for what is none, such as 30 February. */
export function readDate(text: string): string | null {
  const found = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$/.exec(text.trim());
  if (!found) return null;
  const [, year, month = found[4], day = found[5]] = found;
  const date = `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
  return isDate(date) ? date : null;
}

/** Whether an ISO date is a day that exists. */
export function isDate(date: string): boolean {
  const moment = new Date(`${date}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 10) === date;
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
