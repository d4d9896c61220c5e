import type { PayPrompt } from './verbs.js';

/** What a caller hears while a card is taken, where the flow has no words of its own: each entry, and what was wrong with it. */
export function payPrompts(language: string, method: 'credit-card' | 'ach-debit', entries: { securityCode: boolean; postalCode: boolean }, own: OwnWords[]): PayPrompt[] {
  const words = language.startsWith('zh') || language.startsWith('yue') ? inChinese : inEnglish;
  const asked = ([...(method === 'credit-card' ? cardEntries : accountEntries), 'payment-processing'] as PayEntry[]).filter((entry) => !leftOut(entry, entries));
  return asked.flatMap((entry) => {
    const text = own.find((word) => word.for === entry)?.text || words.ask[entry];
    const first: PayPrompt = { for: entry, errors: [], say: { verb: 'say', text, language } };
    return [first, ...faultsOf(entry).map(([error, fault]): PayPrompt => ({ for: entry, errors: [error], say: { verb: 'say', text: `${words.fault[fault]}${text}`, language } }))];
  });
}

export type PayEntry = PayPrompt['for'];

/** Words of the flow for one entry; empty: ours. */
export interface OwnWords {
  for: PayEntry;
  text: string;
}

export const payEntries = ['payment-card-number', 'expiration-date', 'security-code', 'postal-code', 'bank-routing-number', 'bank-account-number', 'payment-processing'] as const;

const cardEntries: PayEntry[] = ['payment-card-number', 'expiration-date', 'security-code', 'postal-code'];
const accountEntries: PayEntry[] = ['bank-routing-number', 'bank-account-number'];

function leftOut(entry: PayEntry, { securityCode, postalCode }: { securityCode: boolean; postalCode: boolean }): boolean {
  return (entry === 'security-code' && !securityCode) || (entry === 'postal-code' && !postalCode);
}

type Fault = 'silence' | 'wrong' | 'card_type';

/** The carrier's words for what went wrong with an entry. */
function faultsOf(entry: PayEntry): [string, Fault][] {
  if (entry === 'payment-processing') return [];
  const wrong: Partial<Record<PayEntry, [string, Fault][]>> = {
    'payment-card-number': [['invalid-card-number', 'wrong'], ['invalid-card-type', 'card_type']],
    'expiration-date': [['invalid-date', 'wrong']],
    'security-code': [['invalid-security-code', 'wrong']],
  };
  return [['timeout', 'silence'], ...(wrong[entry] ?? [])];
}

interface Words {
  ask: Record<PayEntry, string>;
  fault: Record<Fault, string>;
}

const inChinese: Words = {
  ask: {
    'payment-card-number': '请输入银行卡号，按井号键结束，按星号键取消。',
    'expiration-date': '请输入有效期，先输两位月份，再输两位年份。',
    'security-code': '请输入卡片背面的安全码，按井号键结束。',
    'postal-code': '请输入邮政编码，按井号键结束。',
    'bank-routing-number': '请输入银行行号，按井号键结束。',
    'bank-account-number': '请输入银行账号，按井号键结束。',
    'payment-processing': '正在付款，请不要挂机。',
  },
  fault: { silence: '没有收到输入。', wrong: '输入有误。', card_type: '不支持这种卡。' },
};

const inEnglish: Words = {
  ask: {
    'payment-card-number': 'Please enter your card number and press the hash key. To cancel, press star.',
    'expiration-date': 'Please enter the expiry date: two digits for the month, two for the year.',
    'security-code': 'Please enter the security code and press the hash key.',
    'postal-code': 'Please enter your postal code and press the hash key.',
    'bank-routing-number': 'Please enter the routing number of your bank and press the hash key.',
    'bank-account-number': 'Please enter your account number and press the hash key.',
    'payment-processing': 'Your payment is on its way. Please stay on the line.',
  },
  fault: { silence: "I didn't get that. ", wrong: "That isn't right. ", card_type: "We can't take that kind of card. " },
};
