import { Type, type Static } from '@sinclair/typebox';
import { againOrLeave, takeKey, unansweredExits } from '../../choices.js';
import { defineStep, type AnswerResult, type CallView, type Fact } from '../../define-step.js';
import { Id } from '../../documents/flow.js';
import { Key, field, oneOf, seconds, stepData } from '../../form-controls.js';
import { reproach } from '../../house-prompts.js';
import { LocalizedText } from '../../localized-text.js';
import { checkChargeIsSpoken, offeredProduct, saleOf, type OfferedProduct } from '../../offered-product.js';
import { orderTerms } from '../../order-terms.js';
import { askForKey, say } from '../../speech.js';
import { stepFault } from '../../step-fault.js';

const CONFIRM_KEY = '5';
const DECLINE_KEY = '2';
const TIMEOUT_SECONDS = 5;

/** Asked once and once more: then nothing is confirmed. */
const ATTEMPTS = 2;

const schema = stepData({
  about: Type.Optional(
    field(oneOf(['order', 'change'], { default: 'order' }), {
      title: { 'en-US': 'About', 'zh-CN': '内容' },
      help: 'A purchase, or a change such as a cancellation. (Default: a purchase.)',
      control: 'select',
      labels: { order: { 'en-US': 'A purchase', 'zh-CN': '购买' }, change: { 'en-US': 'A change', 'zh-CN': '变更' } },
    }),
  ),
  product: Type.Optional(
    field(Id, { title: { 'en-US': 'Product', 'zh-CN': '产品' }, help: 'What it is about. (Default: the product that was offered.)', control: 'product' }),
  ),
  what: field(LocalizedText, {
    title: { 'en-US': 'What', 'zh-CN': '核对内容' },
    help: 'What the caller agrees to. For a purchase it must say {{ product.charge | money }}, here or in "When", unless it is free.',
    control: 'prompt',
  }),
  when: Type.Optional(
    field(LocalizedText, { title: { 'en-US': 'When', 'zh-CN': '时间' }, help: 'When it is charged and how to get out, such as {{ order.firstCharge | date }}.', control: 'prompt' }),
  ),
  ask: field(LocalizedText, { title: { 'en-US': 'Question', 'zh-CN': '询问' }, help: 'Which key confirms and which does not.', control: 'prompt' }),
  confirmKey: Type.Optional(
    field({ ...Key, default: CONFIRM_KEY }, { title: { 'en-US': 'Confirm', 'zh-CN': '确认键' }, help: 'Another key than the one that accepts, so that a habit buys nothing. (Default: 5.)', control: 'key' }),
  ),
  declineKey: Type.Optional(field({ ...Key, default: DECLINE_KEY }, { title: { 'en-US': 'No', 'zh-CN': '不办键' }, help: 'Stops here. (Default: 2.)', control: 'key' })),
  timeoutSeconds: Type.Optional(
    field(Type.Integer({ minimum: 1, maximum: 60, default: TIMEOUT_SECONDS }), { title: { 'en-US': 'Wait for a key', 'zh-CN': '等待按键' }, help: 'Silence after the question. (Default: 5 seconds.)', control: 'number', unit: seconds }),
  ),
});

type Data = Static<typeof schema>;

/** What is read, fixed when the step is entered: what the caller hears is what is placed. `terms` of a purchase only. */
type Memory = { stage: 'read' | 'ask'; texts: string[]; terms: { product: string; productVersion: string; firstChargeOn: string; endsOn: string } | null };

/** Reads back what the caller agrees to, where no key cuts it short, and asks for the confirmation. */
export const readBack = defineStep({
  type: 'read_back',
  title: { 'en-US': 'Read back', 'zh-CN': '复述确认' },
  alsoCalled: { 'en-US': ['confirm', 'repeat'], 'zh-CN': ['核对', '确认'] },
  summary: { 'en-US': 'Reads the terms back and asks for a second, different key.', 'zh-CN': '复述内容，请客户按另一个键确认。' },
  group: 'sell',
  schema,
  exits: (data) => [
    { id: 'confirmed', label: { 'en-US': 'Confirmed', 'zh-CN': '已确认' }, kind: 'choice', key: data.confirmKey ?? CONFIRM_KEY },
    { id: 'declined', label: { 'en-US': 'Declined', 'zh-CN': '不办' }, kind: 'choice', key: data.declineKey ?? DECLINE_KEY },
    ...unansweredExits('next'),
  ],
  enter(data, call) {
    const memory = (call.visit.memory as Memory | null) ?? prepare(data, call);
    if (memory.stage === 'read') return { verbs: [...say(call, ...memory.texts), { verb: 'redirect', reached: 'heard' }], waits: true, memory };
    const scope = offeredProduct(call, data.product)?.scope;
    const prompts = say(call, reproach(call.language, call.visit.again), call.prompt(data.ask, scope));
    return { verbs: [askForKey(call, prompts, data.timeoutSeconds ?? TIMEOUT_SECONDS), { verb: 'redirect', reached: 'silence' }], waits: true, memory };
  },
  answer(data, input, call) {
    const memory = call.visit.memory as Memory;
    if (memory.stage === 'ask') return takeAnswer(data, input.kind === 'keys' ? input.value : '', memory, call);
    return input.kind === 'heard' ? { again: 'stage', memory: { ...memory, stage: 'ask' }, facts: [readFact(memory, call)] } : { again: 'stage' };
  },
  examples: [
    {
      title: { 'en-US': 'A purchase', 'zh-CN': '购买' },
      data: {
        what: { 'zh-CN': '请您核对：开通{{ product.name }}，每季收{{ product.charge | money }}。', 'en-US': 'Please check: {{ product.name }}, {{ product.charge | money }} charged each quarter.' },
        when: { 'zh-CN': '首次{{ order.firstCharge | date }}扣款，随时可退订。', 'en-US': 'First charge on {{ order.firstCharge | date }}. Cancel any time.' },
        ask: { 'zh-CN': '确认开通请按5，不办请按2。', 'en-US': 'To confirm, press 5. To stop, 2.' },
      },
    },
    {
      title: { 'en-US': 'A cancellation', 'zh-CN': '退订' },
      data: {
        about: 'change',
        what: { 'zh-CN': '退订后不再扣款。', 'en-US': 'Cancelled, there are no more charges.' },
        ask: { 'zh-CN': '确认退订请按5，保留请按2。', 'en-US': 'To confirm, press 5. To keep it, 2.' },
      },
    },
  ],
});

function prepare(data: Data, call: CallView): Memory {
  const product = offeredProduct(call, data.product);
  const texts = [data.what, data.when].map((text) => call.prompt(text, product?.scope)).filter((text) => text !== '');
  if (data.about === 'change') return { stage: 'read', texts, terms: null };
  if (!product) throw stepFault('invalid_flow', `Step "${call.visit.step}" reads an order back, and no product was decided on. Put decide_offer before it, or name the product.`);
  checkChargeIsSpoken(texts.join(' '), product, call);
  return { stage: 'read', texts, terms: termsOf(product, call) };
}

function termsOf(product: OfferedProduct, call: CallView): NonNullable<Memory['terms']> {
  return { ...saleOf(product), ...orderTerms(product.terms, call) };
}

function readFact({ texts, terms }: Memory, call: CallView): Fact {
  const heard = { text: texts.join(' '), language: call.language };
  return terms ? { type: 'terms_read_back', ...terms, ...heard } : { type: 'change_read_back', ...heard };
}

function takeAnswer(data: Data, key: string, { terms }: Memory, call: CallView): AnswerResult {
  if (key === (data.confirmKey ?? CONFIRM_KEY)) return { exit: 'confirmed', facts: [factOf('confirmed', key, terms)] };
  if (key === (data.declineKey ?? DECLINE_KEY)) return { exit: 'declined', facts: [factOf('declined', key, terms)] };
  const taken = takeKey(key, [], call);
  if (taken) return 'again' in taken ? { ...taken, memory: null } : taken;
  const result = againOrLeave(key === '' ? 'no_input' : 'no_match', ATTEMPTS, call);
  return 'exit' in result ? { ...result, facts: [factOf('not_confirmed', key, terms)] } : result;
}

const factTypes = {
  order: { confirmed: 'order_confirmed', declined: 'offer_declined', not_confirmed: 'order_not_confirmed' },
  change: { confirmed: 'change_confirmed', declined: 'change_declined', not_confirmed: 'change_not_confirmed' },
};

function factOf(answer: keyof (typeof factTypes)['order'], key: string, terms: Memory['terms']): Fact {
  const input = key === '' ? 'silence' : key;
  if (!terms) return { type: factTypes.change[answer], input };
  return { type: factTypes.order[answer], product: terms.product, productVersion: terms.productVersion, input };
}
