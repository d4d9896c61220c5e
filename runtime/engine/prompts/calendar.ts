import { UnreadableValueError, describeKind } from './unreadable-value-error.js';

/** A point in time: an ISO 8601 text (`2026-12-05T09:30:00Z`) or a Date. */
export type Instant = string | Date;

export interface CalendarDate {
  year: number;
  /** From 1. */
  month: number;
  day: number;
}

export interface ClockTime {
  /** 0 to 24; 24 is the end of a day. */
  hour: number;
  minute: number;
}

/**
 * Reads a date: `2026-12-05`, `2026/12/05`, `20261205`, or a date with a time. A time with an offset is moved to `timeZone`;
 * without a time zone it is read as it is written. Throws UnreadableValueError for anything else, also for the 30th of February.
 */
export function readCalendarDate(value: unknown, timeZone?: string): CalendarDate {
  const { date } = readMoment(value, 'date', timeZone);
  if (date) return date;
  throw new UnreadableValueError('date', 'it is a time without a date; give a date such as 2026-12-05.');
}

/** Reads a time of day: `09:30`, `9:30:15`, `24:00`, or a date with a time, which is moved to `timeZone`. Throws UnreadableValueError for anything else. */
export function readClockTime(value: unknown, timeZone?: string): ClockTime {
  const { time } = readMoment(value, 'time', timeZone);
  if (time) return time;
  throw new UnreadableValueError('time', 'it is a date without a time; give a time such as 09:30.');
}

interface Moment {
  date?: CalendarDate;
  time?: ClockTime;
}

const DATE = String.raw`(?<year>\d{4})(?<separator>[-/]?)(?<month>\d{1,2})\k<separator>(?<day>\d{1,2})`;
const TIME = String.raw`(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,]\d{1,9})?)?`;
const OFFSET = String.raw`(?<offset>Z|[+-]\d{2}:?\d{2})`;
const MOMENT = new RegExp(`^(?:${DATE})?(?:(?:(?<=\\d)[T ]|^)${TIME}\\s?${OFFSET}?)?$`, 'i');

function readMoment(value: unknown, figure: string, timeZone: string | undefined): Moment {
  if (value instanceof Date) return readInstant(value, figure, timeZone ?? 'UTC');
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.slice(0, 64).trim() : '';
  const parts = MOMENT.exec(text)?.groups;
  if (text === '' || !parts || (parts.separator === '' && !/^\d{8}(?!\d)/.test(text))) throw unreadable(figure, value);
  const moment = { date: parts.year ? readDateParts(parts, figure, value) : undefined, time: parts.hour ? readTimeParts(parts, figure, value) : undefined };
  if (!parts.offset || !timeZone || !moment.date || !moment.time) return moment;
  return readInstant(toInstant(moment.date, moment.time, parts.offset), figure, timeZone);
}

type Parts = Record<string, string | undefined>;

function readDateParts(parts: Parts, figure: string, value: unknown): CalendarDate {
  const date = { year: Number(parts.year), month: Number(parts.month), day: Number(parts.day) };
  const real = new Date(Date.UTC(date.year, date.month - 1, date.day));
  if (date.year < 1000 || real.getUTCMonth() !== date.month - 1 || real.getUTCDate() !== date.day) throw unreadable(figure, value);
  return date;
}

function readTimeParts(parts: Parts, figure: string, value: unknown): ClockTime {
  const [hour, minute, second] = [Number(parts.hour), Number(parts.minute), Number(parts.second ?? 0)];
  const isEndOfDay = hour === 24 && minute === 0 && second === 0;
  if ((hour > 23 && !isEndOfDay) || minute > 59 || second > 60) throw unreadable(figure, value);
  return { hour, minute };
}

function toInstant(date: CalendarDate, time: ClockTime, offset: string): Date {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? [];
  const offsetMinutes = sign ? (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) : 0;
  return new Date(Date.UTC(date.year, date.month - 1, date.day, time.hour, time.minute - offsetMinutes));
}

/** Making a formatter costs far more than using it; a server speaks for a handful of time zones. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function readInstant(instant: Date, figure: string, timeZone: string): Moment {
  if (Number.isNaN(instant.getTime())) throw unreadable(figure, instant);
  const parts = Object.fromEntries(getFormatter(timeZone, figure).formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
  return { date: { year, month, day }, time: { hour, minute } };
}

function getFormatter(timeZone: string, figure: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  try {
    const formatter = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' });
    formatters.set(timeZone, formatter);
    return formatter;
  } catch {
    throw new UnreadableValueError(figure, `the time zone "${timeZone.slice(0, 40)}" is unknown; use an IANA name such as Asia/Shanghai.`);
  }
}

function unreadable(figure: string, value: unknown): UnreadableValueError {
  const example = figure === 'date' ? '2026-12-05' : '09:30';
  return new UnreadableValueError(figure, `it needs a text such as ${example}, and got ${describeKind(value)}.`);
}
