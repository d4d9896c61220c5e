import { Type, type Static } from '@sinclair/typebox';
import { defineStep } from '../../define-step.js';
import { field, stepData } from '../../form-controls.js';
import { LocalizedText } from '../../localized-text.js';

const schema = stepData({
  to: Type.Optional(
    field(Type.String({ minLength: 1, maxLength: 200, default: '{{ call.from }}' }), { title: { 'en-US': 'To', 'zh-CN': '发给' }, help: 'The number it goes to. (Default: {{ call.from }}.)', control: 'template', place: 'number' }),
  ),
  text: Type.Optional(
    field(LocalizedText, { title: { 'en-US': 'Text', 'zh-CN': '短信内容' }, help: "What it says. (Default: the confirmation of the product that was ordered.)", control: 'prompt' }),
  ),
});

export type SendMessageData = Static<typeof schema>;

/** Sends a text. It leaves once the text is queued: delivery comes after. */
export const sendMessage = defineStep({
  type: 'send_message',
  title: { 'en-US': 'Send text', 'zh-CN': '发短信' },
  alsoCalled: { 'en-US': ['SMS', 'text message', 'notify'], 'zh-CN': ['短信', '通知'] },
  summary: { 'en-US': 'Sends the caller a text.', 'zh-CN': '给来电者发短信。' },
  group: 'connect',
  schema,
  exits: () => [
    { id: 'queued', label: { 'en-US': 'Queued', 'zh-CN': '已提交' }, kind: 'next' },
    { id: 'failed', label: { 'en-US': 'Failed', 'zh-CN': '失败' }, kind: 'failure' },
  ],
  enter: () => ({ effect: true }),
  examples: [
    { title: { 'en-US': 'The confirmation of an order', 'zh-CN': '订单确认' }, data: {} },
    { title: { 'en-US': 'A note', 'zh-CN': '提示' }, data: { text: { 'zh-CN': '示例银行：您的卡已冻结。', 'en-US': 'Example Bank: your card is frozen.' } } },
  ],
});
