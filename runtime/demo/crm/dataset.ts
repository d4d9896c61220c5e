import { addDays, addMonths, getNextBillDate } from './bank-calendar.js';
import type { BothLanguages, DemoAccount, DemoCard, DemoCustomer, DemoSubscription } from './demo-records.js';

/**
 * The demo callers as they stand on `today` (ISO date). Numbers …01 to …06 are a contract; the others make every path of the gallery reachable.
 * The number ending 09 has no record: it always meets an outage (see `demo-faults.ts`).
 */
export function createDemoDataset(today: string): DemoCustomer[] {
  return [
    createDemoCustomer(1),
    createDemoCustomer(2, {
      note: { 'zh-CN': '三天前开通用卡保障', 'en-US': 'Took Card Cover three days ago' },
      subscriptions: [holdCardProtection(2, { startedOn: addDays(today, -3), firstChargeOn: addDays(today, -2) })],
    }),
    createDemoCustomer(3, { note: { 'zh-CN': '不接受推荐', 'en-US': 'Opted out of recommendations' }, optOuts: ['all'] }),
    createDemoCustomer(4, { note: { 'zh-CN': '附属卡持卡人，不能办理', 'en-US': 'Supplementary cardholder, not eligible' }, mainCardholder: false }),
    createDemoCustomer(5, { note: { 'zh-CN': '有未结投诉', 'en-US': 'A complaint case is open' }, caseOpen: true }),
    createDemoCustomer(6, { note: { 'zh-CN': '说英语，可以办理', 'en-US': 'Speaks English, eligible' }, language: 'en-US' }),
    createDemoCustomer(7, {
      note: { 'zh-CN': '用卡保障二十天后到期', 'en-US': 'Card Cover ends in 20 days' },
      subscriptions: [holdCardProtection(7, endingOn(addDays(today, 20)))],
    }),
    createDemoCustomer(8, { note: { 'zh-CN': '查询要等八秒', 'en-US': 'Every answer takes 8 seconds' } }),
    createDemoCustomer(10, { note: { 'zh-CN': '白金卡', 'en-US': 'Platinum' }, segment: 'platinum' }),
    createDemoCustomer(11, { note: { 'zh-CN': '68岁', 'en-US': '68 years old' }, age: 68 }),
    createDemoCustomer(12, { note: { 'zh-CN': '逾期', 'en-US': 'Overdue' }, overdue: true }),
    createDemoCustomer(13, {
      note: { 'zh-CN': '两项服务都有', 'en-US': 'Holds both services' },
      subscriptions: [
        holdCardProtection(13, startingOn(addDays(today, -100))),
        { ...holdCardProtection(13, startingOn(addDays(today, -40))), id: 'sub-0013-2', product: 'credit_protection', charge: yuan(1800) },
      ],
    }),
    createDemoCustomer(14, { note: { 'zh-CN': '没有预留邮箱', 'en-US': 'No e-mail address on file' }, email: null }),
    createDemoCustomer(15, { note: { 'zh-CN': '已用电子账单', 'en-US': 'Has the e-statement already' }, statement: 'electronic' }),
    createDemoCustomer(16, { note: { 'zh-CN': '本期没有账单', 'en-US': 'No bill this month' }, cards: [createCard({ bill: null })] }),
    createDemoCustomer(17, {
      note: { 'zh-CN': '证券：有成交短信，转账在途', 'en-US': 'Broker: has Trade Texts, a transfer is pending' },
      account: createAccount({ transfer: { status: 'pending', amount: yuan(5000000), time: '09:20' } }),
      subscriptions: [holdTradeTexts(17, startingOn(addDays(today, -100)))],
    }),
    createDemoCustomer(18, {
      note: { 'zh-CN': '证券：投顾二十天后到期，测评已过期', 'en-US': 'Broker: adviser contract ends in 20 days, risk test expired' },
      account: createAccount({ adviserDaysLeft: 20, risk: { level: balanced, daysLeft: -3 } }),
    }),
    createDemoCustomer(19, {
      note: { 'zh-CN': '证券：转账退回，没有测评', 'en-US': 'Broker: a transfer was returned, no risk test' },
      account: createAccount({ risk: null, transfer: { status: 'returned', amount: yuan(5000000), time: '09:20' } }),
    }),
  ];
}

/** An ordinary caller who may buy: a main cardholder of 35 with paper statements and a bill. `ordinal` makes the number and the id; `special` overrides. */
export function createDemoCustomer(ordinal: number, special: Partial<DemoCustomer> = {}): DemoCustomer {
  return {
    id: `cust-${padded(ordinal)}`,
    phone: `+86138${String(ordinal).padStart(8, '0')}`,
    name: nameOf(ordinal),
    note: { 'zh-CN': '普通客户，可以办理', 'en-US': 'Ordinary, eligible' },
    language: 'zh-CN',
    segment: 'standard',
    age: 35,
    overdue: false,
    optOuts: [],
    caseOpen: false,
    mainCardholder: true,
    cards: [createCard()],
    email: `customer${padded(ordinal)}@example.com`,
    statement: 'paper',
    branch: { id: 'example-road', name: { 'zh-CN': '示例路支行', 'en-US': 'Example Road branch' } },
    account: createAccount(),
    subscriptions: [],
    ...special,
  };
}

export const DEMO_PIN = '135790';
export const DEMO_LAST4 = '4321';
export const DEMO_ACCOUNT = '60012345';

const balanced: BothLanguages = { 'zh-CN': '稳健型', 'en-US': 'balanced' };

function createAccount(special: Partial<DemoAccount> = {}): DemoAccount {
  return {
    number: DEMO_ACCOUNT,
    pin: DEMO_PIN,
    wrongAttempts: 0,
    branch: { id: 'example-road', name: { 'zh-CN': '示例路营业部', 'en-US': 'Example Road branch' } },
    risk: { level: balanced, daysLeft: 200 },
    adviserDaysLeft: null,
    transfer: { status: 'arrived', amount: yuan(1020000), time: '09:40' },
    ...special,
  };
}

function createCard(special: Partial<DemoCard> = {}): DemoCard {
  return {
    last4: DEMO_LAST4,
    pin: DEMO_PIN,
    status: 'active',
    wrongAttempts: 0,
    bill: { amount: yuan(123450), minimum: yuan(12345) },
    ...special,
  };
}

function holdCardProtection(ordinal: number, dates: { startedOn: string; firstChargeOn: string; endsOn?: string }): DemoSubscription {
  return {
    id: `sub-${padded(ordinal)}-1`,
    customerId: `cust-${padded(ordinal)}`,
    product: 'card_protection',
    last4: DEMO_LAST4,
    charge: yuan(1200),
    period: 'quarter',
    endsOn: addDays(addMonths(dates.startedOn, 12), -1),
    cancelledOn: null,
    refund: null,
    ...dates,
  };
}

function holdTradeTexts(ordinal: number, dates: { startedOn: string; firstChargeOn: string }): DemoSubscription {
  return { ...holdCardProtection(ordinal, dates), product: 'trade_texts', last4: DEMO_ACCOUNT.slice(-4), charge: yuan(600) };
}

function startingOn(startedOn: string) {
  return { startedOn, firstChargeOn: getNextBillDate(startedOn) };
}

function endingOn(endsOn: string) {
  return { ...startingOn(addMonths(addDays(endsOn, 1), -12)), endsOn };
}

function yuan(amountMinor: number) {
  return { amountMinor, currency: 'CNY' };
}

function padded(ordinal: number): string {
  return String(ordinal).padStart(4, '0');
}

function nameOf(ordinal: number): BothLanguages {
  const [zh, en] = spokenOrdinals[ordinal] ?? [String(ordinal), String(ordinal)];
  return { 'zh-CN': `客户${zh}`, 'en-US': `Customer ${en}` };
}

/** Names are read aloud, so they are words: a voice reads digits in its own way. */
const spokenOrdinals: Record<number, [string, string]> = {
  1: ['一', 'One'],
  2: ['二', 'Two'],
  3: ['三', 'Three'],
  4: ['四', 'Four'],
  5: ['五', 'Five'],
  6: ['六', 'Six'],
  7: ['七', 'Seven'],
  8: ['八', 'Eight'],
  10: ['十', 'Ten'],
  11: ['十一', 'Eleven'],
  12: ['十二', 'Twelve'],
  13: ['十三', 'Thirteen'],
  14: ['十四', 'Fourteen'],
  15: ['十五', 'Fifteen'],
  16: ['十六', 'Sixteen'],
  17: ['十七', 'Seventeen'],
  18: ['十八', 'Eighteen'],
  19: ['十九', 'Nineteen'],
};
