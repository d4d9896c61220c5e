import { DateTime } from 'luxon';

/** The bank's day: dates are ISO dates (`2026-11-22`) as they stand on a calendar in Shanghai, whatever the server's zone. */
export function getBankDate(now: Date): string {
  return isoDate(DateTime.fromJSDate(now, { zone: 'Asia/Shanghai' }));
}

export function addDays(date: string, days: number): string {
  return isoDate(readDate(date).plus({ days }));
}

/** The same day of a later month, or that month's last day where it has no such day. */
export function addMonths(date: string, months: number): string {
  return isoDate(readDate(date).plus({ months }));
}

export function getDaysBetween(from: string, to: string): number {
  return readDate(to).diff(readDate(from), 'days').days;
}

/** Bills are due, and add-ons are charged, on the fifth: the next one after `date`, never `date` itself. */
export function getNextBillDate(date: string): string {
  const fifth = readDate(date).set({ day: 5 });
  return isoDate(isoDate(fifth) > date ? fifth : fifth.plus({ months: 1 }));
}

export function isBankDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && readDate(text).isValid;
}

function readDate(date: string): DateTime {
  return DateTime.fromISO(date, { zone: 'utc' });
}

function isoDate(date: DateTime): string {
  return date.toFormat('yyyy-MM-dd');
}
