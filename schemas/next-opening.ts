import { DateTime } from 'luxon';
import { dayOf, isOpen, MINUTES_A_DAY, type Opening } from './weekly-hours.js';

/** Further ahead nobody asks; a line that stays shut as long has closed down. */
const MOST_DAYS_AHEAD = 400;

/**
 * When it changes from open to closed or back after a moment, as ISO 8601 with the offset of the place; `null` where it does not within 400
 * days, or for a zone that does not exist. Clocks that change are taken as they are: a time that is skipped counts from the moment that
 * skips it, a time that comes twice counts both times.
 */
export function nextChange(opening: Opening, now: string, timeZone: string): string | null {
  const start = DateTime.fromISO(now, { zone: timeZone });
  const state = isOpen(opening, now, timeZone);
  if (state === null) return null;
  // From two days before: a night may begin on the day before one that the zone skipped.
  for (let ahead = -2; ahead <= MOST_DAYS_AHEAD; ahead += 1) {
    const day = start.startOf('day').plus({ days: ahead });
    for (const moment of momentsOf(opening, day)) {
      if (moment <= start.toMillis()) continue;
      const at = DateTime.fromMillis(moment, { zone: timeZone });
      if (isOpen(opening, at.toISO()!, timeZone) !== state) return at.toISO({ suppressMilliseconds: true });
    }
  }
  return null;
}

/** The moments of a day at which something may change, in order: where ranges begin and end, and where the clock is moved. */
function momentsOf(opening: Opening, day: DateTime): number[] {
  const { ranges } = dayOf(opening, day);
  const edges = ranges.flatMap(({ from, to }) => [from, to]).flatMap((minute) => instantsOf(day, minute));
  return [...new Set([...edges, ...changesOfClock(day)])].sort((one, other) => one - other);
}

/** A wall-clock minute as instants: two where the clock is put back over it. */
function instantsOf(day: DateTime, minute: number): number[] {
  const date = day.plus({ days: Math.floor(minute / MINUTES_A_DAY) });
  const within = minute % MINUTES_A_DAY;
  const wall = DateTime.fromObject({ year: date.year, month: date.month, day: date.day, hour: Math.floor(within / 60), minute: within % 60 }, { zone: day.zone });
  return wall.getPossibleOffsets().map((possible) => possible.toMillis());
}

/** When the offset of the zone changes from this day's beginning to the end of the next. */
function changesOfClock(day: DateTime): number[] {
  const [from, to] = [day.toMillis(), day.plus({ days: 2 }).toMillis()];
  const offsetAt = (moment: number): number => DateTime.fromMillis(moment, { zone: day.zone }).offset;
  if (offsetAt(from) === offsetAt(to)) return [];
  let [before, after] = [from, to];
  while (after - before > 1000) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(middle) === offsetAt(from)) before = middle;
    else after = middle;
  }
  return [Math.round(after / 1000) * 1000];
}
