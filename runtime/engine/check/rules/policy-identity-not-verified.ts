import type { JsonObject } from '../../../../schemas/json.js';
import { defineRule } from '../define-rule.js';
import type { Edge, GraphStep } from '../flow-graph.js';
import { inChinese, inEnglish } from '../name-step.js';
import { getReachable } from '../reach.js';
import { getBranches } from './walks/branches.js';
import { getPolicy } from './walks/policy.js';

export const policyIdentityNotVerified = defineRule({
  id: 'policy-identity-not-verified',
  severity: 'error',
  title: { 'en-US': 'Order without proof of identity', 'zh-CN': '未核身就下单' },
  summary: {
    'en-US':
      'A policy such as cn-bank-card asks that a caller is verified before anything is ordered: on every way to the order a request proves the identity, or a branch has found it proved. Renewing what is held may go by a call to the number on file.',
    'zh-CN': 'cn-bank-card 等政策要求下单前先核实身份：通往下单的每条路上，都要有请求核实过身份，或由分支确认已核实。续办已有服务可以用回拨登记号码代替。',
  },
  joins: 'left',
  check(flow) {
    const policy = getPolicy(flow);
    if (!policy?.identityVerified || !flow.initial) return [];
    const unverified = getReachable([flow.initial], (step) => step.edges.filter((edge) => !proves(step, edge)).map(({ target }) => target));
    return flow.steps
      .filter((step) => step.type === 'place_order' && unverified.has(step))
      .map((step) => ({
        pointer: step.pointer,
        step: step.id,
        messages: {
          'en-US': `A call can come to the order ${inEnglish(step)} without having been verified, which the policy "${policy.title['en-US']}" asks for; lead it through a request that proves who is calling, with the level "verified".`,
          'zh-CN': `来电可能未经核身就到达下单${inChinese(step)}，而政策“${policy.title['zh-CN']}”要求先核身；请先经过能核实身份（级别 verified）的请求。`,
        },
      }));
  },
});

const ENOUGH = ['verified', 'called_out'];

function proves(step: GraphStep, { exit }: Edge): boolean {
  const identity = step.data['identity'] as JsonObject | null | undefined;
  if (identity && identity['outcome'] === exit && ENOUGH.includes(String(identity['level']))) return true;
  const own = getBranches(step).find(({ id }) => id === exit);
  if (own?.conditions.some(({ value, is, to }) => value === 'call.identity.level' && is === 'equal' && ENOUGH.includes(String(to)))) return true;
  // A flow that is not at hand may verify the caller; without it nobody can tell.
  return step.type === 'subflow' && exit !== 'failed' && exit !== '→';
}
