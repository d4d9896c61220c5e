import type { Product } from '../../schemas/documents/product.js';

/** What every case starts from, unless it says otherwise. Monday morning in Shanghai. */
export const sampleCall = {
  now: '2026-11-23T02:00:00.000Z',
  from: '+8613800000001',
  to: '+864000000000',
  language: 'zh-CN',
  languages: ['zh-CN', 'en-US'],
  timeZone: 'Asia/Shanghai',
  keys: { '0': 'person', '*': 'main_menu', '#': 'again' },
  personNumber: '+861055550000',
};

const cardProtection: Product = {
  id: 'card_protection',
  name: { 'zh-CN': '用卡保障', 'en-US': 'Card Cover' },
  kind: 'insurance',
  insurer: { 'zh-CN': '示例财产保险', 'en-US': 'Example Property' },
  quoted: { price: { amountMinor: 400, currency: 'CNY' }, period: 'month' },
  charged: { price: { amountMinor: 1200, currency: 'CNY' }, period: 'quarter' },
  chargeDay: 5,
  termMonths: 12,
  renewal: 'ask',
  coolingOffDays: 7,
  eligibility: { identity: 'verified' },
  confirmationText: { 'zh-CN': '【示例银行】{{ product.name }}已开通，首次{{ order.firstCharge | date: "written" }}扣款。', 'en-US': 'Example Bank: {{ product.name }} is on, first charge on {{ order.firstCharge | date: "written" }}.' },
};

const eStatement: Product = {
  ...cardProtection,
  id: 'e_statement',
  name: { 'zh-CN': '电子账单', 'en-US': 'E-statement' },
  kind: 'service',
  quoted: { price: { amountMinor: 0, currency: 'CNY' }, period: 'month' },
  charged: { price: { amountMinor: 0, currency: 'CNY' }, period: 'month' },
};

export const sampleProducts: Record<string, { version: string; terms: Product }> = {
  card_protection: { version: 'card-protection-v1', terms: cardProtection },
  e_statement: { version: 'e-statement-v1', terms: eStatement },
};
