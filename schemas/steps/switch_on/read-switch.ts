import { DateTime } from 'luxon';
import type { Json } from '../../json.js';
import { BUCKETS } from '../../sticky-bucket.js';

/**
 * How much of the calls a switch is on for, in buckets from 0 to 10,000: `true`, `false`, "on", "off", "25%", "until <ISO time>", or
 * `{ on, percent, until }`. `null` where it is not set, its time is over, or it cannot be read: then the flow's own default holds. A time
 * needs its offset, since a switch belongs to no flow and so to no time zone.
 */
export function readSwitch(value: Json | undefined, now: string): { buckets: number } | null {
  if (typeof value === 'boolean') return { buckets: value ? BUCKETS : 0 };
  if (typeof value === 'string') return readWords(value.trim(), now);
  if (value === null || value === undefined || typeof value !== 'object' || Array.isArray(value)) return null;
  const { on = true, percent = 100, until } = value;
  if (typeof on !== 'boolean' || !isPercent(percent) || (until !== undefined && !isBefore(now, until))) return null;
  return { buckets: on ? bucketsOf(percent) : 0 };
}

function readWords(words: string, now: string): { buckets: number } | null {
  if (/^(on|true)$/i.test(words)) return { buckets: BUCKETS };
  if (/^(off|false)$/i.test(words)) return { buckets: 0 };
  const percent = /^(\d{1,3}(?:\.\d{1,2})?)\s*%$/.exec(words)?.[1];
  if (percent !== undefined) return isPercent(Number(percent)) ? { buckets: bucketsOf(Number(percent)) } : null;
  const until = /^until\s+(\S+)$/i.exec(words)?.[1];
  return until !== undefined && isBefore(now, until) ? { buckets: BUCKETS } : null;
}

function isPercent(value: Json): value is number {
  return typeof value === 'number' && value >= 0 && value <= 100;
}

function bucketsOf(percent: number): number {
  return Math.round((percent * BUCKETS) / 100);
}

function isBefore(now: string, until: Json): boolean {
  if (typeof until !== 'string' || !/(Z|[+-]\d{2}:?\d{2})$/i.test(until)) return false;
  const end = DateTime.fromISO(until, { setZone: true });
  return end.isValid && DateTime.fromISO(now) < end;
}
