import type { JsonObject } from '../../../../schemas/json.js';
import { isPurchase } from '../consent-walk.js';
import { defineRule, type Finding } from '../define-rule.js';
import type { FlowGraph, GraphStep } from '../flow-graph.js';
import { inChinese, inEnglish } from '../name-step.js';
import { getReachable } from '../reach.js';
import { getPolicy } from './walks/policy.js';

export const policySellingNotStopped = defineRule({
  id: 'policy-selling-not-stopped',
  severity: 'error',
  title: { 'en-US': 'Selling after a complaint or a cancellation', 'zh-CN': '投诉或退订后仍在推荐' },
  summary: {
    'en-US':
      'A policy such as cn-bank-card asks that selling stops where a caller complains, for the whole call, and that nothing is offered straight after something was cancelled. The complaint sets customer.complaintOpen, by which every decision finds nothing to offer.',
    'zh-CN': 'cn-bank-card 等政策要求：客户投诉后整通电话不再推荐，刚退订之后也不推荐。投诉步骤要把 customer.complaintOpen 设为 true，之后的推荐判定就不会再推荐。',
  },
  joins: 'left',
  check(flow) {
    const policy = getPolicy(flow);
    if (!policy?.sellingStops) return [];
    return [...afterComplaint(flow, policy.complaintKey), ...afterCancelling(flow)];
  },
});

/** From the complaint on, without the value that stops decisions. */
function afterComplaint(flow: FlowGraph, key: string | undefined): Finding[] {
  const start = key === undefined ? undefined : flow.byId.get(flow.shared.get(flow.keys.get(key) ?? '')?.target ?? '');
  if (!start) return [];
  const reached = getReachable([start], (step) => (opensComplaint(step) ? [] : step.edges.map(({ target }) => target)));
  const decision = [...reached].find((step) => step.type === 'decide_offer' || (step.type === 'offer' && !flow.steps.some(({ type }) => type === 'decide_offer')));
  if (!decision) return [];
  return [
    {
      pointer: start.pointer,
      step: start.id,
      messages: {
        'en-US': `A caller who complains in ${inEnglish(start)} can still be offered something, in ${inEnglish(decision)}; set customer.complaintOpen to true first.`,
        'zh-CN': `在${inChinese(start)}投诉的来电者之后仍可能在${inChinese(decision)}被推荐；请先把 customer.complaintOpen 设为 true。`,
      },
    },
  ];
}

function opensComplaint(step: GraphStep): boolean {
  const assignments = step.type === 'set_values' ? step.data['assignments'] : null;
  return Array.isArray(assignments) && assignments.some((row) => (row as JsonObject | null)?.['path'] === 'customer.complaintOpen' && (row as JsonObject)['to'] === true);
}

/** What nobody asked for, before the caller has been asked anything else. */
function afterCancelling(flow: FlowGraph): Finding[] {
  const cancellations = flow.steps.filter((step) => step.type === 'read_back' && !isPurchase(step) && typeof step.data['product'] === 'string' && flow.reachable.has(step));
  return cancellations.flatMap((step) => {
    const confirmed = step.edges.filter(({ exit }) => exit === 'confirmed').map(({ target }) => target);
    const reached = getReachable(confirmed, (each) => (each.asks || each.type === 'decide_offer' ? [] : each.edges.map(({ target }) => target)));
    const decision = [...reached].find((each) => each.type === 'decide_offer' && each.data['requested'] !== true);
    if (!decision) return [];
    return [
      {
        pointer: step.pointer,
        step: step.id,
        messages: {
          'en-US': `Whoever cancels in ${inEnglish(step)} is led straight to an offer, in ${inEnglish(decision)}; lead them to an ending or a menu.`,
          'zh-CN': `在${inChinese(step)}退订的客户会被直接带到推荐${inChinese(decision)}；请连到结束或菜单。`,
        },
      },
    ];
  });
}
