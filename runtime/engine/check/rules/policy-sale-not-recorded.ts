import { productsOf } from '../consent-walk.js';
import { defineRule } from '../define-rule.js';
import type { FlowGraph, GraphStep } from '../flow-graph.js';
import { nameOfType } from '../name-parts.js';
import { inChinese, inEnglish } from '../name-step.js';
import { getReachable } from '../reach.js';
import { getPolicy } from './walks/policy.js';

export const policySaleNotRecorded = defineRule({
  id: 'policy-sale-not-recorded',
  severity: 'error',
  title: { 'en-US': 'Sale not recorded', 'zh-CN': '销售没有录音' },
  summary: {
    'en-US':
      'A policy such as cn-bank-card asks that the sale of a product that says so (`recordSale`) is recorded whole, from the offer to the order, after the caller was told: on every way to its offer stands a record_call step that has begun. Checked where the catalogue is at hand.',
    'zh-CN': 'cn-bank-card 等政策要求：产品标明 `recordSale` 时，从推荐到下单全程录音，并先告知客户；通往推荐的每条路上都要先经过已开始录音的 record_call 步骤。有产品目录时才检查。',
  },
  joins: 'left',
  check(flow, { products }) {
    const policy = getPolicy(flow);
    if (!products || !policy?.saleRecorded || !flow.initial) return [];
    const recorded = new Set(Object.keys(products).filter((id) => products[id]?.recordSale));
    const unrecorded = getReachable([flow.initial], (step) => step.edges.filter(({ exit }) => !(step.type === 'record_call' && exit === 'recording')).map(({ target }) => target));
    return flow.steps
      .filter((step) => step.type === 'offer' && unrecorded.has(step) && mayOffer(flow, step).some((id) => recorded.has(id)))
      .map((step) => ({
        pointer: step.pointer,
        step: step.id,
        messages: {
          'en-US': `A call can come to the offer ${inEnglish(step)} without being recorded, which the policy "${policy.title['en-US']}" asks for; put a "${nameOfType('record_call')['en-US']}" step on the way and lead on by its exit "Recording".`,
          'zh-CN': `来电可能没有录音就到达推荐${inChinese(step)}，而政策“${policy.title['zh-CN']}”要求录音；请在来路上放“${nameOfType('record_call')['zh-CN']}”步骤，从“录音中”出口接下去。`,
        },
      }));
  },
});

/** The product it names, or those whose decision leads here before another question. */
function mayOffer(flow: FlowGraph, offer: GraphStep): string[] {
  if (typeof offer.data['product'] === 'string') return [offer.data['product']];
  return flow.steps
    .filter((step) => step.type === 'decide_offer')
    .flatMap((step) => productsOf(step).filter((id) => leadsTo(step.edges.filter(({ exit }) => exit === id).map(({ target }) => target), offer)));
}

function leadsTo(starts: GraphStep[], offer: GraphStep): boolean {
  return getReachable(starts, (step) => (step.type === 'decide_offer' ? [] : step.edges.map(({ target }) => target))).has(offer);
}
