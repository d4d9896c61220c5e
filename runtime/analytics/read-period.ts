import { DateTime } from 'luxon';
import { reportTimeZone } from '../../schemas/answers/report-time-zone.js';
import { fail } from '../errors.js';

export interface Period {
  from: string;
  to: string;
  timeZone: string;
  start: Date;
  end: Date;
}

/** Throws `invalid_request` for a time that cannot be read, an unknown zone, or a period that ends before it begins. */
export function readPeriod({ from, to, timeZone = reportTimeZone, now }: { from?: string | undefined; to?: string | undefined; timeZone?: string | undefined; now: Date }): Period {
  const today = DateTime.fromJSDate(now, { zone: timeZone });
  if (!today.isValid) {
    throw fail('invalid_request', {
      reason: { 'en-US': `The time zone "${timeZone}" is unknown. Use an IANA name such as Asia/Shanghai.`, 'zh-CN': `没有“${timeZone}”这个时区。请用 IANA 名称，例如 Asia/Shanghai。` },
    });
  }
  const first = from ?? today.minus({ days: 29 }).toISODate()!;
  const last = to ?? today.toISODate()!;
  const start = readInstant(first, timeZone);
  const end = isDay(last) ? readInstant(last, timeZone).plus({ days: 1 }) : readInstant(last, timeZone);
  if (end <= start) throw fail('invalid_request', { reason: { 'en-US': `The period ends (${last}) before it begins (${first}). Choose a first day that is not after the last.`, 'zh-CN': `时间范围的结束（${last}）早于开始（${first}）。请改正。` } });
  return { from: first, to: last, timeZone, start: start.toJSDate(), end: end.toJSDate() };
}

function readInstant(text: string, timeZone: string): DateTime {
  const instant = DateTime.fromISO(text, { zone: timeZone });
  if (!instant.isValid) {
    throw fail('invalid_request', {
      reason: { 'en-US': `"${text}" is not a date. Write a day such as 2026-11-01 or an instant such as 2026-11-01T08:00:00Z.`, 'zh-CN': `“${text}”不是日期。请写日期如 2026-11-01，或时刻如 2026-11-01T08:00:00Z。` },
    });
  }
  return instant;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}
