import { defineRule } from '../define-rule.js';
import type { FlowGraph, GraphStep } from '../flow-graph.js';
import { metaOf, readRows } from '../flow-links.js';
import { inChinese, inEnglish } from '../name-step.js';
import { getReachable } from '../reach.js';

/** After these a text of its own may stand in: the confirmation of the product that was decided on. A subflow may decide, too. */
const DECIDING = new Set(['decide_offer', 'subflow']);

export const messageWithoutText = defineRule({
  id: 'message-without-text',
  severity: 'error',
  title: { 'en-US': 'Text with nothing in it', 'zh-CN': '短信没有内容' },
  summary: {
    'en-US': 'A step that sends a text has no words of its own, and no product can have been chosen before it whose confirmation would be sent: every call leaves it as failed, and the caller gets nothing.',
    'zh-CN': '发短信的步骤没有自己的内容，前面也不可能选定产品来发送它的确认短信：每通来电都会以失败离开，来电者什么也收不到。',
  },
  check(flow) {
    if (isGivenProducts(flow)) return [];
    const decided = getDecided(flow);
    return flow.steps
      .filter((step) => step.type === 'send_message' && step.data['text'] === undefined && !decided.has(step))
      .map((step) => ({
        pointer: `${step.pointer}/meta`,
        step: step.id,
        messages: {
          'en-US': `Step ${inEnglish(step)} has no text to send, and no product is chosen before it; write its text, or lead to it after a choice of what to offer.`,
          'zh-CN': `步骤${inChinese(step)}没有可发的内容，之前也没有选定产品；请填写短信内容，或放到选定推荐产品之后。`,
        },
      }));
  },
});

/** A flow that returns is run by others, and what they decided is still so in it; an `offer` may be handed over, too. */
function isGivenProducts(flow: FlowGraph): boolean {
  return flow.steps.some(({ type }) => type === 'return') || readRows(metaOf(flow), 'parameters').some(({ name }) => name === 'offer');
}

/** Where a product may have been decided on. */
function getDecided(flow: FlowGraph): ReadonlySet<GraphStep> {
  const deciding = flow.steps.filter((step) => DECIDING.has(step.type ?? '') || setsOffer(step));
  return getReachable(deciding, (step) => step.edges.map(({ target }) => target));
}

function setsOffer({ data }: GraphStep): boolean {
  return ['assignments', 'save'].some((list) => readRows(data, list).some(({ path }) => typeof path === 'string' && /^offer(\.|$)/.test(path)));
}
