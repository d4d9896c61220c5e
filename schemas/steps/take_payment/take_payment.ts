import { Type, type Static } from '@sinclair/typebox';
import { payResults, type CallerInput } from '../../caller-input.js';
import { readPathPattern, valueAt } from '../../conditions.js';
import { defineStep, type CallView, type Fact, type StepExit } from '../../define-step.js';
import { SavePath, field, oneOf, seconds, stepData } from '../../form-controls.js';
import type { Json, JsonObject } from '../../json.js';
import { LocalizedText } from '../../localized-text.js';
import { payEntries, payPrompts } from '../../pay-words.js';
import { say } from '../../speech.js';

const ATTEMPTS = 3;
const TIMEOUT_SECONDS = 10;
const CARD_TYPES = ['visa', 'mastercard', 'amex'];
const cardTypes = ['visa', 'mastercard', 'amex', 'maestro', 'discover', 'optima', 'jcb', 'diners-club', 'enroute'] as const;

/** The carrier takes no more at once. */
const MOST_MAJOR_UNITS = 1_000_000;

const schema = stepData({
  prompt: Type.Optional(field(LocalizedText, { title: { 'en-US': 'First words', 'zh-CN': '开场白' }, help: 'Says what is paid for and how much, before the card is asked for.', control: 'prompt' })),
  mode: field(oneOf(['charge', 'tokenise']), {
    title: { 'en-US': 'What to do', 'zh-CN': '操作' },
    help: 'Charge the card now, or only keep a token of it, with which it can be charged later.',
    control: 'select',
    labels: { charge: { 'en-US': 'Charge', 'zh-CN': '扣款' }, tokenise: { 'en-US': 'Keep a token', 'zh-CN': '保存支付令牌' } },
  }),
  amount: Type.Optional(
    field(Type.String({ pattern: readPathPattern }), { title: { 'en-US': 'Amount', 'zh-CN': '金额' }, help: 'The path of what is charged, such as bill.amount. Not for a token.', control: 'path', placeholder: 'bill.amount' }),
  ),
  description: Type.Optional(field(Type.String({ maxLength: 200 }), { title: { 'en-US': 'Description', 'zh-CN': '说明' }, help: 'What the payment provider shows for it; may be a template.', control: 'template' })),
  connector: Type.Optional(
    field(Type.String({ minLength: 1, maxLength: 100, default: 'Default' }), { title: { 'en-US': 'Payment connector', 'zh-CN': '支付连接器' }, help: 'Its name at the carrier. (Default: Default.)', control: 'text', placeholder: 'Default' }),
  ),
  tokenType: Type.Optional(
    field(oneOf(['reusable', 'one-time', 'payment-method'], { default: 'reusable' }), {
      title: { 'en-US': 'Token', 'zh-CN': '令牌类型' },
      help: 'How often a token can be used. (Default: again and again.)',
      control: 'select',
      labels: { reusable: { 'en-US': 'Again and again', 'zh-CN': '可重复使用' }, 'one-time': { 'en-US': 'Once', 'zh-CN': '一次性' }, 'payment-method': { 'en-US': 'Payment method', 'zh-CN': '支付方式' } },
    }),
  ),
  method: Type.Optional(
    field(oneOf(['credit-card', 'ach-debit'], { default: 'credit-card' }), {
      title: { 'en-US': 'Paid by', 'zh-CN': '支付方式' },
      help: 'What the caller pays with. (Default: a card.)',
      control: 'select',
      labels: { 'credit-card': { 'en-US': 'Card', 'zh-CN': '银行卡' }, 'ach-debit': { 'en-US': 'Bank account (US)', 'zh-CN': '银行账户（美国）' } },
    }),
  ),
  cardTypes: Type.Optional(
    field(Type.Array(oneOf(cardTypes), { minItems: 1, uniqueItems: true }), { title: { 'en-US': 'Cards', 'zh-CN': '卡种' }, help: 'Kinds of card that are taken, as a list. (Default: visa, mastercard and amex.)', control: 'json' }),
  ),
  securityCode: Type.Optional(field(Type.Boolean({ default: true }), { title: { 'en-US': 'Security code', 'zh-CN': '安全码' }, help: 'Ask for the code on the card. (Default: yes.)', control: 'toggle' })),
  postalCode: Type.Optional(field(Type.Boolean({ default: false }), { title: { 'en-US': 'Postal code', 'zh-CN': '邮政编码' }, help: 'Ask for the postal code of the card. (Default: no.)', control: 'toggle' })),
  attempts: Type.Optional(
    field(Type.Integer({ minimum: 1, maximum: 3, default: ATTEMPTS }), { title: { 'en-US': 'Attempts', 'zh-CN': '尝试次数' }, help: 'How often each entry is asked for. (Default: 3.)', control: 'number', unit: { 'en-US': 'times', 'zh-CN': '次' } }),
  ),
  timeoutSeconds: Type.Optional(
    field(Type.Integer({ minimum: 1, maximum: 60, default: TIMEOUT_SECONDS }), { title: { 'en-US': 'Wait for a key', 'zh-CN': '等待按键' }, help: 'Silence that ends an entry. (Default: 10 seconds.)', control: 'number', unit: seconds }),
  ),
  words: Type.Optional(
    field(
      Type.Array(
        stepData({
          for: field(oneOf(payEntries), {
            title: { 'en-US': 'Entry', 'zh-CN': '输入项' },
            help: 'What is asked for.',
            control: 'select',
            labels: {
              'payment-card-number': { 'en-US': 'Card number', 'zh-CN': '卡号' }, 'expiration-date': { 'en-US': 'Expiry date', 'zh-CN': '有效期' }, 'security-code': { 'en-US': 'Security code', 'zh-CN': '安全码' },
              'postal-code': { 'en-US': 'Postal code', 'zh-CN': '邮政编码' }, 'bank-routing-number': { 'en-US': 'Routing number', 'zh-CN': '行号' }, 'bank-account-number': { 'en-US': 'Account number', 'zh-CN': '账号' },
              'payment-processing': { 'en-US': 'Processing', 'zh-CN': '付款中' },
            },
          }),
          text: field(LocalizedText, { title: { 'en-US': 'Words', 'zh-CN': '播报' }, help: 'What the caller hears then.', control: 'prompt' }),
        }),
        { maxItems: payEntries.length },
      ),
      { title: { 'en-US': 'Own words', 'zh-CN': '自定义播报' }, help: 'Other words for an entry. (Default: ours, in the language of the caller.)', control: 'rows' },
    ),
  ),
  saveAs: Type.Optional(
    field(SavePath, { title: { 'en-US': 'Save the payment as', 'zh-CN': '支付结果保存到' }, help: 'Keeps last4, cardType, confirmation and token for later steps. The card number never gets to us.', control: 'path', placeholder: 'payment' }),
  ),
});

type Data = Static<typeof schema>;
type Paid = Extract<CallerInput, { kind: 'paid' }>;

/** Lets the carrier take a card: it asks for the digits and talks to the provider, and we hear how it went and the last four. */
export const takePayment = defineStep({
  type: 'take_payment',
  title: { 'en-US': 'Take payment', 'zh-CN': '收款' },
  alsoCalled: { 'en-US': ['pay', 'card'], 'zh-CN': ['付款', '缴费', '支付'] },
  summary: { 'en-US': 'Charges a card or keeps a token of it; the card number never gets to us.', 'zh-CN': '刷卡扣款或保存支付令牌，卡号不经过本系统。' },
  group: 'sell',
  schema,
  exits: () => payResults.map((id) => ({ id, label: labels[id], kind: kindOf(id) })),
  enter(data, call) {
    const charge = data.mode === 'charge' ? readCharge(data.amount, call) : null;
    if (data.mode === 'charge' && charge === null) return { exit: 'validation_error', facts: [{ type: 'payment_failed', why: 'no_amount' }] };
    const { tokenType = 'reusable', method = 'credit-card', securityCode = true, postalCode = false } = data;
    const own = (data.words ?? []).map(({ for: entry, text }) => ({ for: entry, text: call.prompt(text) }));
    return {
      verbs: [
        ...say(call, call.prompt(data.prompt)),
        {
          verb: 'pay', charge, description: call.fill(data.description ?? ''), connector: data.connector ?? 'Default', tokenType, method, securityCode, postalCode,
          attempts: data.attempts ?? ATTEMPTS, timeoutSeconds: data.timeoutSeconds ?? TIMEOUT_SECONDS, cardTypes: data.cardTypes ?? CARD_TYPES, language: call.language,
          prompts: payPrompts(call.language, method, { securityCode, postalCode }, own),
        },
        // After its last attempt the carrier may go on here instead of telling us.
        { verb: 'redirect', reached: 'silence' },
      ],
      waits: true,
      memory: charge as Json,
      facts: [{ type: 'payment_started', mode: data.mode, ...charge }],
    };
  },
  answer(data, input, call) {
    if (input.kind !== 'paid') return { exit: input.kind === 'silence' ? 'too_many_failed_attempts' : 'internal_error', facts: [{ type: 'payment_failed', why: input.kind }] };
    if (input.result !== 'success') return { exit: input.result, facts: [{ type: 'payment_failed', why: input.result, problem: input.problem }] };
    const { last4, cardType, confirmation, token } = input;
    const kept: JsonObject = { last4, cardType, ...(confirmation !== null && { confirmation }), ...(token !== null && { token }) };
    return { exit: 'success', values: data.saveAs ? { [data.saveAs]: kept } : {}, facts: [paidFact(data, input, call.visit.memory)] };
  },
  sets: (data) => (data.saveAs ? [data.saveAs] : []),
  samples: (data) => (data.saveAs ? [[data.saveAs, { last4: '4242', cardType: 'visa', confirmation: 'A1', token: 'T1' }]] : []),
  examples: [
    {
      title: { 'en-US': 'Pay the bill', 'zh-CN': '还款' },
      data: { mode: 'charge', amount: 'bill.amount', prompt: { 'zh-CN': '本次还款{{ bill.amount | money }}。', 'en-US': 'You are paying {{ bill.amount | money }}.' }, saveAs: 'payment' },
    },
    { title: { 'en-US': 'Keep a card for renewals', 'zh-CN': '绑定续费卡' }, data: { mode: 'tokenise', saveAs: 'payment' } },
  ],
});

const labels: Record<(typeof payResults)[number], StepExit['label']> = {
  success: { 'en-US': 'Paid', 'zh-CN': '成功' },
  too_many_failed_attempts: { 'en-US': 'Attempts used up', 'zh-CN': '多次输错' },
  payment_connector_error: { 'en-US': 'Refused by the provider', 'zh-CN': '支付机构拒绝' },
  caller_interrupted_with_star: { 'en-US': 'Cancelled with star', 'zh-CN': '按星号取消' },
  caller_hung_up: { 'en-US': 'Hung up', 'zh-CN': '已挂机' },
  validation_error: { 'en-US': 'Cannot be asked for', 'zh-CN': '参数有误' },
  internal_error: { 'en-US': "Carrier's fault", 'zh-CN': '运营商故障' },
};

function kindOf(result: (typeof payResults)[number]): StepExit['kind'] {
  if (result === 'success' || result === 'caller_hung_up') return 'next';
  return result === 'caller_interrupted_with_star' ? 'choice' : 'failure';
}

/** Money in minor units, as products and bills have it. `null` where it is none, or nothing, or more than the carrier takes. */
function readCharge(path: string | undefined, call: CallView): { amountMinor: number; currency: string } | null {
  const found = path === undefined ? undefined : valueAt(call.values, path);
  if (found === null || typeof found !== 'object' || Array.isArray(found)) return null;
  const { amountMinor, currency } = found as JsonObject;
  const isAmount = typeof amountMinor === 'number' && Number.isInteger(amountMinor) && amountMinor > 0 && amountMinor <= MOST_MAJOR_UNITS * 100;
  return isAmount && typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) ? { amountMinor, currency } : null;
}

/** A token is no money: only a charge completes a call. */
function paidFact({ mode }: Data, { last4, cardType, confirmation }: Paid, charge: Json): Fact {
  if (mode === 'tokenise') return { type: 'payment_method_saved', last4, cardType };
  return { type: 'payment_taken', ...(charge as JsonObject), last4, cardType, confirmation };
}
