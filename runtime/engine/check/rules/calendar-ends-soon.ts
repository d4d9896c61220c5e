import { calendarEnd } from '../../../../schemas/documents/calendar.js';
import { defineRule } from '../define-rule.js';
import { inChinese, inEnglish } from '../name-step.js';

/** China's holidays of a year are announced in the October or November before: then there is time to upload them. */
const WARN_DAYS_AHEAD = 30;

export const calendarEndsSoon = defineRule({
  id: 'calendar-ends-soon',
  severity: 'warning',
  title: { 'en-US': 'Calendar ends soon', 'zh-CN': '日历即将用完' },
  summary: {
    'en-US': 'Past the last day a calendar knows about, every day counts as an ordinary one, holidays too. Told 30 days ahead, where the calendars and the day are at hand.',
    'zh-CN': '超过日历的最后一天后，所有日子都按普通日子处理，包括节假日。提前30天提醒；有日历和当天日期时才检查。',
  },
  check(flow, { calendars, today }) {
    if (!calendars || today === null) return [];
    const limit = daysAfter(today, WARN_DAYS_AHEAD);
    return flow.steps
      .filter((step) => step.type === 'hours' && Array.isArray(step.data['calendars']))
      .flatMap((step) =>
        (step.data['calendars'] as unknown[]).flatMap((id, at) => {
          const calendar = typeof id === 'string' && Object.hasOwn(calendars, id) ? calendars[id] : undefined;
          const end = calendar && calendarEnd(calendar);
          if (!end || end > limit) return [];
          const [tense, chinese] = end < today ? ['ended', '已于'] : ['ends', '将于'];
          return [
            {
              pointer: `${step.pointer}/meta/calendars/${at}`,
              step: step.id,
              messages: {
                'en-US': `The calendar "${calendar.id}" of step ${inEnglish(step)} ${tense} on ${end}; upload the days after it.`,
                'zh-CN': `步骤${inChinese(step)}的日历“${calendar.id}”${chinese}${end}用完；请上传之后的日期。`,
              },
            },
          ];
        }),
      );
  },
});

function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
