import { Type } from '@sinclair/typebox';
import { defineStep, type CallView, type EnterResult, type Fact } from '../../define-step.js';
import { CalendarId, IsoDate } from '../../documents/calendar.js';
import { field, SavePath, stepData } from '../../form-controls.js';
import { nextChange } from '../../next-opening.js';
import { stepFault } from '../../step-fault.js';
import { readOpening, type Opening, type OpeningState } from '../../weekly-hours.js';

/** Goes by the clock and the calendar. */
export const hours = defineStep({
  type: 'hours',
  title: { 'en-US': 'Hours', 'zh-CN': '营业时间' },
  alsoCalled: { 'en-US': ['business hours', 'schedule', 'calendar', 'holiday', 'time'], 'zh-CN': ['营业时间', '上班时间', '工作时间', '节假日'] },
  summary: { 'en-US': 'Goes by opening hours and holidays.', 'zh-CN': '按营业时间和节假日选择去向。' },
  group: 'decide',
  schema: stepData({
    weekly: field(
      Type.Array(
        stepData({
          days: field(Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7, uniqueItems: true }), {
            title: { 'en-US': 'Days', 'zh-CN': '星期' },
            help: 'Days of the week; 1 is Monday, 7 Sunday.',
            control: 'weekly_hours',
          }),
          from: field(Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' }), { title: { 'en-US': 'From', 'zh-CN': '从' }, help: 'When it opens, such as 09:00.', control: 'text' }),
          to: field(Type.String({ pattern: '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$' }), {
            title: { 'en-US': 'To', 'zh-CN': '到' },
            help: 'When it closes, such as 18:00 or 24:00. Not after "From": it runs past midnight.',
            control: 'text',
          }),
        }),
        { maxItems: 30 },
      ),
      { title: { 'en-US': 'Every week', 'zh-CN': '每周' }, help: 'The hours of each day of the week.', control: 'weekly_hours' },
    ),
    closedOn: Type.Optional(
      field(Type.Array(IsoDate, { maxItems: 400 }), { title: { 'en-US': 'Closed on', 'zh-CN': '休息日' }, help: 'Dates such as holidays. A night that began the day before is served to its end.', control: 'dates' }),
    ),
    openOn: Type.Optional(
      field(Type.Array(IsoDate, { maxItems: 400 }), {
        title: { 'en-US': 'Also open on', 'zh-CN': '调休上班日' },
        help: 'Dates that are worked all the same, such as make-up Saturdays. A day without hours of its own gets those of the first row.',
        control: 'dates',
      }),
    ),
    calendars: Type.Optional(
      field(Type.Array(CalendarId, { maxItems: 20, uniqueItems: true }), {
        title: { 'en-US': 'Calendars', 'zh-CN': '日历' },
        help: 'Holidays, make-up workdays and days with other hours, kept for all flows. The first that says something of a day decides; the dates above come before them.',
        control: 'calendars',
      }),
    ),
    timeZone: Type.Optional(
      field(Type.String({ minLength: 1, maxLength: 64 }), { title: { 'en-US': 'Time zone', 'zh-CN': '时区' }, help: 'IANA name, such as Asia/Shanghai. (Default: the time zone of the flow.)', control: 'text', placeholder: 'Asia/Shanghai' }),
    ),
    saveAs: Type.Optional(
      field(SavePath, {
        title: { 'en-US': 'Save what holds as', 'zh-CN': '结果保存到' },
        help: 'Keeps {open, reason, changesAt} here: whether it is open, what the calendar calls the day, and when it opens or closes next, to be said to the caller.',
        control: 'path',
        placeholder: 'hours',
      }),
    ),
  }),
  exits: () => [
    { id: 'open', label: { 'en-US': 'Open', 'zh-CN': '营业' }, kind: 'next' },
    { id: 'closed', label: { 'en-US': 'Closed', 'zh-CN': '休息' }, kind: 'next' },
  ],
  enter: (data, call) => enter(data, call),
  sets: (data) => (data.saveAs ? [data.saveAs] : []),
  samples: (data) => (data.saveAs ? [[data.saveAs, { open: true, reason: '', changesAt: '2026-12-05T09:00:00+08:00' }]] : []),
  examples: [
    {
      title: { 'en-US': 'Working days', 'zh-CN': '工作日' },
      data: { weekly: [{ days: [1, 2, 3, 4, 5], from: '08:30', to: '17:00' }], closedOn: ['2026-10-01'], openOn: ['2026-10-10'] },
    },
    {
      title: { 'en-US': 'By the calendar of the banks', 'zh-CN': '按银行日历' },
      data: { weekly: [{ days: [1, 2, 3, 4, 5], from: '08:30', to: '17:00' }], calendars: ['cn-banks'] },
    },
  ],
});

/** What the step's data says of opening, beside where it is kept. */
export type HoursData = Omit<Opening, 'calendars'> & { calendars?: string[]; timeZone?: string; saveAs?: string };

/** The opening a step describes, with its calendars looked up; those that are not there are named. */
export function openingOf({ weekly, closedOn, openOn, calendars = [] }: HoursData, known: CallView['calendars']): { opening: Opening; missing: string[] } {
  const found = calendars.flatMap((id) => (Object.hasOwn(known, id) ? [known[id]!] : []));
  const missing = calendars.filter((id) => !Object.hasOwn(known, id));
  return { opening: { weekly, ...(closedOn && { closedOn }), ...(openOn && { openOn }), calendars: found }, missing };
}

function enter(data: HoursData, call: CallView): EnterResult {
  const timeZone = data.timeZone ?? call.timeZone;
  const { opening, missing } = openingOf(data, call.calendars);
  const state = readOpening(opening, call.now, timeZone);
  if (state === null) throw stepFault('invalid_flow', `Step "${call.visit.step}" asks for the time zone "${timeZone}", which does not exist. Use an IANA name such as Asia/Shanghai.`);
  const facts = [...missing.map((calendar): Fact => ({ type: 'calendar_missing', calendar })), ...dayFacts(state)];
  return {
    exit: state.open ? 'open' : 'closed',
    ...(facts.length > 0 && { facts }),
    ...(data.saveAs && { values: { [data.saveAs]: { open: state.open, reason: titleIn(state, call), changesAt: nextChange(opening, call.now, timeZone) } } }),
  };
}

/** A day that a calendar decided stands in the call's record. */
function dayFacts({ open, why, date, calendar }: OpeningState): Fact[] {
  return calendar === null ? [] : [{ type: 'calendar_read', calendar, date, open, why }];
}

function titleIn({ title }: OpeningState, { language, languages }: CallView): string | null {
  return title?.[language] ?? languages.map((other) => title?.[other]).find((text) => text !== undefined) ?? null;
}
