import { defineRule } from '../define-rule.js';
import { getFlowLinks, getReturns, readRows } from '../flow-links.js';
import { nameOfExit, nameOfFlow } from '../name-parts.js';
import { inChinese, inEnglish } from '../name-step.js';

export const subflowExitNeverTaken = defineRule({
  id: 'subflow-exit-never-taken',
  severity: 'warning',
  title: { 'en-US': 'Exit by which the subflow never returns', 'zh-CN': '子流程不会使用的出口' },
  summary: {
    'en-US': 'The step lists an exit that no "return" of the subflow names, so no call ever takes it. Mostly a misspelt name.',
    'zh-CN': '步骤列出的出口在子流程里没有对应的“返回”，不会有来电走到。多半是名字写错了。',
  },
  check: (flow, context) =>
    getFlowLinks(flow, context, 'subflow').flatMap(({ step, flow: id, target }) => {
      if (!target) return [];
      const returned = new Set(getReturns(target).map(({ data }) => data['exit']));
      return readRows(step.data, 'exits').flatMap((row, at) => {
        const exit = row['id'];
        if (typeof exit !== 'string' || returned.has(exit)) return [];
        return [
          {
            pointer: `${step.pointer}/meta/exits/${at}`,
            step: step.id,
            messages: {
              'en-US': `Step ${inEnglish(step)} lists the exit "${nameOfExit(step, exit)['en-US']}", by which "${nameOfFlow(target, id)}" never returns; take it away, or correct the name.`,
              'zh-CN': `步骤${inChinese(step)}列出了“${nameOfExit(step, exit)['zh-CN']}”，但“${nameOfFlow(target, id)}”不会从它返回；请删除或更正名字。`,
            },
          },
        ];
      });
    }),
});
