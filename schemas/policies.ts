/**
 * Policy packs: what a kind of line is asked by its supervisors, as far as a flow can show it. A flow chooses one by `meta.policy`. They are
 * data so that a compliance officer can read, date and change them; none is legal advice, and an installation has counsel confirm them.
 */
export interface PolicyPack {
  id: string;
  title: { 'en-US': string; 'zh-CN': string };
  /** What the line is. */
  summary: { 'en-US': string; 'zh-CN': string };
  /** Since when the pack says what it does: an ISO date. */
  asOf: string;
  /** The key that leads to a complaint from anywhere. */
  complaintKey?: string;
  /** Where callers can complain beyond the company; spoken digit by digit where a complaint is taken. */
  regulatorPhone?: string;
  /** The key that refuses all further offers. */
  optOutKey?: string;
  /** An offer of insurance names the insurer. */
  insurerNamed?: boolean;
  /** A sale of a product that says so is recorded from the offer on, after saying so. */
  saleRecorded?: boolean;
  /** Nothing is ordered before the caller is verified. */
  identityVerified?: boolean;
  /** Nothing is offered once a complaint was begun, nor straight after something was cancelled. */
  sellingStops?: boolean;
  /** Texts begin with the signature in 【】 in Chinese, and hold no link. */
  signedTexts?: boolean;
  /** Words that recommend or promise, by language prefix: the line states facts. */
  forbiddenWords?: Readonly<Record<string, readonly string[]>>;
}

const promises = {
  zh: ['稳赚', '包赚', '保本', '保收益', '保证收益', '零风险', '无风险', '绝对安全', '稳赚不赔', '内部消息'],
  en: ['guaranteed return', 'guaranteed profit', 'risk-free', 'no risk', 'cannot lose', 'sure profit', 'inside tip'],
};

const selling = { optOutKey: '7', insurerNamed: true, saleRecorded: true, identityVerified: true, sellingStops: true, signedTexts: true };

export const policies: Readonly<Record<string, PolicyPack>> = {
  none: {
    id: 'none',
    title: { 'en-US': 'No policy', 'zh-CN': '无政策' },
    summary: { 'en-US': 'Only what holds for every line.', 'zh-CN': '只检查所有热线都适用的规则。' },
    asOf: '2026-01-01',
  },
  'cn-bank-card': {
    id: 'cn-bank-card',
    title: { 'en-US': "A bank's card line in mainland China", 'zh-CN': '内地银行信用卡热线' },
    summary: { 'en-US': 'Sells small services and insurance to card holders who called for something else.', 'zh-CN': '向为其他事来电的持卡人介绍小额服务和保险。' },
    asOf: '2026-01-01',
    complaintKey: '8',
    regulatorPhone: '12378',
    ...selling,
    forbiddenWords: promises,
  },
  'cn-broker': {
    id: 'cn-broker',
    title: { 'en-US': "A broker's line in mainland China", 'zh-CN': '内地证券公司热线' },
    summary: { 'en-US': 'States facts, sells information services, and notes interest for the branches; it never recommends.', 'zh-CN': '陈述事实，办理资讯服务，为营业部登记意向，不作推荐。' },
    asOf: '2026-01-01',
    complaintKey: '8',
    regulatorPhone: '12386',
    ...selling,
    forbiddenWords: { zh: [...promises.zh, '推荐您买', '建议您买', '建议买入', '建议卖出', '必涨'], en: [...promises.en, 'we recommend buying', 'you should buy', 'you should sell', 'a good time to buy'] },
  },
};
