import { defineRule } from '../define-rule.js';
import { inChinese, inEnglish } from '../name-step.js';
import { getTemplates, isUnknownFilter } from '../templates.js';

export const unknownFilter = defineRule({
  id: 'unknown-filter',
  severity: 'error',
  title: { 'en-US': 'Unknown filter', 'zh-CN': '过滤器不存在' },
  summary: {
    'en-US': 'A filter turns a figure into words. One that does not exist turns it into nothing.',
    'zh-CN': '过滤器把数字读成文字；不存在的过滤器什么也读不出来。',
  },
  check: (flow) =>
    getTemplates(flow)
      .filter(({ check }) => isUnknownFilter(check))
      .map(({ step, pointer, check }) => ({
        pointer,
        step: step.id,
        messages: { 'en-US': `In step ${inEnglish(step)}: ${check.error}`, 'zh-CN': `步骤${inChinese(step)}用了不存在的过滤器，请更换：${check.error}` },
      })),
});
