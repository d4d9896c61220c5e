import type { Calendar, CalendarDay } from '../../schemas/documents/calendar.js';
import type { Json } from '../../schemas/json.js';
import { keepChanges } from './keep-changes.js';

/** As `keepChanges`, with each day of a calendar for itself. */
export function keepDays(base: Calendar, mine: Calendar, theirs: Calendar): Calendar {
  const kept = keepChanges(byDate(base), byDate(mine), byDate(theirs)) as unknown as Omit<Calendar, 'days'> & { days: Record<string, CalendarDay> };
  return { ...kept, days: Object.values(kept.days).sort((one, other) => (one.date < other.date ? -1 : 1)) };
}

/** The dates at which two versions of a calendar differ. */
export function changedDates(before: Calendar, after: Calendar): string[] {
  const [old, fresh] = [before, after].map(({ days }) => new Map(days.map((day) => [day.date, JSON.stringify(day)])));
  return [...new Set([...old!.keys(), ...fresh!.keys()])].filter((date) => old!.get(date) !== fresh!.get(date)).sort();
}

function byDate({ days, ...others }: Calendar): Json {
  return { ...others, days: Object.fromEntries(days.map((day) => [day.date, day])) } as unknown as Json;
}
