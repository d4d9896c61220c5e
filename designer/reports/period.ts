export interface Period {
  /** First day, ISO. */
  from: string;
  /** Last day, ISO. */
  to: string;
}

/** The days up to today, in the browser's time zone; today is one of them. */
export function lastDays(count: number, now = new Date()): Period {
  const first = new Date(now.getFullYear(), now.getMonth(), now.getDate() - count + 1);
  return { from: isoDay(first), to: isoDay(now) };
}

export function isoDay(date: Date): string {
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
