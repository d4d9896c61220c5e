import { defineRule } from '../define-rule.js';
import { inChinese, inEnglish } from '../name-step.js';
import { createFix } from '../problem.js';

export const switchWithoutDefault = defineRule({
  id: 'switch-without-default',
  severity: 'warning',
  title: { 'en-US': 'Switch without a default', 'zh-CN': '开关没有默认值' },
  summary: {
    'en-US': 'On a new installation, or when its time is over, nobody has set the switch. Whoever reads the flow should see which way calls go then.',
    'zh-CN': '在新环境里或开关到期后，没有人设过它。看流程的人应当知道这时来电走哪边。',
  },
  check: (flow) =>
    flow.steps
      .filter((step) => step.type === 'switch_on' && step.data['default'] === undefined)
      .map((step) => ({
        pointer: `${step.pointer}/meta`,
        step: step.id,
        messages: {
          'en-US': `Step ${inEnglish(step)} does not say which way calls go while its switch is not set; say "off" or "on".`,
          'zh-CN': `步骤${inChinese(step)}没有说明开关未设置时走哪边；请写明“关”或“开”。`,
        },
        fix: createFix({ 'en-US': 'Off while it is not set', 'zh-CN': '未设置时为关' }, { op: 'add', path: `${step.pointer}/meta/default`, value: 'off' }),
      })),
});
