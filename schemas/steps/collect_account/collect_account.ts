import { Type, type Static } from '@sinclair/typebox';
import { choiceExits, unansweredExits } from '../../choices.js';
import { defineStep, type AnswerResult } from '../../define-step.js';
import { SavePath, field, oneOf, stepData } from '../../form-controls.js';
import { answerEntry, enterEntry, type KeyedEntry } from '../../keyed-entry.js';
import { LocalizedText } from '../../localized-text.js';
import { entryAttemptsField, entrySecondsField, leaveField } from '../../question-form.js';
import { accountChecks, readAccountEntry } from './read-account-entry.js';

const digits = { 'en-US': 'digits', 'zh-CN': '位' };

/** From this length on, a number whose last digit is by Luhn is taken for a card number, which must not be kept. */
const CARD_DIGITS = 12;

const schema = stepData(
  {
    prompt: field(LocalizedText, {
      title: { 'en-US': 'Question', 'zh-CN': '提示语' },
      help: 'Say which number to enter, how to finish and how to leave: in a number, 0 is a digit.',
      control: 'prompt',
    }),
    saveAs: field(SavePath, {
      title: { 'en-US': 'Save as', 'zh-CN': '保存到' },
      help: 'Where the number is kept, such as account.number. A sensitive one is kept for this turn only, as secrets with the last part of this name.',
      control: 'path',
      placeholder: 'account.number',
    }),
    saveEndingAs: Type.Optional(
      field(SavePath, {
        title: { 'en-US': 'Save the ending as', 'zh-CN': '尾号保存到' },
        help: 'Keeps the last four digits, which may be spoken: {{ account.last4 | digits }}.',
        control: 'path',
        placeholder: 'account.last4',
      }),
    ),
    minimumDigits: field(Type.Integer({ minimum: 4, maximum: 34 }), { title: { 'en-US': 'At least', 'zh-CN': '最少' }, help: 'Shorter entries are asked for again.', control: 'number', unit: digits }),
    maximumDigits: field(Type.Integer({ minimum: 4, maximum: 34 }), { title: { 'en-US': 'At most', 'zh-CN': '最多' }, help: 'Longer entries are asked for again.', control: 'number', unit: digits }),
    check: Type.Optional(
      field(oneOf(accountChecks, { default: 'none' }), {
        title: { 'en-US': 'Check digits', 'zh-CN': '校验位' },
        help: 'Finds slips before any system is asked: Luhn as on cards, or mod 97 as in an IBAN. (Default: none.)',
        control: 'select',
        labels: { none: { 'en-US': 'None', 'zh-CN': '无' }, luhn: { 'en-US': 'Luhn', 'zh-CN': 'Luhn（银行卡）' }, mod97: { 'en-US': 'Mod 97 (IBAN)', 'zh-CN': '模97（IBAN）' } },
      }),
    ),
    country: Type.Optional(
      field(Type.String({ pattern: '^[A-Z]{2}$' }), {
        title: { 'en-US': 'Country of the IBAN', 'zh-CN': 'IBAN 国家' },
        help: 'Two letters such as DE, which no key can enter: the caller enters the digits after them, and they are put in front. Without it mod 97 counts over the digits alone.',
        control: 'text',
        placeholder: 'DE',
      }),
    ),
    sensitive: Type.Optional(
      field(Type.Boolean({ default: false }), {
        title: { 'en-US': 'Sensitive', 'zh-CN': '敏感信息' },
        help: 'A card number or the like: never stored, logged or spoken, but for its ending. Later steps of the same turn read it as secrets. Needed for 12 digits or more with Luhn, which may be a card.',
        control: 'toggle',
      }),
    ),
    confirm: Type.Optional(
      field(LocalizedText, {
        title: { 'en-US': 'Read back', 'zh-CN': '复述确认' },
        help: 'Reads the entry back, as {{ entry | digits }}, and asks: 1 it is right, 2 enter it again. Not for sensitive entries.',
        control: 'prompt',
      }),
    ),
    attempts: entryAttemptsField,
    timeoutSeconds: entrySecondsField,
    leave: leaveField,
  },
  {
    allOf: [
      { not: { required: ['sensitive', 'confirm'], properties: { sensitive: { const: true } } } },
      {
        if: { required: ['check', 'maximumDigits'], properties: { check: { const: 'luhn' }, maximumDigits: { minimum: CARD_DIGITS } } },
        then: { required: ['sensitive'], properties: { sensitive: { const: true } } },
      },
    ],
  },
);

type Data = Static<typeof schema>;

/** Asks for an account number and finds slips by its check digits. */
export const collectAccount = defineStep({
  type: 'collect_account',
  title: { 'en-US': 'Collect account number', 'zh-CN': '输入账号' },
  alsoCalled: { 'en-US': ['account number', 'card number'], 'zh-CN': ['账号', '户号', '卡号'] },
  summary: { 'en-US': 'Asks for an account or card number and checks its check digits.', 'zh-CN': '请来电者输入账号或卡号，并核对校验位。' },
  group: 'ask',
  schema,
  exits: (data) => [{ id: 'done', label: { 'en-US': 'Entered', 'zh-CN': '已输入' }, kind: 'next' }, ...choiceExits(data.leave ?? []), ...unansweredExits('failure')],
  enter: (data, call) => enterEntry(entryOf(data), call),
  answer: (data, input, call) => answerEntry(entryOf(data), input, call),
  sets: (data) => [data.sensitive ? `secrets.${secretName(data)}` : data.saveAs, ...(data.saveEndingAs ? [data.saveEndingAs] : [])],
  examples: [
    {
      title: { 'en-US': 'The account of a broker', 'zh-CN': '资金账号' },
      data: {
        prompt: { 'zh-CN': '请输入资金账号，按井号键结束。我们不会要短信验证码。', 'en-US': 'Enter your account number, then press hash. We never ask for text-message codes.' },
        saveAs: 'account.number',
        saveEndingAs: 'account.last4',
        minimumDigits: 8,
        maximumDigits: 12,
        leave: [{ id: 'main_menu', key: '*', label: { 'zh-CN': '主菜单', 'en-US': 'Main menu' } }],
      },
    },
    {
      title: { 'en-US': 'A German IBAN', 'zh-CN': '德国 IBAN' },
      data: {
        prompt: { 'zh-CN': '请输入账号，国家字母之后的数字，按井号键结束。', 'en-US': 'Enter the digits of your IBAN after the letters, then press hash.' },
        saveAs: 'account.iban',
        minimumDigits: 20,
        maximumDigits: 20,
        check: 'mod97',
        country: 'DE',
        timeoutSeconds: 10,
      },
    },
    {
      title: { 'en-US': 'A card number, for one turn', 'zh-CN': '卡号（仅本轮）' },
      data: {
        prompt: { 'zh-CN': '请输入卡号，按井号键结束。', 'en-US': 'Enter your card number, then press hash.' },
        saveAs: 'card.number',
        saveEndingAs: 'card.last4',
        minimumDigits: 13,
        maximumDigits: 19,
        check: 'luhn',
        sensitive: true,
      },
    },
  ],
});

function entryOf(data: Data): KeyedEntry {
  return {
    ...data,
    // A sensitive entry must not wait in the visit's memory for a yes.
    confirm: data.sensitive ? undefined : data.confirm,
    digits: null,
    read: (keys, call) => readAccountEntry(keys, data, call),
    keep: (account) => keep(String(account), data),
  };
}

function keep(account: string, data: Data): Extract<AnswerResult, { exit: string }> {
  const ending = data.saveEndingAs ? { [data.saveEndingAs]: account.slice(-4) } : {};
  if (data.sensitive) return { exit: 'done', secrets: { [secretName(data)]: account }, values: ending };
  return { exit: 'done', values: { [data.saveAs]: account, ...ending } };
}

function secretName(data: Data): string {
  return data.saveAs.split('.').at(-1)!;
}
