import { DateTime } from 'luxon';

/** A part of the day in which somebody is called back. */
export interface CallbackWindow {
  /** `HH:mm`, on the wall clock of the flow. */
  from: string;
  /** `HH:mm`, after `from`. */
  to: string;
}

export interface CallbackDays {
  /** 1 is Monday, 7 Sunday. (Default: Monday to Friday.) */
  days?: number[];
  /** ISO dates. */
  closedOn?: string[];
  /** ISO dates that are worked all the same. */
  openOn?: string[];
}

const WORKING_DAYS = [1, 2, 3, 4, 5];

/** Longer than any run of holidays; past it there is no day to call back on. */
const MOST_DAYS_AHEAD = 60;

/** Somebody must still be able to call before the window closes. */
const LEAST_MINUTES = 30;

/** The first such window that is not over: ISO 8601 in UTC, and its day in the time zone. `null` where no day is open. */
export function nextWindow({ from, to }: CallbackWindow, { days = WORKING_DAYS, closedOn = [], openOn = [] }: CallbackDays, now: string, timeZone: string): { from: string; until: string; day: string } | null {
  const moment = DateTime.fromISO(now, { zone: timeZone });
  for (let ahead = 0; ahead <= MOST_DAYS_AHEAD; ahead += 1) {
    const day = moment.startOf('day').plus({ days: ahead });
    const date = day.toFormat('yyyy-MM-dd');
    const isOpen = openOn.includes(date) || (days.includes(day.weekday) && !closedOn.includes(date));
    const until = at(day, to);
    if (!isOpen || until.diff(moment, 'minutes').minutes < LEAST_MINUTES) continue;
    const begins = DateTime.max(at(day, from), moment.startOf('minute'));
    return { from: begins.toUTC().toISO({ suppressMilliseconds: true })!, until: until.toUTC().toISO({ suppressMilliseconds: true })!, day: date };
  }
  return null;
}

/** Set, not added: a day on which the clocks change has the same wall clock. */
function at(day: DateTime, clock: string): DateTime {
  const [hour, minute] = clock.split(':').map(Number);
  return day.set({ hour, minute });
}
