import { decimalsOf } from '../../../schemas/money.js';
import { readDecimal } from './decimal.js';
import { UnreadableValueError, describeKind } from './unreadable-value-error.js';

/** Currencies that can be spoken. */
const currencies = ['CNY', 'USD', 'EUR', 'HKD', 'GBP', 'JPY'] as const;

export type Currency = (typeof currencies)[number];

/** The currency of an amount that does not say its own. */
export const DEFAULT_CURRENCY: Currency = 'CNY';

/** An amount ready to be spoken: 1234.50 yuan is `{ negative: false, major: 1234, minor: 50, currency: 'CNY' }`. */
export interface MoneyAmount {
  negative: boolean;
  major: number;
  minor: number;
  currency: Currency;
}

/**
 * Reads an amount: a number or text in major units (`12.5`, `"1,234.50"`, `"12.00 CNY"`), or `{ amountMinor, currency }`.
 * A currency in the value wins over `currency`. Parts of a minor unit are rounded half away from zero.
 * Throws UnreadableValueError for anything else and for a currency that cannot be spoken.
 */
export function readMoneyAmount(value: unknown, currency: string = DEFAULT_CURRENCY): MoneyAmount {
  if (isMinorUnits(value)) return readMinorUnits(value, currency);
  const { amount, code } = splitCode(value);
  const known = readCurrency(code ?? currency);
  const { negative, whole, fraction } = readDecimal(amount, 'money', decimalsOf(known));
  return { negative, major: whole, minor: Number(fraction.padEnd(decimalsOf(known), '0')), currency: known };
}

/** Whether a value is money as the documents keep it: `{ amountMinor, currency }`. */
export function isMinorUnits(value: unknown): value is { amountMinor: unknown; currency?: unknown } {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'amountMinor');
}

function readMinorUnits(value: { amountMinor: unknown; currency?: unknown }, fallback: string): MoneyAmount {
  const currency = readCurrency(value.currency ?? fallback);
  const { negative, whole, fraction } = readDecimal(value.amountMinor, 'money');
  if (fraction !== '') throw new UnreadableValueError('money', 'amountMinor must be a whole number of minor units, such as 400 for 4.00 CNY.');
  const unit = 10 ** decimalsOf(currency);
  return { negative, major: Math.floor(whole / unit), minor: whole % unit, currency };
}

function readCurrency(code: unknown): Currency {
  const known = typeof code === 'string' ? code.trim().toUpperCase() : '';
  const found = currencies.find((currency) => currency === known);
  if (found) return found;
  const got = /^[A-Z]{3}$/.test(known) ? known : describeKind(code);
  throw new UnreadableValueError('money', `the currency must be one of ${currencies.join(', ')}, and is ${got}.`);
}

function splitCode(value: unknown): { amount: unknown; code?: string } {
  const match = typeof value === 'string' ? /^\s*([A-Z]{3})?\s*([^A-Z]{1,64}?)\s*([A-Z]{3})?\s*$/.exec(value) : null;
  const code = match?.[1] ?? match?.[3];
  return code ? { amount: match?.[2], code } : { amount: value };
}
