import { getComponents } from '../components.js';
import { defineRule } from '../define-rule.js';
import type { FlowGraph, GraphStep } from '../flow-graph.js';
import { isClosed, isOpened } from '../join-flows.js';
import { getMissingConnections } from '../missing-connections.js';
import { inChinese, inEnglish, nameSome } from '../name-step.js';
import { getReachable, turnRound } from '../reach.js';

export const noWayToAnEnding = defineRule({
  id: 'no-way-to-an-ending',
  severity: 'error',
  title: { 'en-US': 'No way to an ending', 'zh-CN': '走不到结束' },
  summary: {
    'en-US': 'From here every way leads round for ever: only the caller can end such a call, and the reports count it as abandoned.',
    'zh-CN': '从这里怎么走都在兜圈子：只能由来电者挂机，报表会记为中途放弃。',
  },
  joins: 'left',
  check(flow) {
    const next = (step: GraphStep) => step.edges.map((edge) => edge.target);
    const before = turnRound(flow.steps, next);
    const canEnd = getReachable(flow.steps.filter((step) => mayEnd(flow, step)), (step) => before.get(step) ?? []);
    const stuck = flow.steps.filter((step) => flow.reachable.has(step) && !canEnd.has(step));
    return getComponents(stuck, next)
      .filter((group) => group.every((step) => next(step).every((target) => group.includes(target))))
      .map((group) => ({
        pointer: group[0]!.pointer,
        step: group[0]!.id,
        messages: {
          'en-US': `A call that comes to step ${inEnglish(group[0]!)} can never end (${nameSome(group, inEnglish, ' → ')}); connect one of the exits to a way that leads to an ending.`,
          'zh-CN': `来电到了步骤${inChinese(group[0]!)}就永远无法结束（${nameSome(group, inChinese, ' → ')}）；请把其中一个出口连到通往结束的路上。`,
        },
      }));
  },
});

/** An ending, or a step of which something is still to be connected: that is another problem, told by its own rule. */
function mayEnd(flow: FlowGraph, step: GraphStep): boolean {
  if (step.definition?.leavesFlow) return isClosed(step);
  if (step.joined || isOpened(step)) return step.edges.length === 0;
  if (step.isFinal || step.definition?.final || !step.exits) return true;
  return getMissingConnections(flow, step).length > 0 || step.connections.some(({ target }) => !flow.byId.has(target));
}
