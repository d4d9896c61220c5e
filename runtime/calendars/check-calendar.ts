import type { Calendar } from '../../schemas/documents/calendar.js';
import { MOST_PROBLEMS, problemAt, type CalendarProblem } from './calendar-problem.js';
import { isDate } from './read-date.js';

/** What a schema cannot say of a calendar: days that exist, once each, with times where they are asked for. */
export function checkCalendar({ days, until }: Calendar): CalendarProblem[] {
  const problems: CalendarProblem[] = [];
  const seen = new Set<string>();
  for (const { date, kind, times, like } of days) {
    if (!isDate(date)) problems.push(problemAt(null, `${date} does not exist. Correct the day.`, `${date}不存在，请改正日期。`));
    if (seen.has(date)) problems.push(problemAt(null, `${date} stands in the calendar twice. Keep one.`, `${date}出现了两次，请只保留一个。`));
    if (kind === 'hours' && !times) problems.push(problemAt(null, `${date} has hours of its own, and no times. Say from when to when.`, `${date}的时间另定，但没有写时间。请填写起止时间。`));
    if (kind !== 'hours' && times) problems.push(problemAt(null, `${date} has times, and is not of the kind "hours". Take them away, or change the kind.`, `${date}写了时间，但类型不是“时间另定”。请删去时间或改类型。`));
    if (kind !== 'open' && like !== undefined) problems.push(problemAt(null, `${date} names a day of the week to be like, and is not of the kind "open".`, `${date}指定了参照的星期，但类型不是“上班”。`));
    seen.add(date);
  }
  if (until !== undefined && !isDate(until)) problems.push(problemAt(null, `${until} does not exist. Correct the last day.`, `${until}不存在，请改正截止日期。`));
  return problems.slice(0, MOST_PROBLEMS);
}
