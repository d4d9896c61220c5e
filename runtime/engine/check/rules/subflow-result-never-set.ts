import { defineRule } from '../define-rule.js';
import { getFlowLinks, getReturns, readRows } from '../flow-links.js';
import { nameOfFlow } from '../name-parts.js';
import { inChinese, inEnglish } from '../name-step.js';

export const subflowResultNeverSet = defineRule({
  id: 'subflow-result-never-set',
  severity: 'warning',
  title: { 'en-US': 'Result that is never handed back', 'zh-CN': '不会返回的结果' },
  summary: {
    'en-US': 'The step keeps a result that no "return" of the subflow hands back, so the value is never set. Mostly a misspelt name.',
    'zh-CN': '步骤要保存的结果在子流程里没有“返回”会交回，变量不会被设置。多半是名字写错了。',
  },
  check: (flow, context) =>
    getFlowLinks(flow, context, 'subflow').flatMap(({ step, flow: id, target }) => {
      if (!target) return [];
      const handedBack = new Set(getReturns(target).flatMap(({ data }) => readRows(data, 'results').map(({ name }) => name)));
      return readRows(step.data, 'results').flatMap(({ name }, at) => {
        if (typeof name !== 'string' || handedBack.has(name)) return [];
        return [
          {
            pointer: `${step.pointer}/meta/results/${at}`,
            step: step.id,
            messages: {
              'en-US': `Step ${inEnglish(step)} keeps the result "${name}", which "${nameOfFlow(target, id)}" never hands back; correct the name, or hand it back there.`,
              'zh-CN': `步骤${inChinese(step)}要保存结果“${name}”，但“${nameOfFlow(target, id)}”不会交回它；请更正名字，或在那里交回。`,
            },
          },
        ];
      });
    }),
});
