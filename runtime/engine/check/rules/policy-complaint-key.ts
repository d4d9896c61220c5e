import { defineRule } from '../define-rule.js';
import { getPolicy } from './walks/policy.js';

export const policyComplaintKey = defineRule({
  id: 'policy-complaint-key',
  severity: 'error',
  title: { 'en-US': 'No key for complaints', 'zh-CN': '没有投诉键' },
  summary: {
    'en-US': 'Policies such as cn-bank-card and cn-broker ask for one key, 8, that leads to a complaint from anywhere.',
    'zh-CN': 'cn-bank-card、cn-broker 等政策要求在任何地方按 8 都能投诉。',
  },
  check(flow) {
    const { title, complaintKey } = getPolicy(flow) ?? {};
    if (complaintKey === undefined || flow.keys.has(complaintKey)) return [];
    return [
      {
        pointer: '/meta',
        step: null,
        messages: {
          'en-US': `The policy "${title?.['en-US']}" asks for key ${complaintKey} to lead to a complaint; add it to the keys of the whole flow.`,
          'zh-CN': `政策“${title?.['zh-CN']}”要求按 ${complaintKey} 投诉；请把它加到全流程按键。`,
        },
      },
    ];
  },
});
