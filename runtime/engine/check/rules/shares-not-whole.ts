import { defineRule } from '../define-rule.js';
import { inChinese, inEnglish } from '../name-step.js';
import { getArms } from '../split-arms.js';

/** Shares are hundredths of a percent at the finest, so that sums of three thirds count as whole. */
const ROUNDING = 0.05;

export const sharesNotWhole = defineRule({
  id: 'shares-not-whole',
  severity: 'error',
  title: { 'en-US': 'Shares do not make a hundred', 'zh-CN': '比例合计不是一百' },
  summary: {
    'en-US': 'Callers who fall into no group go with the control, and groups past a hundred meet nobody: the reports then compare other groups than the form shows.',
    'zh-CN': '没有分到组的来电者会归入对照组，超过一百的分组没有人：报表比较的就不是表单上的分组。',
  },
  check: (flow) =>
    flow.steps.flatMap((step) => {
      const shares = getArms(step).map((arm) => arm['percent']);
      if (shares.length === 0 || !shares.every((share) => typeof share === 'number')) return [];
      const sum = Math.round((shares as number[]).reduce((total, share) => total + share, 0) * 100) / 100;
      if (Math.abs(sum - 100) <= ROUNDING) return [];
      return [
        {
          pointer: `${step.pointer}/meta/arms`,
          step: step.id,
          messages: {
            'en-US': `The shares of step ${inEnglish(step)} make ${sum} %; change them to make a hundred.`,
            'zh-CN': `步骤${inChinese(step)}的比例合计为 ${sum} %；请改为一百。`,
          },
        },
      ];
    }),
});
