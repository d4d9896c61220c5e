import type { JsonObject } from '../../../../schemas/json.js';
import { defineRule } from '../define-rule.js';
import type { Edge, FlowGraph, GraphStep } from '../flow-graph.js';
import { getReturns, metaOf, readRows } from '../flow-links.js';
import { isClosed } from '../join-flows.js';
import { inChinese, inEnglish } from '../name-step.js';
import { pointerTo } from '../pointer.js';
import { createFix, type Fix, type PatchOperation } from '../problem.js';
import { getReachable } from '../reach.js';

export const offerWithoutCustomer = defineRule({
  id: 'offer-without-customer',
  severity: 'warning',
  title: { 'en-US': 'Offer to nobody', 'zh-CN': '推荐时不知道是谁' },
  summary: {
    'en-US': 'Nothing is offered to a caller whom no step has found in the customer data, whatever identity the product asks for: such a call always leaves by "No offer". Somewhere before the offer a step looks the customer up.',
    'zh-CN': '没有步骤在客户资料中查到来电者时，不论产品要求怎样的身份，都不会推荐：这样的来电总是从“不推荐”离开。推荐之前要有步骤查找客户。',
  },
  joins: 'left',
  check(flow) {
    // What another flow runs may know the customer from there.
    if (!flow.initial || readRows(metaOf(flow), 'parameters').length > 0 || getReturns(flow).some(({ joined }) => !joined)) return [];
    const unasked = getReachable([flow.initial], (step) => step.edges.filter((edge) => !mayAsk(step, edge)).map(({ target }) => target));
    const known = getReachable(flow.steps.flatMap((step) => step.edges.filter((edge) => mayFind(step, edge)).map(({ target }) => target)), (step) => step.edges.map(({ target }) => target));
    return flow.steps
      .filter((step) => step.type === 'decide_offer' && flow.reachable.has(step) && (unasked.has(step) || !known.has(step)))
      .map((step) => ({
        pointer: step.pointer,
        step: step.id,
        messages: known.has(step)
          ? {
              'en-US': `On some way to ${inEnglish(step)} no step looks up the customer, and who comes that way is never offered anything; put the step "Look up customer" on that way.`,
              'zh-CN': `有一条路到达步骤${inChinese(step)}时没有查找过客户，从那里来的来电者永远不会得到推荐；请在这条路上加入“查找客户”步骤。`,
            }
          : {
              'en-US': `${inEnglish(step)} never offers anything, since no step before it finds the customer; put the step "Look up customer" before it.`,
              'zh-CN': `步骤${inChinese(step)}永远不会推荐，因为之前没有步骤查到客户；请在它之前加入“查找客户”步骤。`,
            },
        fix: unasked.has(step) && !step.joined ? lookUpBefore(flow, step, unasked) : null,
      }));
  },
});

/** Whoever leaves a step this way has been looked up, found or not. A subflow that is not at hand may do it. */
function mayAsk(step: GraphStep, { exit }: Edge): boolean {
  return step.type === 'lookup_customer' || (isClosed(step) && exit !== 'failed');
}

function mayFind(step: GraphStep, { exit }: Edge): boolean {
  return (step.type === 'lookup_customer' && exit === 'found') || (isClosed(step) && exit !== 'failed');
}

/** Every way that has not asked goes through a new step. Who is not found goes on all the same: then nothing is offered. */
function lookUpBefore(flow: FlowGraph, step: GraphStep, unasked: ReadonlySet<GraphStep>): Fix {
  const id = freeId(flow);
  const title = Object.fromEntries(flow.languages.map((language) => [language, language.startsWith('zh') ? '查找客户' : 'Look up customer']));
  const state: JsonObject = { meta: { step: 'lookup_customer', title }, on: { found: step.id, not_found: step.id, failed: step.id } };
  const led = flow.steps.filter((from) => !from.joined && unasked.has(from) && from.type !== 'lookup_customer').flatMap(({ connections }) => connections.filter(({ target }) => target === step.id));
  const shared = [...flow.shared.values()].filter(({ target }) => target === step.id);
  const patch: PatchOperation[] = [
    { op: 'add', path: pointerTo('states', id), value: state },
    ...led.map(({ pointer }): PatchOperation => ({ op: 'replace', path: pointer, value: id })),
    ...shared.map(({ pointer }): PatchOperation => ({ op: 'replace', path: pointer, value: `.${id}` })),
    ...(flow.initial === step ? [{ op: 'replace', path: '/initial', value: id } satisfies PatchOperation] : []),
  ];
  return createFix({ 'en-US': 'Look up the customer before it', 'zh-CN': '在它之前查找客户' }, ...patch);
}

function freeId(flow: FlowGraph): string {
  const ids = ['look_up_customer', ...Array.from({ length: flow.steps.length + 1 }, (_, at) => `look_up_customer_${at + 2}`)];
  return ids.find((id) => !flow.byId.has(id))!;
}
