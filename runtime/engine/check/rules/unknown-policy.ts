import { policies } from '../../../../schemas/policies.js';
import { defineRule } from '../define-rule.js';
import { createFix } from '../problem.js';
import { policyNameOf } from './walks/policy.js';

export const unknownPolicy = defineRule({
  id: 'unknown-policy',
  severity: 'error',
  title: { 'en-US': 'Unknown policy', 'zh-CN': '政策不存在' },
  summary: {
    'en-US': 'The flow names a policy pack that does not exist, so nothing of what it was meant to be held to is checked. docs/policies.md lists the packs.',
    'zh-CN': '流程指定的政策包不存在，它要求的内容一项也没有检查。可用的政策包见 docs/policies.md。',
  },
  check(flow) {
    const name = policyNameOf(flow);
    if (name === null || Object.hasOwn(policies, name)) return [];
    const known = Object.keys(policies);
    return [
      {
        pointer: '/meta/policy',
        step: null,
        messages: {
          'en-US': `There is no policy "${name}"; use one of ${known.join(', ')}.`,
          'zh-CN': `没有政策“${name}”；请改用：${known.join('、')}。`,
        },
        fix: createFix({ 'en-US': 'Use none', 'zh-CN': '改为 none' }, { op: 'replace', path: '/meta/policy', value: 'none' }),
      },
    ];
  },
});
