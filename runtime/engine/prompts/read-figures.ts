import { readCalendarDate, readClockTime, type Instant } from './calendar.js';
import { readDecimal } from './decimal.js';
import { findLanguage } from './languages/find-language.js';
import { DEFAULT_CURRENCY, readMoneyAmount } from './money-amount.js';
import { UnreadableValueError, describeKind } from './unreadable-value-error.js';

// Figures are turned into words here, before a voice sees them, because every voice reads digits in its own way.
// Each function takes what a flow's values may hold (number, text, money object) and a BCP 47 tag, returns words of that
// language, and throws UnreadableValueError for a value that is no such figure.

/** 4 CNY → 四元, "four yuan". `amount` is in major units, or `{ amountMinor, currency }`, whose currency then counts. */
export function readMoney(amount: unknown, currency: string = DEFAULT_CURRENCY, language: string): string {
  return findLanguage(language).money(readMoneyAmount(amount, currency));
}

/** Like readMoney; but below zero it is a clause about credit: 您多还了三十五元, "you have thirty-five yuan in credit". */
export function readBalance(amount: unknown, currency: string = DEFAULT_CURRENCY, language: string): string {
  return findLanguage(language).balance(readMoneyAmount(amount, currency));
}

/** A number by itself: 二, 一千零五, 二点五; "one thousand and five". */
export function readNumber(value: unknown, language: string): string {
  return findLanguage(language).number(readDecimal(value));
}

/** A number of things, said before them: 两 (两天), "two". */
export function readCount(value: unknown, language: string): string {
  return findLanguage(language).count(readDecimal(value));
}

/** 第二, "second". Whole numbers from 0. */
export function readOrdinal(value: unknown, language: string): string {
  return findLanguage(language).ordinal(readWholeNumber(value, 'ordinal'));
}

/** Digit by digit, for the ends of cards, accounts and phone numbers: 四三二幺, "four three two one". What stands apart in the text is said apart. */
export function readDigits(value: unknown, language: string): string {
  return findLanguage(language).digits(splitDigits(value));
}

/** 2.5 → 百分之二点五, "two point five percent". A text may end in %. */
export function readPercent(value: unknown, language: string): string {
  return findLanguage(language).percent(readDecimal(trimPercent(value), 'percent'));
}

/** 2026-12-05 → 十二月五日, "the fifth of December"; with its year unless it lies in the month of `now` or the next. */
export function readDate(value: unknown, language: string, now: Instant, timeZone?: string): string {
  const date = readCalendarDate(value, timeZone);
  return findLanguage(language).date(date, needsYear(date, now, timeZone));
}

/** 09:30 → 上午九点半, "half past nine". A time with an offset is moved to `timeZone`. */
export function readTime(value: unknown, language: string, timeZone?: string): string {
  return findLanguage(language).time(readClockTime(value, timeZone));
}

/** 3 → 三个月, "three months"; 12 → 一年, "one year". */
export function readMonths(value: unknown, language: string): string {
  return findLanguage(language).months(readWholeNumber(value, 'months'));
}

/** Whether the year of a date must be said: unless it is in this month or the next. */
export function needsYear(date: { year: number; month: number }, now: Instant, timeZone?: string): boolean {
  const today = readCalendarDate(now, timeZone);
  const monthsAhead = (date.year - today.year) * 12 + date.month - today.month;
  return monthsAhead !== 0 && monthsAhead !== 1;
}

/** A whole number from 0. */
export function readWholeNumber(value: unknown, figure: string): number {
  const { negative, whole, fraction } = readDecimal(value, figure);
  if (negative || fraction !== '') throw new UnreadableValueError(figure, 'it needs a whole number, 0 or more.');
  return whole;
}

/** `"2.5 %"` → `"2.5"`. */
export function trimPercent(value: unknown): unknown {
  return typeof value === 'string' ? value.slice(0, MAX_DIGITS).replace(/\s*[%％]\s*$/, '') : value;
}

/** Longer than any card, account, identity or phone number with its separators. */
const MAX_DIGITS = 64;

/** The parts of a number as it is written, upper case: `"138-0000"` → `["138", "0000"]`. */
export function splitDigits(value: unknown): string[] {
  const isDigits = typeof value === 'string' || (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0);
  const text = isDigits && String(value).length <= MAX_DIGITS ? String(value).normalize('NFKC').toUpperCase() : '';
  const groups = text.split(/[\s\-.,()/]+/).filter(Boolean);
  if (groups.length > 0 && groups.every((group) => /^[0-9A-Z+*#]+$/.test(group))) return groups;
  throw new UnreadableValueError('digits', `it needs digits and letters, at most ${MAX_DIGITS}, and got ${describeKind(value)}.`);
}
