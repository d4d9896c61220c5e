import { expect, test } from '@jest/globals';
import { compareProducts } from './product-changes.js';

const before = { id: 'gold', name: { 'zh-CN': '金卡', 'en-US': 'Gold' }, kind: 'service', quoted: { price: { amountMinor: 400, currency: 'CNY' }, period: 'month' }, recordSale: false };
const after = { id: 'gold', name: { 'zh-CN': '金卡会员', 'en-US': 'Gold' }, kind: 'insurance', quoted: { price: { amountMinor: 500, currency: 'CNY' }, period: 'quarter' }, recordSale: true, chargeDay: 5 };

test('What changed in a product is told as its form calls it', () => {
  expect(compareProducts(before, after, 'en-US')).toEqual([
    { place: 'Name · Chinese', before: '金卡', after: '金卡会员' },
    { place: 'Kind', before: 'Service', after: 'Insurance' },
    { place: 'As it is quoted · Price', before: 'CN¥4.00', after: 'CN¥5.00' },
    { place: 'As it is quoted · For', before: 'a month', after: 'a quarter' },
    { place: 'Record the sale', before: 'no', after: 'yes' },
    { place: 'Day of the charge', before: null, after: '5' },
  ]);
  expect(compareProducts(before, after, 'zh-CN').map(({ place, after: now }) => `${place}：${now}`)).toEqual(['名称 · 中文：金卡会员', '类型：保险', '报价 · 价格：¥5.00', '报价 · 周期：每季', '销售录音：是', '扣款日：5']);
});
