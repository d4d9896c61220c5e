import { defineRule } from '../define-rule.js';
import { inChinese, inEnglish } from '../name-step.js';
import { isPrivateHost, readLiteralAddress } from './walks/literal-address.js';

export const privateUrl = defineRule({
  id: 'private-url',
  severity: 'error',
  title: { 'en-US': 'Address in a private network', 'zh-CN': '地址在内部网络' },
  summary: {
    'en-US':
      'Requests of flows are kept from private networks: this machine, its neighbours, link-local addresses. A system inside is named by a setting, such as {{ settings.crmUrl }}, which whoever runs the installation allows.',
    'zh-CN': '流程发出的请求不能访问内部网络：本机、局域网和链路本地地址。内部系统请用设置项，例如 {{ settings.crmUrl }}，由运维人员放行。',
  },
  check: (flow) =>
    flow.steps.flatMap((step) => {
      const address = readLiteralAddress(step);
      if (!address || !isPrivateHost(address.host)) return [];
      return [
        {
          pointer: `${step.pointer}/meta/url`,
          step: step.id,
          messages: {
            'en-US': `Step ${inEnglish(step)} goes to "${address.host}", which is in a private network, and would be refused; use a setting such as {{ settings.crmUrl }}, or a public host.`,
            'zh-CN': `步骤${inChinese(step)}访问内部网络地址“${address.host}”，会被拒绝；请用 {{ settings.crmUrl }} 这样的设置项，或公网地址。`,
          },
        },
      ];
    }),
});
