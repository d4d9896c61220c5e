import { readAddress, type AddressKind } from '../../../../schemas/reach-person.js';
import { readPhoneNumber } from '../../../../schemas/phone-number.js';
import { defineRule, type Finding } from '../define-rule.js';
import type { GraphStep } from '../flow-graph.js';
import { inChinese, inEnglish } from '../name-step.js';
import { createFix, type Messages } from '../problem.js';
import { isTemplate } from '../step-texts.js';
import { countryOf } from './walks/country-of.js';

export const unusableNumber = defineRule({
  id: 'unusable-number',
  severity: 'error',
  title: { 'en-US': 'Number that cannot be called', 'zh-CN': '无法拨打的号码' },
  summary: {
    'en-US': 'A carrier calls numbers with their country only, such as +861088886666. Any other leaves by "failed" at once, and no caller ever gets through; a text to it is never sent. SIP addresses, clients and queues are looked at in the same way.',
    'zh-CN': '运营商只能拨打带国家代码的号码，例如 +861088886666。其他写法会立刻从“失败”离开，所有来电者都接不通；发往它的短信也不会发出。SIP 地址、坐席和队列也按同样的方式检查。',
  },
  check: (flow, context) =>
    flow.steps.flatMap((step): Finding[] => {
      const called = getCalled(step);
      // An empty one is told by `schema`, at its field.
      if (!called || called.text.trim() === '' || isTemplate(called.text) || readAddress[called.kind](called.text.trim()) !== null) return [];
      const pointer = `${step.pointer}/meta/${called.property}`;
      const messages = describe(step, called);
      const country = called.kind === 'number' ? countryOf(flow, context) : null;
      const number = country && readPhoneNumber(called.text.normalize('NFKC'), country);
      return [{ pointer, step: step.id, messages, fix: number ? createFix({ 'en-US': `Write ${number}`, 'zh-CN': `改为 ${number}` }, { op: 'replace', path: pointer, value: number }) : null }];
    }),
});

interface Called {
  property: string;
  kind: AddressKind;
  text: string;
}

/** What a step calls or writes to, where that stands in it. */
function getCalled({ type, data }: GraphStep): Called | null {
  const property = type === 'transfer' ? 'number' : type === 'send_message' ? 'to' : null;
  const text = property && data[property];
  const kind = type === 'transfer' ? (data['kind'] ?? 'number') : 'number';
  return typeof text === 'string' && isKind(kind) ? { property: property!, kind, text } : null;
}

function isKind(kind: unknown): kind is AddressKind {
  return typeof kind === 'string' && Object.hasOwn(readAddress, kind);
}

function describe(step: GraphStep, { kind, text }: Called): Messages {
  const written = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  const form = forms[kind];
  return {
    'en-US': `Step ${inEnglish(step)} cannot reach "${written}"; ${form['en-US']}.`,
    'zh-CN': `步骤${inChinese(step)}无法接通“${written}”；${form['zh-CN']}。`,
  };
}

const forms: Record<AddressKind, Messages> = {
  number: { 'en-US': 'write the number with its country in front, such as +861088886666', 'zh-CN': '请在号码前写上国家代码，例如 +861088886666' },
  sip: { 'en-US': 'write a SIP address such as sip:cards@pbx.example.com', 'zh-CN': '请填写 SIP 地址，例如 sip:cards@pbx.example.com' },
  client: { 'en-US': 'write the name of a client: letters, digits and _ . + @ - without spaces', 'zh-CN': '请填写坐席名称：只用字母、数字和 _ . + @ -，不能有空格' },
  queue: { 'en-US': 'write the name of a queue with at most 64 characters', 'zh-CN': '请填写队列名称，最多 64 个字符' },
};
