import { getComponents } from '../components.js';
import { defineRule } from '../define-rule.js';
import type { GraphStep } from '../flow-graph.js';
import { nameOfExit } from '../name-parts.js';
import { inChinese, inEnglish, nameSome } from '../name-step.js';
import { getSilentWays, getStepsThatEnd } from './walks/key-distance.js';
import { isCountedBy } from './walks/value-walk.js';

export const unboundedAsking = defineRule({
  id: 'unbounded-asking',
  severity: 'warning',
  title: { 'en-US': 'Asking without end', 'zh-CN': '没完没了地询问' },
  summary: {
    'en-US':
      'Silence leads round from question to question for ever: a phone left off the hook keeps the line and its cost. A question, an offer or a read-back that leads back to itself is one. Loops in which a person is rung again are not meant, nor those that a branch leaves by a value counted in the loop.',
    'zh-CN': '来电者不作声时，会在问题之间一直绕下去：没挂好的电话会一直占线计费。问题、推荐或复述连回自己也算。反复转人工的循环不算，循环里有计数并由分支退出的也不算。',
  },
  joins: 'left',
  check(flow) {
    const canEnd = getStepsThatEnd(flow);
    const steps = flow.steps.filter((step) => flow.reachable.has(step) && canEnd.has(step) && !step.definition?.reachesPerson);
    const next = (step: GraphStep) => getSilentWays(step).map(({ target }) => target);
    return getComponents(steps, next)
      .filter((group) => group.length > 1 || next(group[0]!).includes(group[0]!))
      .filter((group) => group.some((step) => step.asks) && !isCountedBy(group))
      .map((group) => {
        const first = group.find((step) => step.asks)!;
        return {
          pointer: first.pointer,
          step: first.id,
          messages: {
            'en-US': `${group.length === 1 ? `A silent caller is asked by step ${inEnglish(first)} without end` : `A silent caller goes round without end between ${nameSome(group, inEnglish, ', ')}`}; lead "${nameOfExit(first, 'no_input')['en-US']}" to a person or to an ending.`,
            'zh-CN': `${group.length === 1 ? `来电者不作声时，步骤${inChinese(first)}会没完没了地询问` : `来电者不作声时会在这些步骤之间无限循环：${nameSome(group, inChinese, '、')}`}；请把“${nameOfExit(first, 'no_input')['zh-CN']}”连到人工或结束。`,
          },
        };
      });
  },
});
