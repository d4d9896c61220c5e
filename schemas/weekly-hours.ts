import { DateTime } from 'luxon';

/** One row: the hours of some days. A range whose end is not after its beginning runs past midnight and belongs to the day it begins. */
export interface WeeklyHours {
  /** 1 is Monday, 7 Sunday. */
  days: number[];
  /** `HH:mm`. */
  from: string;
  /** `HH:mm`, up to `24:00`. */
  to: string;
}

export interface Opening {
  weekly: WeeklyHours[];
  /** ISO dates on which no range begins. */
  closedOn?: string[];
  /** ISO dates that are open whatever else is said; a day of the week without hours gets those of the first row. */
  openOn?: string[];
}

/** Whether it is open at a moment, on the wall clock of a time zone. `null` for a zone that does not exist. */
export function isOpen(opening: Opening, now: string, timeZone: string): boolean | null {
  const local = DateTime.fromISO(now, { zone: timeZone });
  if (!local.isValid) return null;
  const minute = local.hour * 60 + local.minute;
  return isWithin(rangesOf(opening, local), minute) || isWithin(rangesOf(opening, local.minus({ days: 1 })), minute + MINUTES_A_DAY);
}

const MINUTES_A_DAY = 24 * 60;

interface Range {
  from: number;
  to: number;
}

/** The ranges that begin on a day, in minutes since its midnight. */
function rangesOf({ weekly, closedOn = [], openOn = [] }: Opening, day: DateTime): Range[] {
  const date = day.toFormat('yyyy-MM-dd');
  const extra = openOn.includes(date);
  if (closedOn.includes(date) && !extra) return [];
  const usual = weekly.filter(({ days }) => days.includes(day.weekday));
  return (usual.length === 0 && extra ? weekly.slice(0, 1) : usual).map(rangeOf);
}

function rangeOf({ from, to }: WeeklyHours): Range {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  return { from: start, to: end > start ? end : end + MINUTES_A_DAY };
}

function isWithin(ranges: Range[], minute: number): boolean {
  return ranges.some(({ from, to }) => minute >= from && minute < to);
}

function minutesOf(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number);
  return hours! * 60 + minutes!;
}
