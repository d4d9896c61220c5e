import { defineRule } from '../define-rule.js';
import type { GraphStep } from '../flow-graph.js';
import { getReturns } from '../flow-links.js';
import { isClosed } from '../join-flows.js';
import { getReachable } from '../reach.js';

export const noPerson = defineRule({
  id: 'no-person',
  severity: 'warning',
  title: { 'en-US': 'No way to a person', 'zh-CN': '转不到人工' },
  summary: {
    'en-US': 'A caller whom the line cannot help must be able to reach a person by a key, not only after something failed.',
    'zh-CN': '自助办不了的来电者应能按键转人工，而不是等系统出错才转。',
  },
  joins: 'left',
  check(flow) {
    if (!flow.initial) return [];
    const byChoice = (step: GraphStep) => step.edges.filter((edge) => edge.kind !== 'failure').map((edge) => edge.target);
    const canReach = [...getReachable([flow.initial], byChoice)].some((step) => step.definition?.reachesPerson);
    // A subflow without keys of its own leaves those in force of the flow that runs it.
    const isSubflow = flow.keys.size === 0 && getReturns(flow).length > 0;
    if (canReach || isSubflow || flow.steps.some((step) => isClosed(step) && flow.reachable.has(step))) return [];
    return [
      {
        pointer: flow.initial.pointer,
        step: null,
        messages: {
          'en-US': 'No key leads to a person; add a transfer step and let key 0 of the whole flow lead to it.',
          'zh-CN': '没有按键能转到人工；请添加转接步骤，并把全流程的 0 键连过去。',
        },
      },
    ];
  },
});
