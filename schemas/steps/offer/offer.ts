import { Type, type Static } from '@sinclair/typebox';
import { againOrLeave, choiceExits, takeKey, unansweredExits, type Choice as KeyChoice } from '../../choices.js';
import { defineStep, type AnswerResult, type CallView, type Fact } from '../../define-step.js';
import { Id } from '../../documents/flow.js';
import { Choice, Key, field, seconds, stepData } from '../../form-controls.js';
import { reproach } from '../../house-prompts.js';
import { LocalizedText } from '../../localized-text.js';
import { checkChargeIsSpoken, offeredProduct, saleOf, type OfferedProduct } from '../../offered-product.js';
import { askForKey, say } from '../../speech.js';
import type { Verb } from '../../verbs.js';

const ACCEPT_KEY = '1';
const DECLINE_KEY = '2';
const TIMEOUT_SECONDS = 5;

/** Asked once and once more: then silence is a no. */
const ATTEMPTS = 2;

/** Long enough for a key to be told from silence after the last word; the question follows at once. */
const LISTENING_SECONDS = 1;

const schema = stepData({
  product: Type.Optional(
    field(Id, { title: { 'en-US': 'Product', 'zh-CN': '产品' }, help: 'What is offered. (Default: the product that was decided on.)', control: 'product' }),
  ),
  pitch: Type.Optional(field(LocalizedText, { title: { 'en-US': 'Pitch', 'zh-CN': '介绍' }, help: 'What it is and what it does.', control: 'prompt' })),
  price: field(LocalizedText, {
    title: { 'en-US': 'Price', 'zh-CN': '价格' },
    help: 'The price as quoted and as charged; it must say {{ product.charge | money }} unless it is free.',
    control: 'prompt',
  }),
  optional: field(LocalizedText, { title: { 'en-US': 'It is optional', 'zh-CN': '自愿' }, help: 'That nobody has to take it, and that nothing depends on it.', control: 'prompt' }),
  ask: field(LocalizedText, { title: { 'en-US': 'Question', 'zh-CN': '询问' }, help: 'Which key takes it and which does not.', control: 'prompt' }),
  acceptKey: Type.Optional(
    field({ ...Key, default: ACCEPT_KEY }, { title: { 'en-US': 'Yes', 'zh-CN': '办理键' }, help: 'Counts only once price and "optional" were heard to their end. (Default: 1.)', control: 'key' }),
  ),
  declineKey: Type.Optional(field({ ...Key, default: DECLINE_KEY }, { title: { 'en-US': 'No', 'zh-CN': '不办键' }, help: 'Cuts the offer short at any time. (Default: 2.)', control: 'key' })),
  choices: Type.Optional(
    field(Type.Array(Choice, { maxItems: 6 }), { title: { 'en-US': 'Other choices', 'zh-CN': '其他选项' }, help: 'Such as 3 to hear the terms. They cut the offer short at any time.', control: 'choices' }),
  ),
  timeoutSeconds: Type.Optional(
    field(Type.Integer({ minimum: 1, maximum: 60, default: TIMEOUT_SECONDS }), { title: { 'en-US': 'Wait for a key', 'zh-CN': '等待按键' }, help: 'Silence after the question. (Default: 5 seconds.)', control: 'number', unit: seconds }),
  ),
});

type Data = Static<typeof schema>;

/**
 * `listen`: all of it is spoken and a key may cut it short, though none can buy. `listen_again`: a key came too early, so price and
 * "optional" are spoken where no key reaches. `ask`: both were heard, and now a key counts.
 */
type Memory = { stage: 'listen' | 'listen_again' | 'ask'; texts: { pitch: string; price: string; optional: string } };

/** Offers a product, so that a yes can only follow the price and the words that it is optional. */
export const offer = defineStep({
  type: 'offer',
  title: { 'en-US': 'Offer', 'zh-CN': '推荐产品' },
  alsoCalled: { 'en-US': ['sell', 'upsell', 'pitch'], 'zh-CN': ['推销', '营销', '销售'] },
  summary: { 'en-US': 'Offers a product: price and "optional" first, then the question.', 'zh-CN': '推荐产品：先说价格和自愿，再询问。' },
  group: 'sell',
  schema,
  exits: (data) => [
    { id: 'accepted', label: { 'en-US': 'Accepted', 'zh-CN': '同意' }, kind: 'choice', key: data.acceptKey ?? ACCEPT_KEY },
    { id: 'declined', label: { 'en-US': 'Declined', 'zh-CN': '不办' }, kind: 'choice', key: data.declineKey ?? DECLINE_KEY },
    ...choiceExits(data.choices ?? []),
    ...unansweredExits('next'),
    { id: 'not_eligible', label: { 'en-US': 'May not be offered', 'zh-CN': '不可推荐' }, kind: 'next' },
  ],
  enter(data, call) {
    const product = offeredProduct(call, data.product);
    if (!product || !mayBeOffered(product, call)) return { exit: 'not_eligible' };
    const memory = (call.visit.memory as Memory | null) ?? { stage: 'listen', texts: textsOf(data, product, call) };
    const isPresented = call.facts.some((fact) => fact.type === 'offer_presented' && fact['product'] === product.id);
    return { verbs: verbsOf(data, memory, product, call), waits: true, memory, facts: isPresented ? [] : [{ type: 'offer_presented', ...saleOf(product) }] };
  },
  answer(data, input, call) {
    const product = offeredProduct(call, data.product)!;
    const memory = call.visit.memory as Memory;
    const key = input.kind === 'keys' ? input.value : '';
    if (memory.stage === 'ask') return takeAnswer(data, key, product, call);
    if (input.kind === 'heard') return { again: 'stage', memory: { ...memory, stage: 'ask' }, facts: heardFacts(memory, product, call) };
    return cutShort(data, key, product, call) ?? { again: 'stage', memory: { ...memory, stage: 'listen_again' } };
  },
  sets: () => ['offer.product', 'product', 'order'],
  examples: [
    {
      title: { 'en-US': 'Card Cover', 'zh-CN': '用卡保障' },
      data: {
        pitch: { 'zh-CN': '有一项自愿服务，{{ product.name }}。', 'en-US': 'There is an optional service, {{ product.name }}.' },
        price: {
          'zh-CN': '每月{{ product.quotedPrice | money }}，按季收，每季{{ product.charge | money }}。',
          'en-US': 'It costs {{ product.quotedPrice | money }} a month, charged each quarter: {{ product.charge | money }}.',
        },
        optional: { 'zh-CN': '自愿办理，不办不影响用卡。', 'en-US': 'It is your choice. Your card works the same without it.' },
        ask: { 'zh-CN': '办理请按1，不办请按2，听条款请按3。', 'en-US': 'To get it, press 1. No thank you, 2. To hear the terms, 3.' },
        choices: [{ id: 'terms', key: '3', label: { 'zh-CN': '条款', 'en-US': 'Terms' } }],
      },
    },
  ],
});

/**
 * The rules that hold whatever a flow says: checked and eligible in this version; one product a call, and one no ends it, but for what the
 * caller asked for.
 */
function mayBeOffered(product: OfferedProduct, call: CallView): boolean {
  const at = call.facts.findLastIndex((fact) => fact.type === 'eligibility_checked' && fact['product'] === product.id);
  const checked = call.facts[at];
  const isDeclinedSince = call.facts.slice(at + 1).some((fact) => fact.type === 'offer_declined' && fact['product'] === product.id);
  const isEligible = checked?.['eligible'] === true && checked['productVersion'] === product.version;
  const isRuledOut = call.facts.some((fact) => fact.type === 'offer_declined' || (fact.type === 'offer_presented' && fact['product'] !== product.id));
  return isEligible && !isDeclinedSince && (checked['requested'] === true || !isRuledOut);
}

function textsOf(data: Data, product: OfferedProduct, call: CallView): Memory['texts'] {
  const speak = (text: LocalizedText | undefined) => call.prompt(text, product.scope);
  const price = speak(data.price);
  checkChargeIsSpoken(price, product, call);
  return { pitch: speak(data.pitch), price, optional: speak(data.optional) };
}

function verbsOf(data: Data, { stage, texts }: Memory, product: OfferedProduct, call: CallView): Verb[] {
  if (stage === 'listen') return [askForKey(call, say(call, texts.pitch, texts.price, texts.optional), LISTENING_SECONDS), { verb: 'redirect', reached: 'heard' }];
  if (stage === 'listen_again') return [...say(call, texts.price, texts.optional), { verb: 'redirect', reached: 'heard' }];
  const prompts = say(call, reproach(call.language, call.visit.again), call.prompt(data.ask, product.scope));
  return [askForKey(call, prompts, data.timeoutSeconds ?? TIMEOUT_SECONDS), { verb: 'redirect', reached: 'silence' }];
}

/** That the carrier came back without a key is its own fact that everything was played to the end. */
function heardFacts({ stage, texts }: Memory, product: OfferedProduct, call: CallView): Fact[] {
  const sale = saleOf(product);
  const { price, period } = product.terms.charged;
  const { language } = call;
  return [
    ...(stage === 'listen' && texts.pitch ? [{ type: 'pitch_heard', ...sale, text: texts.pitch, language }] : []),
    { type: 'price_heard', ...sale, text: texts.price, amountMinor: price.amountMinor, currency: price.currency, period, language },
    { type: 'optional_heard', ...sale, text: texts.optional, language },
  ];
}

/** A key before the end: it can say no, choose something else, or leave. It cannot buy: then `null`. */
function cutShort(data: Data, key: string, product: OfferedProduct, call: CallView): AnswerResult | null {
  const taken = takeKey(key, [declineChoice(data), ...(data.choices ?? [])], call);
  return taken && leaveBy(taken, key, product);
}

function takeAnswer(data: Data, key: string, product: OfferedProduct, call: CallView): AnswerResult {
  if (key === (data.acceptKey ?? ACCEPT_KEY)) return leaveBy({ exit: 'accepted' }, key, product);
  const taken = takeKey(key, [declineChoice(data), ...(data.choices ?? [])], call);
  if (taken) return leaveBy(taken, key, product);
  const result = againOrLeave(key === '' ? 'no_input' : 'no_match', ATTEMPTS, call);
  return 'exit' in result ? { ...result, facts: [declined(product, key)] } : result;
}

function leaveBy(taken: { exit: string } | { again: 'repeat' }, key: string, product: OfferedProduct): AnswerResult {
  if ('again' in taken) return { ...taken, memory: null };
  const facts: Record<string, Fact[]> = { accepted: [{ type: 'offer_accepted', ...saleOf(product), input: key }], declined: [declined(product, key)] };
  return { exit: taken.exit, values: { 'offer.product': product.id }, facts: facts[taken.exit] ?? [] };
}

function declined(product: OfferedProduct, key: string): Fact {
  return { type: 'offer_declined', ...saleOf(product), input: key === '' ? 'silence' : key };
}

function declineChoice(data: Data): KeyChoice {
  return { id: 'declined', key: data.declineKey ?? DECLINE_KEY, label: {} };
}
