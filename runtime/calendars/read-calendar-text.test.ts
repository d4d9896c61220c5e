import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { proposeHolidays } from './propose-holidays.js';
import { readCalendarText } from './read-calendar-text.js';

const names = { id: 'cn-banks', title: { 'zh-CN': '银行' }, country: 'CN' };
const ics = (...lines: string[]): string => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR'].join('\r\n');
const event = (...lines: string[]): string[] => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];

const good: { what: string; text: string; fileName?: string; days: object[] }[] = [
  { what: 'CSV in English', text: 'date,kind,title\n2026-02-16,closed,Spring Festival\n2026-02-14,open,Make-up day\n', days: [{ date: '2026-02-14', kind: 'open', title: { 'en-US': 'Make-up day' } }, { date: '2026-02-16', kind: 'closed', title: { 'en-US': 'Spring Festival' } }] },
  { what: 'CSV in Chinese, as Excel saves it', text: '\uFEFF日期;类型;名称\r\n2026/2/16;休;春节\r\n2026年2月14日;班;调休\r\n', days: [{ date: '2026-02-14', kind: 'open', title: { 'zh-CN': '调休' } }, { date: '2026-02-16', kind: 'closed', title: { 'zh-CN': '春节' } }] },
  { what: 'CSV with hours of its own, in two ranges', text: 'date,kind,from,to\n2026-12-24,hours,9:00,12:00\n2026-12-24,hours,13:00,15:00', days: [{ date: '2026-12-24', kind: 'hours', times: [{ from: '09:00', to: '12:00' }, { from: '13:00', to: '15:00' }] }] },
  { what: 'CSV of dates alone', text: 'date\n20261001\n', days: [{ date: '2026-10-01', kind: 'closed' }] },
  { what: 'iCalendar, a holiday of several days with a folded title', text: ics(...event('DTSTART;VALUE=DATE:20261001', 'DTEND;VALUE=DATE:20261003', 'SUMMARY:National', '  Day\\, first days')), days: [{ date: '2026-10-01', kind: 'closed', title: { 'en-US': 'National Day, first days' } }, { date: '2026-10-02', kind: 'closed', title: { 'en-US': 'National Day, first days' } }] },
  { what: 'iCalendar with a worked day as Apple writes it', text: ics(...event('DTSTART;VALUE=DATE:20261010', 'SUMMARY;LANGUAGE=zh_CN:国庆节', 'X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY')), days: [{ date: '2026-10-10', kind: 'open', title: { 'zh-CN': '国庆节' } }] },
  { what: 'iCalendar with a worked day by its title', text: ics(...event('DTSTART;VALUE=DATE:20260214', 'SUMMARY:春节（班）', 'BEGIN:VALARM', 'SUMMARY:wake up', 'END:VALARM')), days: [{ date: '2026-02-14', kind: 'open', title: { 'zh-CN': '春节（班）' } }] },
  { what: 'iCalendar without the days of a cancelled event', text: ics(...event('DTSTART;VALUE=DATE:20260214', 'STATUS:CANCELLED', 'SUMMARY:x'), ...event('DTSTART:20260101', 'SUMMARY:元旦')), days: [{ date: '2026-01-01', kind: 'closed', title: { 'zh-CN': '元旦' } }] },
];

describe.each(good)('$what', ({ text, fileName = '', days }) => {
  test('is read', () => {
    const { calendar, problems } = readCalendarText(text, { fileName, names });
    expect(problems).toEqual([]);
    expect(calendar?.days).toEqual(days);
  });
});

const bad: { what: string; text: string; fileName?: string; says: RegExp; line?: number | null }[] = [
  { what: 'a day that does not exist', text: 'date\n2026-02-30', says: /"2026-02-30" is no date/, line: 2 },
  { what: 'a kind nobody knows', text: 'date,kind\n2026-02-16,maybe', says: /"maybe" is no kind/, line: 2 },
  { what: 'hours without times', text: 'date,kind\n2026-02-16,hours', says: /needs its times/, line: 2 },
  { what: 'a day twice', text: 'date\n2026-02-16\n2026-02-16', says: /twice/, line: 3 },
  { what: 'no heading', text: '2026-02-16,closed', says: /names of the columns/, line: 1 },
  { what: 'a quote that never ends', text: 'date,title\n2026-02-16,"Spring', says: /cannot be read as CSV/ },
  { what: 'a heading and nothing else in JSON', text: '{"id":"cn-banks"', fileName: 'a.json', says: /no JSON/ },
  { what: 'JSON of another shape', text: '[1,2]', fileName: 'a.json', says: /is an object with id/ },
  { what: 'JSON with a day of February too many', text: '{"days":[{"date":"2026-02-30","kind":"closed"}]}', says: /2026-02-30 does not exist/ },
  { what: 'JSON with an unknown word', text: '{"days":[{"date":"2026-02-20","kind":"closed","colour":"red"}]}', says: /\/days\/0 .*additional/ },
  { what: 'bytes of a picture', text: 'PNG\u0000\u0001', says: /no text file/ },
  { what: 'a spreadsheet workbook', text: 'PK\u0003\u0004\u0014\u0000', fileName: 'holidays.xlsx', says: /workbook.*Save As → CSV UTF-8/ },
  { what: 'an event at a time of day', text: ics(...event('DTSTART:20260214T090000Z', 'SUMMARY:Meeting')), says: /"Meeting" begins at a time of day/ },
  { what: 'an event that repeats for ever', text: ics(...event('DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=YEARLY', 'SUMMARY:New Year')), says: /repeats by a rule/ },
  { what: 'an event of a thousand years', text: ics(...event('DTSTART;VALUE=DATE:20260101', 'DTEND;VALUE=DATE:30260101', 'SUMMARY:Peace')), says: /lasts 365\d+ days/ },
  { what: 'an event that ends before it begins', text: ics(...event('DTSTART;VALUE=DATE:20260105', 'DTEND;VALUE=DATE:20260101', 'SUMMARY:x')), says: /ends before it begins/ },
  { what: 'a file cut off in the middle', text: 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260101', says: /has no end/ },
  { what: 'a calendar without events', text: ics(), says: /holds no events/ },
  { what: 'a day both worked and closed', text: ics(...event('DTSTART:20260214', 'SUMMARY:春节'), ...event('DTSTART:20260214', 'SUMMARY:春节（班）')), says: /closed by one event and worked by another/ },
  { what: 'a file too large', text: `date\n${'2026-01-01\n'.repeat(200_000)}`, says: /at most 2000000/, line: null },
];

describe.each(bad)('$what', ({ text, fileName = '', says, line }) => {
  test('is refused, and says where and why, in both languages', () => {
    const { calendar, problems } = readCalendarText(text, { fileName, names });
    expect(calendar).toBeNull();
    expect(problems[0]!.messages['en-US']).toMatch(says);
    expect(problems[0]!.messages['zh-CN']).toMatch(/\p{Script=Han}/u);
    if (line !== undefined) expect(problems[0]!.line).toBe(line);
  });
});

test('without a name, the file is named after its file, and without that it is asked for', () => {
  expect(readCalendarText('date\n2026-01-01', { fileName: 'cn-banks.csv' }).calendar).toMatchObject({ id: 'cn-banks', country: 'CN', title: { 'en-US': 'cn-banks' } });
  expect(readCalendarText('date\n2026-01-01', {}).problems.map(({ messages }) => messages['en-US'])).toEqual(expect.arrayContaining([expect.stringMatching(/needs an id/), expect.stringMatching(/needs its country/)]));
});

test.each(['cn-banks', 'cn-exchanges'])('the sample %s is a calendar, and has the holidays the law fixes', (id) => {
  const { calendar, problems } = readCalendarText(readFileSync(`flows/calendars/${id}.calendar.json`, 'utf8'));
  expect(problems).toEqual([]);
  const closed = new Set(calendar!.days.filter(({ kind }) => kind === 'closed').map(({ date }) => date));
  const statutory = proposeHolidays({ country: 'CN', years: [2026, 2027] }).days.filter(({ kind }) => kind === 'closed').map(({ date }) => date);
  expect(statutory.filter((date) => !closed.has(date))).toEqual([]);
  const worked = calendar!.days.filter(({ kind }) => kind === 'open').map(({ date }) => new Date(date).getUTCDay());
  expect(worked.every((day) => day === 0 || day === 6)).toBe(true);
  expect(worked.length).toBe(id === 'cn-banks' ? 6 : 0);
});
