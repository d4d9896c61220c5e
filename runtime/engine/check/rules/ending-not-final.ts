import { defineRule } from '../define-rule.js';
import { nameOfType } from '../name-parts.js';
import { inChinese, inEnglish } from '../name-step.js';
import { createFix } from '../problem.js';

export const endingNotFinal = defineRule({
  id: 'ending-not-final',
  severity: 'error',
  title: { 'en-US': 'Ending and step type disagree', 'zh-CN': '结束标记与步骤类型不符' },
  summary: {
    'en-US': 'A step that ends the call is a final state of the machine, and no other step is.',
    'zh-CN': '结束通话的步骤必须是状态机的终态，其他步骤不能是终态。',
  },
  check: (flow) =>
    flow.steps
      .filter((step) => step.definition && Boolean(step.definition.final) !== step.isFinal)
      .map((step) =>
        step.isFinal
          ? {
              pointer: `${step.pointer}/type`,
              step: step.id,
              messages: {
                'en-US': `Step ${inEnglish(step)} is marked as an ending, but a "${nameOfType(step.type ?? '')['en-US']}" step goes on; remove the mark, or make it a "${nameOfType('hang_up')['en-US']}" step.`,
                'zh-CN': `步骤${inChinese(step)}标为结束，但“${nameOfType(step.type ?? '')['zh-CN']}”步骤后面还要继续；请删除结束标记，或改为“${nameOfType('hang_up')['zh-CN']}”步骤。`,
              },
              fix: createFix({ 'en-US': 'Remove the mark', 'zh-CN': '删除结束标记' }, { op: 'remove', path: `${step.pointer}/type` }),
            }
          : {
              pointer: step.pointer,
              step: step.id,
              messages: {
                'en-US': `Step ${inEnglish(step)} ends the call and needs the mark of an ending ("type": "final").`,
                'zh-CN': `步骤${inChinese(step)}会结束通话，需要加上结束标记（"type": "final"）。`,
              },
              fix: createFix({ 'en-US': 'Mark it as an ending', 'zh-CN': '标为结束' }, { op: 'add', path: `${step.pointer}/type`, value: 'final' }),
            },
      ),
});
