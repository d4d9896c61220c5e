import { Type, type Static } from '@sinclair/typebox';
import { field, oneOf, type BothLanguages } from '../form-controls.js';
import { LocalizedText } from '../localized-text.js';
import { MAX_AMOUNT_MINOR } from '../money.js';
import { Id } from './flow.js';

/** An amount in the smallest unit of its currency: 400 CNY is four yuan. */
export const Money = Type.Object(
  { amountMinor: Type.Integer({ minimum: 0, maximum: MAX_AMOUNT_MINOR }), currency: Type.String({ pattern: '^[A-Z]{3}$' }) },
  { additionalProperties: false },
);

const Period = field(oneOf(['month', 'quarter', 'year', 'once']), {
  title: { 'en-US': 'For', 'zh-CN': '周期' },
  help: 'What the price is for.',
  control: 'select',
  labels: { month: { 'en-US': 'a month', 'zh-CN': '每月' }, quarter: { 'en-US': 'a quarter', 'zh-CN': '每季' }, year: { 'en-US': 'a year', 'zh-CN': '每年' }, once: { 'en-US': 'once', 'zh-CN': '一次性' } },
});

const Price = field(Money, { title: { 'en-US': 'Price', 'zh-CN': '价格' }, help: '', control: 'money' });

const months: BothLanguages = { 'en-US': 'months', 'zh-CN': '个月' };
const days: BothLanguages = { 'en-US': 'days', 'zh-CN': '天' };
const years: BothLanguages = { 'en-US': 'years', 'zh-CN': '岁' };

/** The terms of a product. A changed document is a new version, named by its hash; orders keep the version they were sold under. */
export const Product = Type.Object(
  {
    id: Id,
    name: field(LocalizedText, { title: { 'en-US': 'Name', 'zh-CN': '名称' }, help: 'What callers hear it called.', control: 'prompt' }),
    kind: field(oneOf(['insurance', 'service']), {
      title: { 'en-US': 'Kind', 'zh-CN': '类型' },
      help: 'Insurance has an insurer that callers must hear named.',
      control: 'select',
      labels: { insurance: { 'en-US': 'Insurance', 'zh-CN': '保险' }, service: { 'en-US': 'Service', 'zh-CN': '服务' } },
    }),
    insurer: Type.Optional(field(LocalizedText, { title: { 'en-US': 'Insurer', 'zh-CN': '承保公司' }, help: 'Who insures, as callers hear it.', control: 'prompt' })),
    quoted: field(Type.Object({ price: Price, period: Period }, { additionalProperties: false }), { title: { 'en-US': 'As it is quoted', 'zh-CN': '报价' }, help: 'The price as it is quoted, such as 4 yuan a month.', control: 'group' }),
    charged: field(Type.Object({ price: Price, period: Period }, { additionalProperties: false }), { title: { 'en-US': 'As it is charged', 'zh-CN': '扣款' }, help: 'The price as it is charged, such as 12 yuan a quarter.', control: 'group' }),
    chargeDay: field(Type.Integer({ minimum: 1, maximum: 28 }), { title: { 'en-US': 'Day of the charge', 'zh-CN': '扣款日' }, help: 'The first charge falls on this day of a month, the first one that is at least a day away.', control: 'number' }),
    termMonths: field(Type.Integer({ minimum: 1, maximum: 120 }), { title: { 'en-US': 'Term', 'zh-CN': '期限' }, help: 'How long it runs.', control: 'number', unit: months }),
    renewal: field(oneOf(['ask', 'none']), {
      title: { 'en-US': 'At the end of the term', 'zh-CN': '到期后' },
      help: 'Nothing renews by itself.',
      control: 'select',
      labels: { ask: { 'en-US': 'Ask again', 'zh-CN': '再次询问' }, none: { 'en-US': 'It ends', 'zh-CN': '到期终止' } },
    }),
    renews: Type.Optional(
      field(Id, {
        title: { 'en-US': 'Renews', 'zh-CN': '续期的产品' },
        help: 'Another term of the product named here: sold only to its holders, near the end of their term, and begun where that ends.',
        control: 'text',
      }),
    ),
    coolingOffDays: field(Type.Integer({ minimum: 0, maximum: 365 }), { title: { 'en-US': 'Cooling-off', 'zh-CN': '犹豫期' }, help: 'Within these days it can be cancelled with all money back.', control: 'number', unit: days }),
    eligibility: field(
      Type.Object(
        {
          minimumAge: Type.Optional(field(Type.Integer({ minimum: 0 }), { title: { 'en-US': 'From the age of', 'zh-CN': '最低年龄' }, help: '', control: 'number', unit: years })),
          maximumAge: Type.Optional(field(Type.Integer({ minimum: 0 }), { title: { 'en-US': 'Up to the age of', 'zh-CN': '最高年龄' }, help: '', control: 'number', unit: years })),
          mainCardOnly: Type.Optional(field(Type.Boolean(), { title: { 'en-US': 'Holders of a main card only', 'zh-CN': '仅限主卡持卡人' }, help: '', control: 'toggle' })),
          identity: field(oneOf(['unknown', 'number_match', 'verified']), {
            title: { 'en-US': 'Who is calling must be', 'zh-CN': '身份要求' },
            help: 'How sure it must be who is calling before it may be offered.',
            control: 'select',
            labels: { unknown: { 'en-US': 'Anybody', 'zh-CN': '不限' }, number_match: { 'en-US': 'Known by the number', 'zh-CN': '号码匹配' }, verified: { 'en-US': 'Verified', 'zh-CN': '已核验' } },
          }),
        },
        { additionalProperties: false },
      ),
      { title: { 'en-US': 'Who may have it', 'zh-CN': '办理条件' }, help: '', control: 'group' },
    ),
    overlapGroup: Type.Optional(field(Id, { title: { 'en-US': 'Group', 'zh-CN': '互斥分组' }, help: 'Of products with the same word here a customer holds one.', control: 'text' })),
    recordSale: Type.Optional(field(Type.Boolean(), { title: { 'en-US': 'Record the sale', 'zh-CN': '销售录音' }, help: 'The sale may only be made in a recorded call.', control: 'toggle' })),
    confirmationText: field(LocalizedText, {
      title: { 'en-US': 'Text after the order', 'zh-CN': '办理成功短信' },
      help: 'Sent after the order; {{ product.name }}, {{ order.firstCharge }}, {{ card.last4 }} and {{ customer.name }} are filled in.',
      control: 'prompt',
    }),
    savingPerMonth: Type.Optional(field(Money, { title: { 'en-US': 'Saves a month', 'zh-CN': '每月可省' }, help: 'What the customer saves, where an offer says so.', control: 'money' })),
    withdrawn: Type.Optional(
      field(Type.Boolean(), { title: { 'en-US': 'Withdrawn from sale', 'zh-CN': '已停售' }, help: 'It is offered to nobody any more. Orders that stand go on, and so do calls that began before.', control: 'toggle' }),
    ),
    approvalNumber: Type.Optional(
      field(Type.String({ maxLength: 100 }), { title: { 'en-US': 'Approval number', 'zh-CN': '备案编号' }, help: 'Of the regulator; it stands in the evidence of every order.', control: 'text' }),
    ),
  },
  { additionalProperties: false, $id: 'https://trunkline.dev/schemas/product.schema.json', title: 'Product' },
);

export type Money = Static<typeof Money>;
export type Product = Static<typeof Product>;
