import { getComponents } from '../components.js';
import { defineRule } from '../define-rule.js';
import type { GraphStep } from '../flow-graph.js';
import { inChinese, inEnglish, nameSome } from '../name-step.js';
import { createFix } from '../problem.js';
import { turnRound } from '../reach.js';

export const unreachableStep = defineRule({
  id: 'unreachable-step',
  severity: 'warning',
  title: { 'en-US': 'Unreachable step', 'zh-CN': '步骤无法到达' },
  summary: { 'en-US': 'No way leads from the first step to this one, so no caller will ever hear it.', 'zh-CN': '从起始步骤没有路通到这里，来电者永远听不到。' },
  check(flow) {
    if (!flow.initial) return [];
    const lost = flow.steps.filter((step) => !flow.reachable.has(step));
    const next = (step: GraphStep) => step.edges.map((edge) => edge.target);
    const before = turnRound(lost, next);
    return getComponents(lost, next).flatMap((group) => {
      // Deleting a step that another still leads to would leave that one without a target.
      const isFree = group.every((step) => (before.get(step) ?? []).every((source) => group.includes(source)));
      const patch = group.map((step) => ({ op: 'remove' as const, path: step.pointer }));
      const names = { 'en-US': nameSome(group, inEnglish, ', '), 'zh-CN': nameSome(group, inChinese, '、') };
      return group.map((step) => ({
        pointer: step.pointer,
        step: step.id,
        messages: {
          'en-US': `No call can reach step ${inEnglish(step)}; connect an exit to it, or delete it.`,
          'zh-CN': `没有来电能到达步骤${inChinese(step)}；请连一条线到它，或删除它。`,
        },
        fix: isFree ? createFix({ 'en-US': `Delete ${names['en-US']}`, 'zh-CN': `删除${names['zh-CN']}` }, ...patch) : null,
      }));
    });
  },
});
