import { describe, expect, test } from '@jest/globals';
import type { Calendar } from './documents/calendar.js';
import { nextChange } from './next-opening.js';
import { isOpen, readOpening, type Opening } from './weekly-hours.js';

const weekdays = [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }];
const banks: Calendar = {
  id: 'cn-banks',
  title: { 'zh-CN': '银行' },
  country: 'CN',
  days: [
    { date: '2026-02-14', kind: 'open', title: { 'zh-CN': '调休上班' } },
    ...['15', '16', '17', '18', '19', '20', '21', '22', '23'].map((day) => ({ date: `2026-02-${day}`, kind: 'closed' as const, title: { 'zh-CN': '春节' } })),
    { date: '2026-02-24', kind: 'hours', times: [{ from: '10:00', to: '12:00' }, { from: '22:00', to: '02:00' }] },
    { date: '2026-02-28', kind: 'open', like: 5 },
  ],
};
const exchanges: Calendar = { ...banks, id: 'cn-exchanges', days: banks.days.filter(({ kind }) => kind === 'closed') };
const shortFridays: Opening = { weekly: [{ days: [1, 2, 3, 4], from: '09:00', to: '17:00' }, { days: [5], from: '09:00', to: '12:00' }], calendars: [banks] };
const nights: Opening = { weekly: [{ days: [5, 6, 7], from: '22:00', to: '06:00' }] };

const moments: { what: string; opening: Opening; zone: string; at: string; open: boolean; why?: string; next: string | null }[] = [
  { what: 'the make-up Saturday before Spring Festival is worked at banks', opening: { weekly: weekdays, calendars: [banks] }, zone: 'Asia/Shanghai', at: '2026-02-14T10:00:00+08:00', open: true, why: 'open_day', next: '2026-02-14T17:00:00+08:00' },
  { what: 'and at exchanges it is a Saturday', opening: { weekly: weekdays, calendars: [exchanges] }, zone: 'Asia/Shanghai', at: '2026-02-14T10:00:00+08:00', open: false, why: 'hours', next: '2026-02-24T09:00:00+08:00' },
  { what: 'Spring Festival is closed to its end', opening: { weekly: weekdays, calendars: [banks] }, zone: 'Asia/Shanghai', at: '2026-02-16T10:00:00+08:00', open: false, why: 'closed_day', next: '2026-02-24T10:00:00+08:00' },
  { what: 'the holiday is that of the place, not that of UTC', opening: { weekly: weekdays, calendars: [banks] }, zone: 'Asia/Shanghai', at: '2026-02-14T16:30:00Z', open: false, why: 'closed_day', next: '2026-02-24T10:00:00+08:00' },
  { what: 'the hours of a day of its own go past midnight', opening: { weekly: weekdays, calendars: [banks] }, zone: 'Asia/Shanghai', at: '2026-02-25T01:30:00+08:00', open: true, why: 'special_hours', next: '2026-02-25T02:00:00+08:00' },
  { what: 'a make-up day that is like a Friday ends as Fridays do', opening: shortFridays, zone: 'Asia/Shanghai', at: '2026-02-28T11:00:00+08:00', open: true, why: 'open_day', next: '2026-02-28T12:00:00+08:00' },
  { what: "the step's own date comes before the calendar", opening: { weekly: weekdays, openOn: ['2026-02-16'], calendars: [banks] }, zone: 'Asia/Shanghai', at: '2026-02-16T10:00:00+08:00', open: true, why: 'open_day', next: '2026-02-16T17:00:00+08:00' },
  { what: 'the last minute of a day that ends at 24:00', opening: { weekly: [{ days: [1], from: '00:00', to: '24:00' }] }, zone: 'Asia/Shanghai', at: '2026-11-23T23:59:59+08:00', open: true, next: '2026-11-24T00:00:00+08:00' },
  { what: 'round the clock never closes', opening: { weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }] }, zone: 'Asia/Shanghai', at: '2026-11-23T12:00:00+08:00', open: true, next: null },
  { what: 'no hours at all never open', opening: { weekly: [] }, zone: 'Asia/Shanghai', at: '2026-11-23T12:00:00+08:00', open: false, next: null },
  { what: 'a night over the hour that is skipped', opening: nights, zone: 'America/New_York', at: '2026-03-08T01:59:00-05:00', open: true, next: '2026-03-08T06:00:00-04:00' },
  { what: 'a beginning inside the skipped hour is when the clock jumps', opening: { weekly: [{ days: [7], from: '02:30', to: '05:00' }] }, zone: 'America/New_York', at: '2026-03-08T01:00:00-05:00', open: false, next: '2026-03-08T03:00:00-04:00' },
  { what: 'an end inside the skipped hour is when the clock jumps', opening: { weekly: [{ days: [7], from: '01:00', to: '02:30' }] }, zone: 'America/New_York', at: '2026-03-08T01:30:00-05:00', open: true, next: '2026-03-08T03:00:00-04:00' },
  { what: 'the hour that comes twice is open both times', opening: { weekly: [{ days: [7], from: '00:00', to: '02:00' }] }, zone: 'America/New_York', at: '2026-11-01T01:30:00-04:00', open: true, next: '2026-11-01T02:00:00-05:00' },
  { what: 'an end in the hour that comes twice comes twice', opening: { weekly: [{ days: [7], from: '00:00', to: '01:30' }] }, zone: 'America/New_York', at: '2026-11-01T01:45:00-04:00', open: false, next: '2026-11-01T01:00:00-05:00' },
  { what: 'a zone that changes at midnight', opening: { weekly: [{ days: [7], from: '00:00', to: '08:00' }] }, zone: 'America/Santiago', at: '2026-09-05T23:30:00-04:00', open: false, next: '2026-09-06T01:00:00-03:00' },
  { what: 'a zone of half an hour', opening: { weekly: weekdays }, zone: 'Asia/Kolkata', at: '2026-11-23T03:29:00Z', open: false, next: '2026-11-23T09:00:00+05:30' },
  { what: 'the far side of the date line is a day ahead', opening: { weekly: weekdays }, zone: 'Pacific/Kiritimati', at: '2026-11-22T19:30:00Z', open: true, next: '2026-11-23T17:00:00+14:00' },
  { what: 'and the near side is a day behind', opening: { weekly: weekdays }, zone: 'Pacific/Pago_Pago', at: '2026-11-23T19:30:00Z', open: false, next: '2026-11-23T09:00:00-11:00' },
  { what: 'a night over the day that Samoa skipped', opening: { weekly: [{ days: [4], from: '22:00', to: '06:00' }] }, zone: 'Pacific/Apia', at: '2011-12-31T03:00:00+14:00', open: true, next: '2011-12-31T06:00:00+14:00' },
];

describe.each(moments)('$what', ({ opening, zone, at, open, why, next }) => {
  test('is so, and changes next when it should', () => {
    const state = readOpening(opening, at, zone)!;
    expect([state.open, why === undefined ? why : state.why]).toEqual([open, why]);
    expect(isOpen(opening, at, zone)).toBe(open);
    const change = nextChange(opening, at, zone);
    expect(change).toBe(next);
    if (change) expect(isOpen(opening, change, zone)).toBe(!open);
  });
});

test('a zone that does not exist has no answer', () => {
  expect([isOpen({ weekly: weekdays }, '2026-11-23T00:00:00Z', 'Mars/Olympus'), nextChange({ weekly: weekdays }, '2026-11-23T00:00:00Z', 'Mars/Olympus')]).toEqual([null, null]);
});

/** Whatever is asked, the answer agrees with looking at every quarter of an hour until then. */
test.each(['America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Asia/Shanghai'])('between now and the next change nothing changes (%s)', (zone) => {
  for (const at of ['2026-02-14T00:07:00Z', '2026-03-07T22:00:00Z', '2026-03-28T23:10:00Z', '2026-04-04T14:00:00Z', '2026-10-03T14:59:00Z', '2026-11-01T04:20:00Z']) {
    for (const opening of [nights, shortFridays]) {
      const next = Date.parse(nextChange(opening, at, zone)!);
      const state = isOpen(opening, at, zone);
      for (let moment = Date.parse(at); moment < next; moment += 900_000) expect(isOpen(opening, new Date(moment).toISOString(), zone)).toBe(state);
    }
  }
});
