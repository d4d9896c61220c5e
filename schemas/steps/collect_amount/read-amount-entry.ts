import type { CallView } from '../../define-step.js';
import { lineWords } from '../../line-words.js';
import { decimalsOf } from '../../money.js';

/** Those that can be spoken. */
export const currencies = ['CNY', 'USD', 'EUR', 'HKD', 'GBP', 'JPY'] as const;

export interface AmountQuestion {
  /** (Default: star.) */
  fraction?: 'star' | 'none' | 'last_two';
  /** (Default: CNY.) */
  currency?: (typeof currencies)[number];
  /** (Default: 1.) */
  minimumMinor?: number;
  maximumMinor?: number;
}

type Amount = { amountMinor: number; currency: string };

/** Longer entries are no money, and would lose digits in a number. */
const MOST_DIGITS = 13;

/** The amount in minor units, or what the caller is told: no amount, too little or too much, with the bound in words. */
export function readAmountEntry(keys: string, question: AmountQuestion, call: CallView): { value: Amount } | { wrong: string } {
  const currency = question.currency ?? 'CNY';
  const amountMinor = readMinor(keys, question.fraction ?? 'star', decimalsOf(currency));
  if (amountMinor === null) return { wrong: lineWords(call, 'no_amount') };
  const { minimumMinor = 1, maximumMinor = Infinity } = question;
  if (amountMinor < minimumMinor) return { wrong: lineWords(call, 'amount_too_small', { bound: { amountMinor: minimumMinor, currency } }) };
  if (amountMinor > maximumMinor) return { wrong: lineWords(call, 'amount_too_large', { bound: { amountMinor: maximumMinor, currency } }) };
  return { value: { amountMinor, currency } };
}

/** Digit by digit as text: 0.29 times a hundred is not 29 in floating point. */
function readMinor(keys: string, fraction: NonNullable<AmountQuestion['fraction']>, decimals: number): number | null {
  if (keys.length > MOST_DIGITS) return null;
  if (fraction === 'last_two') return /^\d+$/.test(keys) ? Number(decimals === 0 ? keys : keys.padStart(2, '0')) : null;
  const parts = /^(?<whole>\d*)(?:\*(?<cents>\d*))?$/.exec(keys)?.groups;
  if (!parts) return null;
  const { whole = '', cents = '' } = parts;
  const hasPoint = keys.includes('*');
  const isAmount = (whole !== '' || cents !== '') && cents.length <= decimals && !(hasPoint && (fraction === 'none' || decimals === 0));
  return isAmount ? Number(`${whole}${cents.padEnd(decimals, '0')}`) : null;
}
