import { Type, type Static } from '@sinclair/typebox';
import { defineStep } from '../../define-step.js';
import { field, stepData } from '../../form-controls.js';

const schema = stepData({
  phone: Type.Optional(
    field(Type.String({ minLength: 1, maxLength: 200, default: '{{ call.from }}' }), {
      title: { 'en-US': 'Number', 'zh-CN': '号码' },
      help: 'Whose customer to look for. Only the number the caller calls from says anything of who is calling. (Default: {{ call.from }}.)',
      control: 'template',
    }),
  ),
  useLanguage: Type.Optional(
    field(Type.Boolean({ default: true }), {
      title: { 'en-US': "Speak the customer's language", 'zh-CN': '使用客户的语言' },
      help: 'Where the flow has it. (Default: on.)',
      control: 'toggle',
    }),
  ),
});

export type LookupCustomerData = Static<typeof schema>;

/** Looks in the CRM for the customer who is calling. */
export const lookupCustomer = defineStep({
  type: 'lookup_customer',
  title: { 'en-US': 'Look up customer', 'zh-CN': '查找客户' },
  alsoCalled: { 'en-US': ['CRM', 'identify', 'caller'], 'zh-CN': ['客户资料', '识别客户'] },
  summary: { 'en-US': 'Looks in the CRM for whoever is calling.', 'zh-CN': '在客户系统中按来电号码查找。' },
  group: 'connect',
  schema,
  exits: () => [
    { id: 'found', label: { 'en-US': 'Found', 'zh-CN': '找到' }, kind: 'next' },
    { id: 'not_found', label: { 'en-US': 'Not found', 'zh-CN': '未找到' }, kind: 'next' },
    { id: 'failed', label: { 'en-US': 'Failed', 'zh-CN': '失败' }, kind: 'failure' },
  ],
  enter: () => ({ effect: true }),
  sets: () => ['customer'],
  examples: [{ title: { 'en-US': 'By the number that calls', 'zh-CN': '按来电号码' }, data: {} }],
});
