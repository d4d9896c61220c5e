import type { Calendar, CalendarDay } from '../../schemas/documents/calendar.js';

/** The dates that a new version of a calendar adds, takes away and changes. A calendar that was not there has none of its own. */
export function compareCalendars(before: Calendar | null, after: Calendar): { added: string[]; removed: string[]; changed: string[] } {
  const [old, fresh] = [byDate(before?.days ?? []), byDate(after.days)];
  return {
    added: [...fresh.keys()].filter((date) => !old.has(date)).sort(),
    removed: [...old.keys()].filter((date) => !fresh.has(date)).sort(),
    changed: [...fresh.keys()].filter((date) => old.has(date) && JSON.stringify(inOrder(old.get(date)!)) !== JSON.stringify(inOrder(fresh.get(date)!))).sort(),
  };
}

function byDate(days: readonly CalendarDay[]): Map<string, CalendarDay> {
  return new Map(days.map((day) => [day.date, day]));
}

/** The order in which properties are written says nothing. */
function inOrder({ kind, title, times, like }: CalendarDay): unknown[] {
  return [kind, Object.entries(title ?? {}).sort(), (times ?? []).map(({ from, to }) => [from, to]), like];
}
