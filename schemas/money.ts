import type { Json } from './json.js';

/** Money as the documents keep it: 32050 CNY is 320.50 yuan. */
export interface MoneyValue {
  amountMinor: number;
  /** (Default: CNY.) */
  currency?: string;
}

/** The most a price may be: far above any, and far below where sums of amounts lose their cents. */
export const MAX_AMOUNT_MINOR = 1_000_000_000_000;

/** Whether a value is money as the documents keep it. */
export function isMoney(value: unknown): value is MoneyValue {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'amountMinor')) return false;
  const { amountMinor, currency } = value as { amountMinor: unknown; currency?: Json };
  return Number.isSafeInteger(amountMinor) && (currency === undefined || typeof currency === 'string');
}

/** The amount in major units, as people say it: 320.5 for 320.50 yuan. For comparing and showing only: sums are made in minor units. */
export function amountOf({ amountMinor, currency }: MoneyValue): number {
  return amountMinor / 10 ** decimalsOf(currency ?? 'CNY');
}

/** The amount in major units with all the decimals of its currency, as files and the command line write it: 320.50 for 32050 fen, 320 for 320 yen. */
export function renderAmount(money: MoneyValue): string {
  return amountOf(money).toFixed(decimalsOf(money.currency ?? 'CNY'));
}

/** The amount as a language writes it, with the sign of its currency: ¥4.00, ￦4,000. */
export function sayAmount({ amountMinor, currency = 'CNY' }: MoneyValue, language: string): string {
  const digits = decimalsOf(currency);
  return new Intl.NumberFormat(language, { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits }).format(amountOf({ amountMinor, currency }));
}

/** Decimals of the minor unit of a currency, by ISO 4217; two, where it is not known. */
export function decimalsOf(currency: string): number {
  return decimals.get(currency) ?? 2;
}

/** Where they are not two. */
const decimals = new Map([
  ...['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF'].map((code): [string, number] => [code, 0]),
  ...['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((code): [string, number] => [code, 3]),
]);
