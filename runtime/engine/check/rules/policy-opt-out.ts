import { defineRule } from '../define-rule.js';
import type { FlowGraph, GraphStep } from '../flow-graph.js';
import { nameOfExit } from '../name-parts.js';
import { inChinese, inEnglish } from '../name-step.js';
import { getReachable } from '../reach.js';
import { getPolicy } from './walks/policy.js';

export const policyOptOut = defineRule({
  id: 'policy-opt-out',
  severity: 'warning',
  title: { 'en-US': 'No way to refuse offers', 'zh-CN': '不能拒绝推荐' },
  summary: {
    'en-US': 'A policy such as cn-bank-card asks that whoever declines an offer they did not ask for can refuse all others by one key, 7, before anything else is offered.',
    'zh-CN': 'cn-bank-card 等政策要求：没有主动询问的客户拒绝推荐后，在听到下一个推荐之前能按 7 不再接受推荐。',
  },
  joins: 'left',
  check(flow) {
    const { title, optOutKey } = getPolicy(flow) ?? {};
    if (optOutKey === undefined || flow.keys.has(optOutKey)) return [];
    return getUnaskedOffers(flow).flatMap((offer) => {
      const declined = offer.edges.filter(({ exit }) => exit === 'declined').map(({ target }) => target);
      const after = getReachable(declined, (step) => (step.type === 'offer' ? [] : step.edges.map(({ target }) => target)));
      if ([offer, ...after].some((step) => step.exits?.some(({ key }) => key === optOutKey))) return [];
      return [
        {
          pointer: offer.pointer,
          step: offer.id,
          messages: {
            'en-US': `Whoever declines ${inEnglish(offer)} cannot refuse further offers; lead "${nameOfExit(offer, 'declined')['en-US']}" to a menu with key ${optOutKey} for it (policy "${title?.['en-US']}").`,
            'zh-CN': `拒绝${inChinese(offer)}后无法不再接受推荐；请把“${nameOfExit(offer, 'declined')['zh-CN']}”连到带 ${optOutKey} 键的菜单（政策“${title?.['zh-CN']}”）。`,
          },
        },
      ];
    });
  },
});

/** Offers that follow a decision the caller did not ask for. */
function getUnaskedOffers(flow: FlowGraph): GraphStep[] {
  const decisions = flow.steps.filter((step) => step.type === 'decide_offer' && step.data['requested'] !== true && flow.reachable.has(step));
  const starts = decisions.flatMap((step) => step.edges.filter(({ exit }) => exit !== 'none').map(({ target }) => target));
  const reached = getReachable(starts, (step) => (step.type === 'decide_offer' || step.type === 'offer' || step.asks ? [] : step.edges.map(({ target }) => target)));
  return flow.steps.filter((step) => step.type === 'offer' && reached.has(step));
}
