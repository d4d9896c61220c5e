import { Type, type Static } from '@sinclair/typebox';
import { defineStep } from '../../define-step.js';
import { Id } from '../../documents/flow.js';
import { field, stepData } from '../../form-controls.js';

const schema = stepData({
  product: Type.Optional(
    field(Id, { title: { 'en-US': 'Product', 'zh-CN': '产品' }, help: 'What is ordered. (Default: the product that was offered.)', control: 'product' }),
  ),
});

export type PlaceOrderData = Static<typeof schema>;

/** Places the order that the record of the call allows, and no other. */
export const placeOrder = defineStep({
  type: 'place_order',
  title: { 'en-US': 'Place order', 'zh-CN': '下单' },
  alsoCalled: { 'en-US': ['buy', 'purchase'], 'zh-CN': ['购买', '订购'] },
  summary: {
    'en-US': 'Places the order; refused unless price, optional, yes, read-back and confirmation stand in the record of the call.',
    'zh-CN': '下单；通话记录中没有价格、自愿、同意、复述和确认就会被拒绝。',
  },
  group: 'sell',
  schema,
  exits: () => [
    { id: 'placed', label: { 'en-US': 'Placed', 'zh-CN': '已开通' }, kind: 'next' },
    { id: 'already_held', label: { 'en-US': 'Held already', 'zh-CN': '已有' }, kind: 'next' },
    { id: 'pending', label: { 'en-US': 'Pending', 'zh-CN': '处理中' }, kind: 'next' },
    { id: 'failed', label: { 'en-US': 'Failed', 'zh-CN': '未办成' }, kind: 'failure' },
  ],
  enter: () => ({ effect: true }),
  sets: () => ['order'],
  samples: () => [['order', { orderId: 'O1', firstCharge: '2026-12-20', endsOn: '2027-12-04' }]],
  examples: [{ title: { 'en-US': 'The product that was offered', 'zh-CN': '刚推荐的产品' }, data: {} }],
});
