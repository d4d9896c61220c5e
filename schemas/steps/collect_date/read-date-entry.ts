import { DateTime } from 'luxon';
import type { CallView } from '../../define-step.js';
import { lineWords } from '../../line-words.js';
import { stepFault } from '../../step-fault.js';

export const dateFormats = ['yyyymmdd', 'ddmmyyyy', 'mmddyyyy', 'mmdd', 'ddmm'] as const;

export interface DateQuestion {
  /** (Default: yyyymmdd.) */
  format?: (typeof dateFormats)[number];
  /** (Default: next.) */
  year?: 'next' | 'last' | 'this';
  earliest?: string;
  latest?: string;
}

/** The date as `2026-12-05`, or what the caller is told: the wrong number of digits, no day of the calendar, or out of bounds. */
export function readDateEntry(keys: string, question: DateQuestion, call: CallView): { value: string } | { wrong: string } {
  const format = question.format ?? 'yyyymmdd';
  if (!/^\d+$/.test(keys) || keys.length !== format.length) return { wrong: lineWords(call, 'wrong_length') };
  const today = DateTime.fromISO(call.now, { zone: call.timeZone }).startOf('day');
  const date = format.includes('yyyy') ? dateOf(keys, format, today) : dateNear(keys, format, question.year ?? 'next', today);
  if (!date) return { wrong: lineWords(call, 'no_such_date') };
  const bounds = { earliest: boundOf(question.earliest, today, call), latest: boundOf(question.latest, today, call) };
  if (bounds.earliest && date < bounds.earliest) return { wrong: lineWords(call, 'date_too_early', { bound: isoDate(bounds.earliest) }) };
  if (bounds.latest && date > bounds.latest) return { wrong: lineWords(call, 'date_too_late', { bound: isoDate(bounds.latest) }) };
  return { value: isoDate(date) };
}

/** Before it a year is a slip of the finger, and nothing reads it. */
const FIRST_YEAR = 1000;

function dateOf(keys: string, format: string, { zone }: DateTime, year = partOf(keys, format, 'yyyy')): DateTime | null {
  const date = DateTime.fromObject({ year, month: partOf(keys, format, 'mm'), day: partOf(keys, format, 'dd') }, { zone });
  return date.isValid && year >= FIRST_YEAR ? date : null;
}

/** The gap between two 29ths of February is eight years at most, around 2100. */
const MOST_YEARS_APART = 8;

function dateNear(keys: string, format: string, which: NonNullable<DateQuestion['year']>, today: DateTime): DateTime | null {
  if (which === 'this') return dateOf(keys, format, today, today.year);
  const step = which === 'next' ? 1 : -1;
  for (let away = 0; away <= MOST_YEARS_APART; away += 1) {
    const date = dateOf(keys, format, today, today.year + step * away);
    if (date && (which === 'next' ? date >= today : date <= today)) return date;
  }
  return null;
}

function partOf(keys: string, format: string, part: 'yyyy' | 'mm' | 'dd'): number {
  const at = format.indexOf(part);
  return Number(keys.slice(at, at + part.length));
}

/** `today`, `today+3`, `today-30` or an ISO date; of a moment the day in the flow's time zone. */
function boundOf(bound: string | undefined, today: DateTime, call: CallView): DateTime | null {
  if (bound === undefined) return null;
  const text = call.fill(bound).trim();
  const days = /^today\s*(?:([+-])\s*(\d{1,5}))?$/i.exec(text);
  if (days) return today.plus({ days: Number(`${days[1] ?? ''}${days[2] ?? 0}`) });
  const date = DateTime.fromISO(text, { zone: call.timeZone }).startOf('day');
  if (text !== '' && date.isValid) return date;
  throw stepFault('template_failed', `Step "${call.visit.step}" has the bound "${bound}", which gives no date. Write a date such as 2026-12-05, today, or today+30.`);
}

function isoDate(date: DateTime): string {
  return date.toFormat('yyyy-MM-dd');
}
