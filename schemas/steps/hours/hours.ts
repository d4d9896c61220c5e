import { Type } from '@sinclair/typebox';
import { defineStep } from '../../define-step.js';
import { field, stepData } from '../../form-controls.js';
import { stepFault } from '../../step-fault.js';
import { isOpen } from '../../weekly-hours.js';

const IsoDate = Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' });

/** Goes by the clock and the calendar. */
export const hours = defineStep({
  type: 'hours',
  title: { 'en-US': 'Hours', 'zh-CN': '营业时间' },
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
    timeZone: Type.Optional(
      field(Type.String({ minLength: 1, maxLength: 64 }), { title: { 'en-US': 'Time zone', 'zh-CN': '时区' }, help: 'IANA name, such as Asia/Shanghai. (Default: the time zone of the flow.)', control: 'text', placeholder: 'Asia/Shanghai' }),
    ),
  }),
  exits: () => [
    { id: 'open', label: { 'en-US': 'Open', 'zh-CN': '营业' }, kind: 'next' },
    { id: 'closed', label: { 'en-US': 'Closed', 'zh-CN': '休息' }, kind: 'next' },
  ],
  enter(data, call) {
    const timeZone = data.timeZone ?? call.timeZone;
    const open = isOpen(data, call.now, timeZone);
    if (open === null) throw stepFault('invalid_flow', `Step "${call.visit.step}" asks for the time zone "${timeZone}", which does not exist. Use an IANA name such as Asia/Shanghai.`);
    return { exit: open ? 'open' : 'closed' };
  },
  examples: [
    {
      title: { 'en-US': 'Working days', 'zh-CN': '工作日' },
      data: { weekly: [{ days: [1, 2, 3, 4, 5], from: '08:30', to: '17:00' }], closedOn: ['2026-10-01'], openOn: ['2026-10-10'] },
    },
  ],
});
