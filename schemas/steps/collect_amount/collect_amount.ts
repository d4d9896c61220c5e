import { Type, type Static } from '@sinclair/typebox';
import { choiceExits, unansweredExits } from '../../choices.js';
import { defineStep } from '../../define-step.js';
import { SavePath, field, oneOf, stepData } from '../../form-controls.js';
import { answerEntry, enterEntry, type KeyedEntry } from '../../keyed-entry.js';
import { LocalizedText } from '../../localized-text.js';
import { entryAttemptsField, entrySecondsField, leaveField } from '../../question-form.js';
import { currencies, readAmountEntry } from './read-amount-entry.js';

const minor = { 'en-US': 'minor units', 'zh-CN': '最小单位（分）' };

const schema = stepData({
  prompt: field(LocalizedText, {
    title: { 'en-US': 'Question', 'zh-CN': '提示语' },
    help: 'Say which amount, in which unit, how to enter a fraction, and that hash ends it.',
    control: 'prompt',
  }),
  saveAs: field(SavePath, {
    title: { 'en-US': 'Save as', 'zh-CN': '保存到' },
    help: 'Where the amount is kept, in minor units with its currency. Read it with {{ … | money }}.',
    control: 'path',
    placeholder: 'payment.amount',
  }),
  fraction: Type.Optional(
    field(oneOf(['star', 'none', 'last_two'], { default: 'star' }), {
      title: { 'en-US': 'Fraction', 'zh-CN': '小数' },
      help: 'How cents are entered: after the star key, not at all, or as the last two digits of the entry. (Default: after the star key.)',
      control: 'select',
      labels: {
        star: { 'en-US': 'star is the decimal point', 'zh-CN': '星号作小数点' },
        none: { 'en-US': 'whole amounts only', 'zh-CN': '只收整数' },
        last_two: { 'en-US': 'the last two digits are cents', 'zh-CN': '末两位为分' },
      },
    }),
  ),
  currency: Type.Optional(
    field(oneOf(currencies, { default: 'CNY' }), {
      title: { 'en-US': 'Currency', 'zh-CN': '币种' },
      help: 'What the amount is in. (Default: CNY.)',
      control: 'select',
      labels: Object.fromEntries(currencies.map((code) => [code, { 'en-US': code, 'zh-CN': code }])),
    }),
  ),
  minimumMinor: Type.Optional(
    field(Type.Integer({ minimum: 0, maximum: 1e13, default: 1 }), { title: { 'en-US': 'At least', 'zh-CN': '最少' }, help: 'Less is asked for again, saying the least: 100 is one yuan. (Default: 1, so nothing at all is refused.)', control: 'number', unit: minor }),
  ),
  maximumMinor: Type.Optional(
    field(Type.Integer({ minimum: 1, maximum: 1e13 }), { title: { 'en-US': 'At most', 'zh-CN': '最多' }, help: 'More is asked for again, saying the most: 500000 is five thousand yuan.', control: 'number', unit: minor }),
  ),
  confirm: Type.Optional(
    field(LocalizedText, {
      title: { 'en-US': 'Read back', 'zh-CN': '复述确认' },
      help: 'Reads the amount back, as {{ entry | money }}, and asks: 1 it is right, 2 enter it again.',
      control: 'prompt',
    }),
  ),
  attempts: entryAttemptsField,
  timeoutSeconds: entrySecondsField,
  leave: leaveField,
});

type Data = Static<typeof schema>;

/** Asks for an amount of money; kept in minor units, since fractions of floating point are no money. */
export const collectAmount = defineStep({
  type: 'collect_amount',
  title: { 'en-US': 'Collect amount', 'zh-CN': '输入金额' },
  alsoCalled: { 'en-US': ['money', 'how much'], 'zh-CN': ['金额', '多少钱'] },
  summary: { 'en-US': 'Asks for an amount of money by keys.', 'zh-CN': '请来电者用按键输入金额。' },
  group: 'ask',
  schema,
  exits: (data) => [{ id: 'done', label: { 'en-US': 'Entered', 'zh-CN': '已输入' }, kind: 'next' }, ...choiceExits(data.leave ?? []), ...unansweredExits('failure')],
  enter: (data, call) => enterEntry(entryOf(data), call),
  answer: (data, input, call) => answerEntry(entryOf(data), input, call),
  sets: (data) => [data.saveAs],
  samples: (data) => [[data.saveAs, { amountMinor: 32050, currency: data.currency ?? 'CNY' }]],
  examples: [
    {
      title: { 'en-US': 'How much to repay', 'zh-CN': '还款金额' },
      data: {
        prompt: { 'zh-CN': '请输入还款金额，小数点按星号键，按井号键结束。', 'en-US': 'Enter the amount to repay. Star is the decimal point. Then press hash.' },
        saveAs: 'payment.amount',
        maximumMinor: 5_000_000,
        confirm: { 'zh-CN': '还款{{ entry | money }}，对请按1，重输请按2。', 'en-US': 'Repay {{ entry | money }}. If right, press 1. To enter it again, 2.' },
      },
    },
  ],
});

function entryOf(data: Data): KeyedEntry {
  return {
    ...data,
    digits: null,
    read: (keys, call) => readAmountEntry(keys, data, call),
    keep: (amount) => ({ exit: 'done', values: { [data.saveAs]: amount } }),
  };
}
