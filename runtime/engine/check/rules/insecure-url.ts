import { defineRule } from '../define-rule.js';
import { inChinese, inEnglish } from '../name-step.js';
import { createFix } from '../problem.js';
import { isPrivateHost, readLiteralAddress } from './walks/literal-address.js';

export const insecureUrl = defineRule({
  id: 'insecure-url',
  severity: 'warning',
  title: { 'en-US': 'Address without encryption', 'zh-CN': '地址没有加密' },
  summary: {
    'en-US': 'What a call sends over http: or ws: can be read on the way, and carriers refuse a web socket without TLS.',
    'zh-CN': '通过 http: 或 ws: 发送的内容在途中可被读取，运营商也不接受没有 TLS 的 WebSocket。',
  },
  check: (flow) =>
    flow.steps.flatMap((step) => {
      const address = readLiteralAddress(step);
      if (!address || !(address.scheme === 'http' || address.scheme === 'ws') || isPrivateHost(address.host)) return [];
      const secure = `${address.scheme}s`;
      const pointer = `${step.pointer}/meta/url`;
      return [
        {
          pointer,
          step: step.id,
          messages: {
            'en-US': `Step ${inEnglish(step)} goes to "${address.host}" by ${address.scheme}: and what it sends can be read on the way; use ${secure}:.`,
            'zh-CN': `步骤${inChinese(step)}用 ${address.scheme}: 访问“${address.host}”，内容在途中可被读取；请改用 ${secure}:。`,
          },
          fix: createFix({ 'en-US': `Use ${secure}:`, 'zh-CN': `改用 ${secure}:` }, { op: 'replace', path: pointer, value: String(step.data['url']).trim().replace(/^\w+/, secure) }),
        },
      ];
    }),
});
