import { reportTimeZone } from '../../schemas/answers/report-time-zone.js';

export interface Period {
  /** First day, ISO. */
  from: string;
  /** Last day, ISO. */
  to: string;
}

/** The days up to today, in the time zone of reports; today is one of them. */
export function lastDays(count: number, now = new Date()): Period {
  const to = isoDay(now);
  const first = new Date(`${to}T00:00:00Z`);
  first.setUTCDate(first.getUTCDate() - count + 1);
  return { from: first.toISOString().slice(0, 10), to };
}

/** The day in the time zone of reports, whatever the clock of the reader says. */
function isoDay(date: Date): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: reportTimeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(date);
  return (['year', 'month', 'day'] as const).map((name) => parts.find(({ type }) => type === name)!.value).join('-');
}
