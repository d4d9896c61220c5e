import { defineRule } from '../define-rule.js';
import { inChinese, inEnglish } from '../name-step.js';
import { getTemplates, isUnknownFilter } from '../templates.js';

export const templateError = defineRule({
  id: 'template-error',
  severity: 'error',
  title: { 'en-US': 'Template cannot be read', 'zh-CN': '模板有误' },
  summary: {
    'en-US': 'The text cannot be filled in, so the caller would hear an apology in its place.',
    'zh-CN': '模板无法填写，来电者在这里只会听到道歉。',
  },
  check: (flow) =>
    getTemplates(flow)
      .filter(({ check }) => check.error && !isUnknownFilter(check))
      .map(({ step, pointer, check }) => ({
        pointer,
        step: step.id,
        messages: {
          'en-US': `A template of step ${inEnglish(step)} cannot be read: ${check.error}`,
          'zh-CN': `步骤${inChinese(step)}的模板有误，请修改：${check.error}`,
        },
      })),
});
