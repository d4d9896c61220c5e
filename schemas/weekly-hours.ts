import { DateTime } from 'luxon';
import type { Calendar, CalendarDay } from './documents/calendar.js';

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
  /** The first that says something of a day decides; the dates above come before them. */
  calendars?: Calendar[];
}

/** Whether it is open at a moment, and what of the hours or the calendars decided. */
export interface OpeningState {
  open: boolean;
  /**
   * `hours`: within or outside the weekly hours. `closed_day`, `open_day`, `special_hours`: a day that a calendar, or the step itself,
   * names. Of an open moment after midnight it is the day on which the hours began.
   */
  why: 'hours' | 'closed_day' | 'open_day' | 'special_hours';
  /** The ISO date that decided, on the wall clock of the place. */
  date: string;
  /** `null`: the step's own dates, or no date. */
  calendar: string | null;
  /** What the calendar calls the day. */
  title: CalendarDay['title'] | null;
}

/** Whether it is open at a moment, on the wall clock of a time zone. `null` for a zone that does not exist. */
export function isOpen(opening: Opening, now: string, timeZone: string): boolean | null {
  return readOpening(opening, now, timeZone)?.open ?? null;
}

/** As `isOpen`, with the reason. */
export function readOpening(opening: Opening, now: string, timeZone: string): OpeningState | null {
  const local = DateTime.fromISO(now, { zone: timeZone });
  if (!local.isValid) return null;
  const minute = local.hour * 60 + local.minute;
  const today = dayOf(opening, local);
  const before = dayOf(opening, dayBefore(local));
  if (isWithin(today.ranges, minute)) return stateOf(true, today);
  if (isWithin(before.ranges, minute + MINUTES_A_DAY)) return stateOf(true, before);
  return stateOf(false, today);
}

/** A zone that moved over the date line skipped a day, as Samoa did in 2011: then it is the last one there was. */
function dayBefore(local: DateTime): DateTime {
  const before = local.minus({ days: 1 });
  return before.hasSame(local, 'day') ? local.minus({ days: 2 }) : before;
}

export const MINUTES_A_DAY = 24 * 60;

export interface Range {
  from: number;
  to: number;
}

export interface OpeningDay extends Pick<OpeningState, 'why' | 'calendar' | 'title' | 'date'> {
  /** The ranges that begin on the day, in minutes since its midnight. */
  ranges: Range[];
}

/** What holds on a day: the step's own dates come first, then the calendars in their order, then the hours of the week. */
export function dayOf(opening: Opening, day: DateTime): OpeningDay {
  const date = day.toFormat('yyyy-MM-dd');
  const plain = { date, calendar: null, title: null };
  if (opening.openOn?.includes(date)) return { ...plain, why: 'open_day', ranges: worked(opening.weekly, day.weekday) };
  if (opening.closedOn?.includes(date)) return { ...plain, why: 'closed_day', ranges: [] };
  for (const calendar of opening.calendars ?? []) {
    const named = daysByDate(calendar).get(date);
    if (named) return { date, calendar: calendar.id, title: named.title ?? null, ...rangesOf(named, opening.weekly, day.weekday) };
  }
  return { ...plain, why: 'hours', ranges: usual(opening.weekly, day.weekday) };
}

function rangesOf({ kind, times, like }: CalendarDay, weekly: WeeklyHours[], weekday: number): Pick<OpeningDay, 'why' | 'ranges'> {
  if (kind === 'closed') return { why: 'closed_day', ranges: [] };
  if (kind === 'hours' && times) return { why: 'special_hours', ranges: times.map(rangeOf) };
  return { why: 'open_day', ranges: worked(weekly, like ?? weekday) };
}

function usual(weekly: WeeklyHours[], weekday: number): Range[] {
  return weekly.filter(({ days }) => days.includes(weekday)).map(rangeOf);
}

/** Of a day that is worked all the same: a weekday without hours has those of the first row. */
function worked(weekly: WeeklyHours[], weekday: number): Range[] {
  const own = usual(weekly, weekday);
  return own.length > 0 ? own : weekly.slice(0, 1).map(rangeOf);
}

/** Calendars never change once they are read, so the days of each are sorted out once. */
const known = new WeakMap<Calendar, Map<string, CalendarDay>>();

function daysByDate(calendar: Calendar): Map<string, CalendarDay> {
  const days = known.get(calendar) ?? new Map(calendar.days.map((day) => [day.date, day]));
  known.set(calendar, days);
  return days;
}

function stateOf(open: boolean, { why, date, calendar, title }: OpeningDay): OpeningState {
  return { open, why, date, calendar, title };
}

function rangeOf({ from, to }: { from: string; to: string }): Range {
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
