import { defineRule } from '../define-rule.js';
import type { GraphStep } from '../flow-graph.js';
import { getFlowLinks } from '../flow-links.js';
import { inChinese, inEnglish } from '../name-step.js';
import type { Messages } from '../problem.js';

export const unknownSubflow = defineRule({
  id: 'unknown-subflow',
  severity: 'error',
  title: { 'en-US': 'Unknown subflow', 'zh-CN': '子流程不存在' },
  summary: {
    'en-US': 'A step runs a flow that is not there: every call that comes here would leave by "failed". Checked where other flows are at hand: the published ones of a server, or the files beside this one.',
    'zh-CN': '步骤要运行的流程不存在：到这里的来电都会从“failed”离开。能看到其他流程时才检查：服务器上已发布的流程，或同一文件夹中的文件。',
  },
  check: (flow, context) =>
    getFlowLinks(flow, context, 'subflow')
      .filter(({ flow: id, target }) => context.flows !== null && !target && id !== idOf(flow.document))
      .map(({ step, flow: id }) => ({
        pointer: `${step.pointer}/meta/flow`,
        step: step.id,
        ...(context.drafts.includes(id) && { unpublished: id }),
        messages: context.drafts.includes(id) ? unpublished(step, id) : {
          'en-US': `Step ${inEnglish(step)} runs the flow "${id}", which is not known; publish it first, put ${id}.flow.json beside this file, or correct the id.`,
          'zh-CN': `步骤${inChinese(step)}运行的流程“${id}”不存在；请先发布它，或把 ${id}.flow.json 放在同一文件夹，或更正编号。`,
        },
      })),
});

/** It is there, but no call can run it. */
function unpublished(step: GraphStep, id: string): Messages {
  return {
    'en-US': `Step ${inEnglish(step)} runs the flow "${id}", which is a draft that is not published yet; publish it first, and then this flow, which goes on with the version that is live then.`,
    'zh-CN': `步骤${inChinese(step)}运行的流程“${id}”还是草稿，尚未发布；请先发布它，再发布本流程，本流程会使用那时上线的版本。`,
  };
}

function idOf(document: unknown): unknown {
  return (document as { id?: unknown } | null | undefined)?.id;
}
