import Holidays from 'date-holidays';
import type { Calendar, CalendarDay } from '../../schemas/documents/calendar.js';
import { fail } from '../errors.js';

/** More years ahead than any government has announced. */
const MOST_YEARS = 5;

/**
 * A country's public holidays as a start for a calendar of its own: statutory days only, as the library knows them. Make-up workdays and days
 * that are swapped are announced each year and have to be added. Throws `invalid_request` for a country that is not known.
 */
export function proposeHolidays({ country, years, id }: { country: string; years: number[]; id?: string }): Calendar {
  const countries = new Holidays().getCountries('en');
  const name = countries[country];
  if (!name) {
    throw fail('invalid_request', {
      reason: {
        'en-US': `The holidays of "${country}" are not known. Use two letters of ISO 3166-1, one of ${Object.keys(countries).join(', ')}; or upload a calendar.`,
        'zh-CN': `不知道“${country}”的节假日。请用 ISO 3166-1 的两位字母代码：${Object.keys(countries).join('、')}；或上传一份日历。`,
      },
    });
  }
  const chosen = [...new Set(years)].sort().slice(0, MOST_YEARS);
  const source = new Holidays(country);
  const days = new Map<string, CalendarDay>();
  for (const year of chosen) {
    const inEnglish = new Map(source.getHolidays(year, 'en').map((holiday) => [holiday.date, holiday.name]));
    for (const holiday of source.getHolidays(year)) {
      // One that begins at noon, or says for whom it is, is a holiday for some: Youth Day and Children's Day in China.
      if (holiday.type !== 'public' || !holiday.date.includes(' 00:00:00') || isForSome(holiday)) continue;
      for (const date of datesOf(holiday)) days.set(date, { date, kind: 'closed', title: titleOf(country, holiday.name, inEnglish.get(holiday.date)) });
    }
  }
  return {
    id: id ?? `${country.toLowerCase()}-holidays`,
    title: { 'en-US': `Public holidays of ${name}`, 'zh-CN': `${chineseName(country) ?? name}法定节假日` },
    country,
    source: 'Proposed from the statutory public holidays. Compare it with the official notice, and add make-up workdays.',
    ...(chosen.length > 0 && { until: `${chosen.at(-1)}-12-31` }),
    days: [...days.values()].sort((one, other) => (one.date < other.date ? -1 : 1)),
  };
}

/** The note is not in the typings of the library. */
function isForSome(holiday: object): boolean {
  const note = 'note' in holiday ? String(holiday.note) : '';
  return /\b(age|children|women|youth|students)\b/i.test(note);
}

/** A holiday may last several days; its date is written on the wall clock of the place. */
function datesOf({ date, start, end }: { date: string; start: Date; end: Date }): string[] {
  const count = Math.max(1, Math.min(31, Math.ceil((end.getTime() - start.getTime()) / 86_400_000)));
  return Array.from({ length: count }, (_, at) => new Date(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) + at * 86_400_000).toISOString().slice(0, 10));
}

function titleOf(country: string, own: string, english: string | undefined): Record<string, string> {
  const local = own.split(' ')[0]!;
  return { 'en-US': english ?? own, ...(['CN', 'TW', 'HK', 'MO', 'SG'].includes(country) && /\p{Script=Han}/u.test(own) && { 'zh-CN': local }) };
}

function chineseName(country: string): string | undefined {
  return new Intl.DisplayNames('zh-CN', { type: 'region' }).of(country);
}
