import { defineRule } from '../define-rule.js';
import { inChinese, inEnglish } from '../name-step.js';
import { createFix } from '../problem.js';

export const finalWithExits = defineRule({
  id: 'final-with-exits',
  severity: 'error',
  title: { 'en-US': 'Ending with exits', 'zh-CN': '结束步骤带有出口' },
  summary: { 'en-US': 'The call is over at an ending: its exits are never taken.', 'zh-CN': '通话到结束步骤就完了，它的出口永远不会用到。' },
  check: (flow) =>
    flow.steps
      .filter((step) => step.isFinal && step.connections.length > 0)
      .map((step) => ({
        pointer: `${step.pointer}/on`,
        step: step.id,
        messages: {
          'en-US': `Step ${inEnglish(step)} ends the call, so nothing can follow it; remove its connections.`,
          'zh-CN': `步骤${inChinese(step)}会结束通话，后面不能再接步骤；请删除它的连线。`,
        },
        fix: createFix({ 'en-US': 'Remove the connections', 'zh-CN': '删除连线' }, { op: 'remove', path: `${step.pointer}/on` }),
      })),
});
