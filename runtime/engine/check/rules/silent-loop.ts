import { getComponents } from '../components.js';
import { defineRule } from '../define-rule.js';
import type { GraphStep } from '../flow-graph.js';
import { isClosed } from '../join-flows.js';
import { inChinese, inEnglish, nameSome } from '../name-step.js';

export const silentLoop = defineRule({
  id: 'silent-loop',
  severity: 'error',
  title: { 'en-US': 'Loop that never asks the caller', 'zh-CN': '从不询问来电者的循环' },
  summary: {
    'en-US': 'A call in such a loop goes round at the speed of the machine, or plays to the caller without end; the runtime stops it with an apology.',
    'zh-CN': '来电在这样的循环里会全速空转，或没完没了地播报；运行时会道歉并中断它。',
  },
  joins: 'left',
  check(flow) {
    const silent = flow.steps.filter((step) => flow.reachable.has(step) && !step.asks && !isClosed(step));
    const next = (step: GraphStep) => step.edges.map((edge) => edge.target);
    return getComponents(silent, next)
      .filter((group) => group.length > 1 || next(group[0]!).includes(group[0]!))
      .map((group) => ({
        pointer: group[0]!.pointer,
        step: group[0]!.id,
        messages: {
          'en-US': `The loop ${nameSome(group, inEnglish, ' → ')} never asks the caller anything; put a menu or another question into it, or lead one exit out.`,
          'zh-CN': `循环${nameSome(group, inChinese, ' → ')}从不询问来电者；请在其中加入菜单等提问步骤，或让一个出口走出循环。`,
        },
      }));
  },
});
