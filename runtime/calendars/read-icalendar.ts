import type { CalendarDay } from '../../schemas/documents/calendar.js';
import { problemAt, type CalendarProblem } from './calendar-problem.js';
import { addDays, readDate } from './read-date.js';

/** The longest holiday is nine days; what is longer is a mistake. */
const MOST_DAYS_OF_EVENT = 92;

interface Property {
  name: string;
  parameters: Record<string, string>;
  value: string;
  line: number;
}

interface Event {
  line: number;
  properties: Property[];
}

/**
 * The whole days of an iCalendar file (RFC 5545). A day is closed, unless its event says that it is worked: by Apple's
 * X-APPLE-SPECIAL-DAY, or by a title that ends in 班 or "workday".
 */
export function readIcalendar(text: string): { days: CalendarDay[]; title: string | null; problems: CalendarProblem[] } {
  const lines = unfold(text);
  const problems: CalendarProblem[] = [];
  const days = new Map<string, CalendarDay>();
  const events = readEvents(lines, problems);
  for (const event of events) {
    if (valueOf(event, 'STATUS')?.toUpperCase() === 'CANCELLED') continue;
    const read = readEvent(event);
    if (!Array.isArray(read)) problems.push(read);
    else for (const day of read) addDay(days, day, event.line, problems);
  }
  if (events.length === 0 && problems.length === 0) problems.push(problemAt(null, 'The file holds no events. Export the calendar again as iCalendar.', '文件里没有任何日程。请重新导出 iCalendar 文件。'));
  return { days: [...days.values()], title: unescape(lines.map(readProperty).find((property) => property?.name === 'X-WR-CALNAME')?.value ?? '') || null, problems };
}

/** Two events of a day that say the same are one, as where two holidays fall together; a worked day beside a holiday is a contradiction. */
function addDay(days: Map<string, CalendarDay>, day: CalendarDay, line: number, problems: CalendarProblem[]): void {
  const known = days.get(day.date);
  if (!known) days.set(day.date, day);
  else if (known.kind !== day.kind) problems.push(problemAt(line, `${day.date} is closed by one event and worked by another. Keep one.`, `${day.date}既有放假又有上班的日程，请只保留一个。`));
}

/** Long lines are folded: a line that begins with a blank goes on with the one before. */
function unfold(text: string): { text: string; line: number }[] {
  const whole: { text: string; line: number }[] = [];
  for (const [at, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (/^[ \t]/.test(line) && whole.length > 0) whole[whole.length - 1]!.text += line.slice(1);
    else whole.push({ text: line, line: at + 1 });
  }
  return whole;
}

function readEvents(lines: { text: string; line: number }[], problems: CalendarProblem[]): Event[] {
  const events: Event[] = [];
  let open: Event | null = null;
  let inside = 0;
  for (const line of lines) {
    const property = readProperty(line);
    if (!property) continue;
    const { name, value } = property;
    if (name === 'BEGIN' && value.toUpperCase() === 'VEVENT') open = { line: line.line, properties: [] };
    else if (name === 'BEGIN' && open) inside += 1;
    else if (name === 'END' && open && inside > 0) inside -= 1;
    else if (name === 'END' && open && value.toUpperCase() === 'VEVENT') {
      events.push(open);
      open = null;
    } else if (open && inside === 0) open.properties.push(property);
  }
  if (open) problems.push(problemAt(open.line, 'This event has no end (END:VEVENT). The file may be cut off: export it again.', '这个日程没有结尾（END:VEVENT），文件可能不完整，请重新导出。'));
  return events;
}

function readProperty({ text, line }: { text: string; line: number }): Property | null {
  const found = /^([A-Za-z0-9-]{1,60})((?:;[^:"]*(?:"[^"]*"[^:"]*)*)?):(.*)$/s.exec(text);
  if (!found) return null;
  const [, name, parameters, value] = found;
  return { name: name!.toUpperCase(), value: value!.trim(), line, parameters: Object.fromEntries(parameters!.split(';').filter(Boolean).map((part) => [part.split('=')[0]!.toUpperCase(), part.slice(part.indexOf('=') + 1)])) };
}

function readEvent(event: Event): CalendarDay[] | CalendarProblem {
  const title = unescape(valueOf(event, 'SUMMARY') ?? '');
  const name = title || valueOf(event, 'UID') || '';
  const start = event.properties.find((property) => property.name === 'DTSTART');
  const from = start && readDate(start.value);
  if (!from) {
    return start && /^\d{8}T/.test(start.value)
      ? problemAt(start.line, `"${short(name)}" begins at a time of day; a calendar here holds whole days. Make it last all day, or use CSV with from and to.`, `“${short(name)}”带有具体时间；这里的日历按整天记录。请改为全天，或用带起止时间的 CSV。`)
      : problemAt(start?.line ?? event.line, `"${short(name)}" has no day it begins on (DTSTART).`, `“${short(name)}”没有开始日期（DTSTART）。`);
  }
  if (event.properties.some((property) => property.name === 'RRULE' || property.name === 'RDATE')) return problemAt(event.line, `"${short(name)}" repeats by a rule, and holidays move. Write each year's days.`, `“${short(name)}”按规则重复，而节假日每年不同。请逐年写明日期。`);
  const end = valueOf(event, 'DTEND');
  // DTEND is the day after; an event without one lasts a day.
  const until = end === undefined ? addDays(from, 1) : readDate(end.replace(/T.*$/, ''));
  if (!until || until < from) return problemAt(event.line, `"${short(name)}" ends before it begins, or on a day that does not exist (DTEND).`, `“${short(name)}”的结束日期早于开始，或不存在（DTEND）。`);
  const count = Math.max(1, Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000));
  if (count > MOST_DAYS_OF_EVENT) return problemAt(event.line, `"${short(name)}" lasts ${count} days, and no holiday is longer than ${MOST_DAYS_OF_EVENT}. Correct its end.`, `“${short(name)}”长达${count}天，超过${MOST_DAYS_OF_EVENT}天。请改正结束日期。`);
  const kind = isWorked(event, title) ? 'open' : 'closed';
  const language = /\p{Script=Han}/u.test(title) ? 'zh-CN' : 'en-US';
  return Array.from({ length: count }, (_, at) => ({ date: addDays(from, at), kind, ...(title && { title: { [language]: title.slice(0, 200) } }) }));
}

function isWorked(event: Event, title: string): boolean {
  const special = valueOf(event, 'X-APPLE-SPECIAL-DAY');
  if (special) return special.toUpperCase().includes('WORKDAY');
  return /班[)）]?\s*$|\bworkday\)?\s*$|\bworking day\)?\s*$/i.test(title);
}

function valueOf(event: Event, name: string): string | undefined {
  return event.properties.find((property) => property.name === name)?.value;
}

function unescape(text: string): string {
  return text.replace(/\\([\\;,nN])/g, (_, sign: string) => (/n/i.test(sign) ? ' ' : sign)).trim();
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
