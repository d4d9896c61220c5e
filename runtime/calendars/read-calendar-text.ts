import type { Calendar, CalendarDay } from '../../schemas/documents/calendar.js';
import { calendarIdPattern } from '../../schemas/documents/calendar.js';
import { isWorkbook, workbookWords } from '../../schemas/file-text.js';
import { validateCalendar } from '../../schemas/published/validators.js';
import { MOST_PROBLEMS, problemAt, type CalendarProblem } from './calendar-problem.js';
import { checkCalendar } from './check-calendar.js';
import { readCalendarRows } from './read-calendar-rows.js';
import { readIcalendar } from './read-icalendar.js';

export type CalendarFormat = 'json' | 'csv' | 'ics';

/** What a file does not say of itself: CSV and iCalendar know only days. */
export interface CalendarNames {
  id?: string;
  title?: Record<string, string>;
  country?: string;
}

export interface ReadCalendar {
  format: CalendarFormat;
  /** `null` where something is wrong. */
  calendar: Calendar | null;
  problems: CalendarProblem[];
}

/** A calendar of ten years has about 200 KB. */
const MOST_CHARACTERS = 2_000_000;

/** Reads a calendar out of JSON, CSV or iCalendar; what is given in `names` wins over the file. Takes any text and never throws. */
export function readCalendarText(text: string, { fileName = '', names = {} }: { fileName?: string; names?: CalendarNames } = {}): ReadCalendar {
  const plain = text.replace(/^\uFEFF/, '');
  const format = formatOf(plain, fileName);
  if (plain.length > MOST_CHARACTERS) return { format, calendar: null, problems: [problemAt(null, `The file has ${plain.length} characters and at most ${MOST_CHARACTERS} are read. Leave out years that are over.`, `文件有${plain.length}个字符，最多读取${MOST_CHARACTERS}个。请删去已过去的年份。`)] };
  if (isWorkbook(Uint8Array.from(plain.slice(0, 4), (sign) => sign.charCodeAt(0)))) return { format, calendar: null, problems: [{ line: null, messages: workbookWords }] };
  if (plain.includes('\u0000')) return { format, calendar: null, problems: [problemAt(null, 'This is no text file. Upload JSON, CSV or iCalendar (.ics).', '这不是文本文件。请上传 JSON、CSV 或 iCalendar（.ics）。')] };
  if (format === 'json') return readJson(plain, names);
  const { days, title, problems } = format === 'ics' ? readIcalendar(plain) : readCalendarRows(plain);
  return finish(format, compose(days, names, title, fileName), problems);
}

function formatOf(text: string, fileName: string): CalendarFormat {
  if (/\.ics$/i.test(fileName) || /^\s*BEGIN:VCALENDAR/i.test(text)) return 'ics';
  if (/\.json$/i.test(fileName) || /^\s*[{[]/.test(text)) return 'json';
  return 'csv';
}

function readJson(text: string, names: CalendarNames): ReadCalendar {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    const reason = (error as Error).message;
    return { format: 'json', calendar: null, problems: [problemAt(null, `The file is no JSON: ${reason}`, `文件不是有效的 JSON：${reason}`)] };
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return { format: 'json', calendar: null, problems: [problemAt(null, 'A calendar in JSON is an object with id, title, country and days.', 'JSON 日历是一个对象，包含 id、title、country 和 days。')] };
  return finish('json', { ...(document as Calendar), ...names }, []);
}

function compose(days: CalendarDay[], { id, title, country }: CalendarNames, ownTitle: string | null, fileName: string): Calendar {
  const stem = fileName.replace(/^.*[\\/]/, '').replace(/(\.calendar)?\.(csv|ics|json)$/i, '').toLowerCase();
  const ofFile = new RegExp(calendarIdPattern).test(stem) ? stem : '';
  const name = id ?? ofFile;
  return { id: name, title: title ?? { 'en-US': ownTitle ?? name }, country: country ?? (/^[a-z]{2}(?=[-_])/.exec(name)?.[0] ?? '').toUpperCase(), days };
}

function finish(format: CalendarFormat, document: Calendar, found: CalendarProblem[]): ReadCalendar {
  if (found.length > 0) return { format, calendar: null, problems: found.slice(0, MOST_PROBLEMS) };
  const problems = validateCalendar(document) ? checkCalendar(document) : (validateCalendar.errors ?? []).slice(0, MOST_PROBLEMS).map(({ instancePath, message }) => explain(instancePath, message ?? 'is not valid'));
  if (problems.length > 0) return { format, calendar: null, problems };
  const days = [...document.days].sort((one, other) => (one.date < other.date ? -1 : 1));
  return { format, calendar: { ...document, days }, problems: [] };
}

/** The names are asked for in plain words; the rest is told by its place. */
function explain(pointer: string, message: string): CalendarProblem {
  if (pointer === '/id') return problemAt(null, 'The calendar needs an id of lower-case letters, digits, - and _, such as cn-banks.', '请填写日历编号：小写字母、数字、- 和 _，如 cn-banks。');
  if (pointer === '/country') return problemAt(null, 'The calendar needs its country as two capital letters, such as CN.', '请填写国家或地区代码：两个大写字母，如 CN。');
  if (pointer.startsWith('/title')) return problemAt(null, 'The calendar needs a title in at least one language.', '请至少用一种语言填写日历名称。');
  return problemAt(null, `${pointer || 'The calendar'} ${message}. Compare it with calendar.schema.json.`, `${pointer || '日历'}不符合格式（${message}）。请对照 calendar.schema.json。`);
}
