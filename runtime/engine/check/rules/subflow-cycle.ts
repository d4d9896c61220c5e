import { getFlowReferences } from '../../flow-references.js';
import { defineRule } from '../define-rule.js';
import { getFlowLinks } from '../flow-links.js';
import { nameOfType } from '../name-parts.js';
import { inChinese, inEnglish } from '../name-step.js';

export const subflowCycle = defineRule({
  id: 'subflow-cycle',
  severity: 'error',
  title: { 'en-US': 'Flow that runs itself', 'zh-CN': '流程套用自身' },
  summary: {
    'en-US': 'A flow is its own subflow, at once or by way of others. A version pins the versions of its subflows, so such a flow can have none.',
    'zh-CN': '流程直接或间接把自己当作子流程。版本会固定其子流程的版本，这样的流程无法生成版本。',
  },
  check(flow, context) {
    const id = (flow.document as { id?: unknown } | null | undefined)?.id;
    if (typeof id !== 'string') return [];
    return getFlowLinks(flow, context, 'subflow').flatMap(({ step, flow: first }) => {
      const way = findWay(first, id, context.flows ?? {});
      if (!way) return [];
      const names = [id, ...way].join(' → ');
      return [
        {
          pointer: `${step.pointer}/meta/flow`,
          step: step.id,
          messages: {
            'en-US': `Step ${inEnglish(step)} makes the flow run itself: ${names}; run another flow here, or go on with "${nameOfType('go_to_flow')['en-US']}".`,
            'zh-CN': `步骤${inChinese(step)}使流程套用自身：${names}；请改用其他子流程，或用“${nameOfType('go_to_flow')['zh-CN']}”转过去。`,
          },
        },
      ];
    });
  },
});

/** The flows on a shortest way through subflows; `null` where there is none. */
function findWay(from: string, to: string, flows: Readonly<Record<string, unknown>>): string[] | null {
  const before = new Map<string, string | null>([[from, null]]);
  for (const flow of before.keys()) {
    if (flow === to) return wayTo(flow, before);
    if (!Object.hasOwn(flows, flow)) continue;
    for (const reference of getFlowReferences(flows[flow])) if (reference.comesBack && !before.has(reference.flow)) before.set(reference.flow, flow);
  }
  return null;
}

function wayTo(flow: string, before: Map<string, string | null>): string[] {
  const earlier = before.get(flow) ?? null;
  return earlier === null ? [flow] : [...wayTo(earlier, before), flow];
}
