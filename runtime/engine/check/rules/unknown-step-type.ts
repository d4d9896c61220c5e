import { definitions } from '../../../../schemas/definitions.js';
import { defineRule } from '../define-rule.js';
import { inChinese, inEnglish } from '../name-step.js';

export const unknownStepType = defineRule({
  id: 'unknown-step-type',
  severity: 'error',
  title: { 'en-US': 'Unknown step type', 'zh-CN': '步骤类型不存在' },
  summary: {
    'en-US': 'A call that comes to a step of a type nobody wrote cannot go on.',
    'zh-CN': '来电走到类型不存在的步骤就无法继续。',
  },
  check: (flow) =>
    flow.steps
      .filter((step) => step.type !== null && !step.definition)
      .map((step) => ({
        pointer: `${step.pointer}/meta/step`,
        step: step.id,
        messages: {
          'en-US': `Step ${inEnglish(step)} has the type "${step.type}", which does not exist; use one of ${Object.keys(definitions).join(', ')}.`,
          'zh-CN': `步骤${inChinese(step)}的类型“${step.type}”不存在；请改用：${Object.keys(definitions).join('、')}。`,
        },
      })),
});
