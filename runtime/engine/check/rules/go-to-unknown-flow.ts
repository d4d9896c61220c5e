import { defineRule } from '../define-rule.js';
import type { GraphStep } from '../flow-graph.js';
import { getFlowLinks } from '../flow-links.js';
import { inChinese, inEnglish } from '../name-step.js';
import type { Messages } from '../problem.js';

export const goToUnknownFlow = defineRule({
  id: 'go-to-unknown-flow',
  severity: 'warning',
  title: { 'en-US': 'Call handed over to an unknown flow', 'zh-CN': '转到不存在的流程' },
  summary: {
    'en-US': 'A step hands calls over to a flow that is not published. It may be published later, since the version that is live at that moment counts; until then calls leave by "failed".',
    'zh-CN': '步骤要转到的流程尚未发布。以到达时的在线版本为准，可以稍后发布；在此之前来电会从“failed”离开。',
  },
  check: (flow, context) =>
    getFlowLinks(flow, context, 'go_to_flow')
      .filter(({ flow: id, target }) => context.flows !== null && !target && id !== idOf(flow.document))
      .map(({ step, flow: id }) => ({
        pointer: `${step.pointer}/meta/flow`,
        step: step.id,
        ...(context.drafts.includes(id) && { unpublished: id }),
        messages: context.drafts.includes(id) ? unpublished(step, id) : {
          'en-US': `Step ${inEnglish(step)} goes to the flow "${id}", which is not known; publish it, put ${id}.flow.json beside this file, or correct the id.`,
          'zh-CN': `步骤${inChinese(step)}转到的流程“${id}”不存在；请发布它，或把 ${id}.flow.json 放在同一文件夹，或更正编号。`,
        },
      })),
});

/** It is there, but no call can come to it. */
function unpublished(step: GraphStep, id: string): Messages {
  return {
    'en-US': `Step ${inEnglish(step)} goes to the flow "${id}", which is a draft that is not published yet; publish it, or calls leave by "failed" here.`,
    'zh-CN': `步骤${inChinese(step)}转到的流程“${id}”还是草稿，尚未发布；请发布它，否则来电会从这里的“失败”离开。`,
  };
}

function idOf(document: unknown): unknown {
  return (document as { id?: unknown } | null | undefined)?.id;
}
