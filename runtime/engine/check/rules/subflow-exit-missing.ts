import type { Json } from '../../../../schemas/json.js';
import { defineRule, type Finding } from '../define-rule.js';
import { getFlowLinks, getReturns, readRows } from '../flow-links.js';
import { personStepOf, type FlowGraph, type GraphStep } from '../flow-graph.js';
import { nameOfFlow } from '../name-parts.js';
import { inChinese, inEnglish } from '../name-step.js';
import { createFix } from '../problem.js';

export const subflowExitMissing = defineRule({
  id: 'subflow-exit-missing',
  severity: 'error',
  title: { 'en-US': 'Return that leads nowhere', 'zh-CN': '返回出口没有去向' },
  summary: {
    'en-US': 'The subflow returns by an exit that the step does not list: such a call would leave by "failed" although nothing failed.',
    'zh-CN': '子流程会从步骤没有列出的出口返回：这样的来电会从“failed”离开，尽管并没有失败。',
  },
  check: (flow, context) =>
    getFlowLinks(flow, context, 'subflow').flatMap(({ step, flow: id, target }) => {
      const listed = new Set(readRows(step.data, 'exits').map((row) => row['id']));
      const returned = target ? [...new Set(getReturns(target).flatMap(({ data: { exit } }) => (typeof exit === 'string' ? [exit] : [])))] : [];
      return returned.filter((exit) => !listed.has(exit)).map((exit) => toFinding(flow, step, nameOfFlow(target, id), exit));
    }),
});

function toFinding(flow: FlowGraph, step: GraphStep, name: string, exit: string): Finding {
  return {
    pointer: `${step.pointer}/meta`,
    step: step.id,
    messages: {
      'en-US': `Step ${inEnglish(step)} does not list the exit "${exit}", by which "${name}" returns; add it and connect it.`,
      'zh-CN': `步骤${inChinese(step)}没有列出“${name}”的返回出口“${exit}”；请添加并连接它。`,
    },
    fix: addExit(flow, step, exit),
  };
}

/** Connected to the person of the flow, where there is one: somebody must say where it leads. */
function addExit(flow: FlowGraph, step: GraphStep, exit: string): Finding['fix'] {
  const person = personStepOf(flow);
  if (!person || !Array.isArray(step.data['exits']) || step.connections.length === 0 || exit === 'failed') return null;
  const label: Json = Object.fromEntries(flow.languages.map((language) => [language, exit]));
  const titles = { 'en-US': `Add the exit "${exit}", to ${inEnglish(person)}`, 'zh-CN': `添加出口“${exit}”，连到${inChinese(person)}` };
  return createFix(titles, { op: 'add', path: `${step.pointer}/meta/exits/-`, value: { id: exit, label } }, { op: 'add', path: `${step.pointer}/on/${exit}`, value: person.id });
}
