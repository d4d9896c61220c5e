import { Type, type Static } from '@sinclair/typebox';
import { defineStep } from '../../define-step.js';
import { Id } from '../../documents/flow.js';
import { field, stepData } from '../../form-controls.js';

const schema = stepData({
  products: field(Type.Array(Id, { minItems: 1, maxItems: 20, uniqueItems: true }), {
    title: { 'en-US': 'Products', 'zh-CN': '产品' },
    help: 'Tried in this order; the first that may be offered to this caller is taken. Each is an exit.',
    control: 'product',
    multiple: true,
  }),
  requested: Type.Optional(
    field(Type.Boolean({ default: false }), {
      title: { 'en-US': 'The caller asked', 'zh-CN': '客户主动要求' },
      help: 'A caller who asks may hear of it in spite of opting out of recommendations; who may have it is checked all the same.',
      control: 'toggle',
    }),
  ),
});

export type DecideOfferData = Static<typeof schema>;

/** Decides by the selling rules what may be offered. */
export const decideOffer = defineStep({
  type: 'decide_offer',
  title: { 'en-US': 'Decide offer', 'zh-CN': '决定推荐' },
  alsoCalled: { 'en-US': ['recommend', 'eligibility'], 'zh-CN': ['推荐', '资格'] },
  summary: { 'en-US': 'Decides by the selling rules which product may be offered, if any.', 'zh-CN': '按销售规则决定可以推荐哪个产品。' },
  group: 'sell',
  schema,
  exits: ({ products }) => [
    ...products.map((id) => ({ id, label: { 'en-US': id, 'zh-CN': id }, kind: 'next' as const })),
    { id: 'none', label: { 'en-US': 'No offer', 'zh-CN': '不推荐' }, kind: 'next' },
  ],
  enter: () => ({ effect: true }),
  sets: () => ['offer.product', 'product', 'order'],
  examples: [{ title: { 'en-US': 'Cover for the card, else for payments', 'zh-CN': '先用卡保障，再还款保障' }, data: { products: ['card_protection', 'credit_protection'] } }],
});
