import { defineRule } from '../define-rule.js';
import { inChinese, inEnglish } from '../name-step.js';

export const unknownCalendar = defineRule({
  id: 'unknown-calendar',
  severity: 'error',
  title: { 'en-US': 'Unknown calendar', 'zh-CN': '日历不存在' },
  summary: {
    'en-US': 'A step goes by a calendar that is not there: its holidays would be taken for working days, and callers would wait for nobody. Checked where the calendars are at hand.',
    'zh-CN': '步骤使用的日历不存在：节假日会被当作工作日，来电者会等不到人。有日历时才检查。',
  },
  check(flow, { calendars }) {
    if (!calendars) return [];
    const known = Object.keys(calendars);
    return flow.steps
      .filter((step) => step.type === 'hours' && Array.isArray(step.data['calendars']))
      .flatMap((step) =>
        (step.data['calendars'] as unknown[]).flatMap((id, at) =>
          typeof id !== 'string' || Object.hasOwn(calendars, id)
            ? []
            : [
                {
                  pointer: `${step.pointer}/meta/calendars/${at}`,
                  step: step.id,
                  messages: {
                    'en-US': `Step ${inEnglish(step)} goes by the calendar "${id}", which does not exist; upload it, or choose one of ${known.join(', ') || 'none'}.`,
                    'zh-CN': `步骤${inChinese(step)}使用的日历“${id}”不存在；请上传该日历，或改选：${known.join('、') || '无'}。`,
                  },
                },
              ],
        ),
      );
  },
});
