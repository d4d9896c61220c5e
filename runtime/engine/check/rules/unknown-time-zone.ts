import type { JsonObject } from '../../../../schemas/json.js';
import { defineRule } from '../define-rule.js';
import { inChinese, inEnglish } from '../name-step.js';
import { createFix } from '../problem.js';

export const unknownTimeZone = defineRule({
  id: 'unknown-time-zone',
  severity: 'error',
  title: { 'en-US': 'Unknown time zone', 'zh-CN': '时区不存在' },
  summary: {
    'en-US': 'Opening hours, dates and "today" go by a time zone with an IANA name. With one that does not exist the call cannot go on.',
    'zh-CN': '营业时间、日期和“今天”都按 IANA 时区计算；时区不存在时来电无法继续。',
  },
  check(flow) {
    const meta = (flow.document as { meta?: JsonObject | null } | null | undefined)?.meta;
    const own = flow.steps.map((step) => ({ step, zone: step.data['timeZone'], pointer: `${step.pointer}/meta/timeZone` }));
    return [{ step: null, zone: meta?.['timeZone'], pointer: '/meta/timeZone' }, ...own].flatMap(({ step, zone, pointer }) => {
      if (typeof zone !== 'string' || isZone(zone)) return [];
      return [
        {
          pointer,
          step: step?.id ?? null,
          messages: {
            'en-US': `${step ? `Step ${inEnglish(step)}` : 'The flow'} uses the time zone "${zone}", which does not exist; use an IANA name such as Asia/Shanghai.`,
            'zh-CN': `${step ? `步骤${inChinese(step)}` : '流程'}的时区“${zone}”不存在；请用 IANA 名称，例如 Asia/Shanghai。`,
          },
          fix: createFix({ 'en-US': 'Use Asia/Shanghai', 'zh-CN': '改为 Asia/Shanghai' }, { op: 'replace', path: pointer, value: 'Asia/Shanghai' }),
        },
      ];
    });
  },
});

/** Making a formatter is the one way to ask, and dear: flows name few zones. */
const known = new Map<string, boolean>();

const MAX_KNOWN = 1000;

function isZone(zone: string): boolean {
  const before = known.get(zone);
  if (before !== undefined) return before;
  const isOne = tryZone(zone);
  if (known.size < MAX_KNOWN) known.set(zone, isOne);
  return isOne;
}

function tryZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
