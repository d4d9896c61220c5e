import { defineRule } from '../define-rule.js';
import { isUnderPolicy } from './walks/policy.js';

export const policyComplaintKey = defineRule({
  id: 'policy-complaint-key',
  severity: 'error',
  title: { 'en-US': 'No key for complaints', 'zh-CN': '没有投诉键' },
  summary: {
    'en-US': 'The policy cn-bank-card asks for one key, 8, that leads to a complaint from anywhere.',
    'zh-CN': '政策 cn-bank-card 要求在任何地方按 8 都能投诉。',
  },
  check(flow) {
    if (!isUnderPolicy(flow, 'cn-bank-card') || flow.keys.has('8')) return [];
    return [
      {
        pointer: '/meta',
        step: null,
        messages: {
          'en-US': 'The policy cn-bank-card asks for key 8 to lead to a complaint; add it to the keys of the whole flow.',
          'zh-CN': '政策 cn-bank-card 要求按 8 投诉；请把它加到全流程按键。',
        },
      },
    ];
  },
});
