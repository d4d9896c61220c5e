import { parse } from 'csv-parse/sync';
import type { CalendarDay } from '../../schemas/documents/calendar.js';
import { problemAt, type CalendarProblem } from './calendar-problem.js';
import { readDate } from './read-date.js';

/** What a column may be called, in either language. */
const columnNames: Record<Column, RegExp> = {
  date: /^(date|day|日期|日子)$/i,
  kind: /^(kind|type|类型|状态|性质)$/i,
  english: /^(title|name|holiday|title[ :_-]?en(-us)?|英文名称)$/i,
  chinese: /^(title[ :_-]?zh(-cn)?|名称|节日|节假日|中文名称|说明)$/i,
  from: /^(from|opens?|start|开始|开始时间|开门)$/i,
  to: /^(to|closes?|end|结束|结束时间|关门)$/i,
};

type Column = 'date' | 'kind' | 'english' | 'chinese' | 'from' | 'to';

const kinds: [CalendarDay['kind'], RegExp][] = [
  ['closed', /^(closed?|holiday|off|休|休息|放假|休市|节假日|假)$/i],
  ['open', /^(open|work|workday|working|make-?up|班|上班|调休|调休上班|补班|工作日)$/i],
  ['hours', /^(hours|special|short|时间|时间另定|营业时间)$/i],
];

/** The days of a CSV with a heading: date, kind and title; of the kind hours also from and to, a row for each range. */
export function readCalendarRows(text: string): { days: CalendarDay[]; title: null; problems: CalendarProblem[] } {
  const none = { days: [], title: null };
  let records: { record: string[]; info: { lines: number } }[];
  try {
    const [firstLine = ''] = text.split(/\r?\n/, 1);
    const delimiter = [',', ';', '\t', '，'].find((sign) => firstLine.includes(sign)) ?? ',';
    records = parse(text, { delimiter, info: true, relax_column_count: true, skip_empty_lines: true, trim: true, max_record_size: 10_000 }) as unknown as typeof records;
  } catch (error) {
    return { ...none, problems: [problemAt(null, `The file cannot be read as CSV: ${(error as Error).message}`, `文件不能按 CSV 读取：${(error as Error).message}`)] };
  }
  const [head, ...rows] = records;
  const places = placesOf(head?.record ?? []);
  if (places.date === -1) return { ...none, problems: [problemAt(1, 'The first line needs the names of the columns, "date" among them: date,kind,title,from,to.', '第一行应为列名，并包含“日期”：日期,类型,名称,开始,结束。')] };
  return { ...readRows(rows, places), title: null };
}

function placesOf(head: string[]): Record<Column, number> {
  return Object.fromEntries(Object.entries(columnNames).map(([column, pattern]) => [column, head.findIndex((name) => pattern.test(name.trim()))])) as Record<Column, number>;
}

function readRows(rows: { record: string[]; info: { lines: number } }[], places: Record<Column, number>): { days: CalendarDay[]; problems: CalendarProblem[] } {
  const days = new Map<string, CalendarDay>();
  const problems: CalendarProblem[] = [];
  for (const { record, info: { lines } } of rows) {
    const cell = (column: Column): string => (places[column] === -1 ? '' : (record[places[column]] ?? '').trim());
    const read = readRow(cell);
    if ('problem' in read) {
      problems.push({ ...read.problem, line: lines });
      continue;
    }
    const { day } = read;
    const known = days.get(day.date);
    if (!known) days.set(day.date, day);
    else if (known.kind === 'hours' && day.kind === 'hours') known.times!.push(...day.times!);
    else problems.push(problemAt(lines, `${day.date} stands in the file twice. Keep one line.`, `${day.date}出现了两次，请只保留一行。`));
  }
  return { days: [...days.values()], problems };
}

function readRow(cell: (column: Column) => string): { day: CalendarDay } | { problem: CalendarProblem } {
  const date = readDate(cell('date'));
  if (!date) return { problem: problemAt(null, `"${short(cell('date'))}" is no date. Write it as 2026-02-16.`, `“${short(cell('date'))}”不是日期，请写成 2026-02-16。`) };
  const [from, to] = [readTime(cell('from')), readTime(cell('to'))];
  const kind = cell('kind') === '' ? (from ? 'hours' : 'closed') : kinds.find(([, pattern]) => pattern.test(cell('kind')))?.[0];
  if (!kind) return { problem: problemAt(null, `"${short(cell('kind'))}" is no kind of day. Write closed, open or hours.`, `“${short(cell('kind'))}”不是有效的类型，请写“休息”“上班”或“时间”。`) };
  if (kind === 'hours' && (!from || !to)) return { problem: problemAt(null, `${date} needs its times, from and to, such as 10:00 and 15:00.`, `${date}需要起止时间，如 10:00 和 15:00。`) };
  const title = { ...(cell('english') && { 'en-US': cell('english') }), ...(cell('chinese') && { 'zh-CN': cell('chinese') }) };
  return { day: { date, kind, ...(Object.keys(title).length > 0 && { title }), ...(kind === 'hours' && { times: [{ from: from!, to: to! }] }) } };
}

/** 9:00 and 09:00 alike; Excel likes the first. */
function readTime(text: string): string | null {
  const found = /^(\d{1,2})[:：](\d{2})(?::00)?$/.exec(text);
  const time = found && `${found[1]!.padStart(2, '0')}:${found[2]}`;
  return time && /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(time) ? time : null;
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
