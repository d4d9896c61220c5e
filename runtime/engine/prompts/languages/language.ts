import type { CalendarDate, ClockTime } from '../calendar.js';
import type { Decimal } from '../decimal.js';
import type { MoneyAmount } from '../money-amount.js';

/**
 * How one language says and writes figures. A language is one file that exports one of these; `find-language.ts` lists them.
 * Every function gets checked values and cannot fail.
 */
export interface Language {
  /** BCP 47, such as `zh-CN`. */
  tag: string;

  /** A number by itself: 二, "two". */
  number(value: Decimal): string;
  /** A number that counts what follows it: 两 (两天), "two". */
  count(value: Decimal): string;
  /** 第二, "second". */
  ordinal(value: number): string;
  /** Character by character; `groups` are the parts that stood apart in the number as written, upper case, of 0-9, A-Z, +, * and #. */
  digits(groups: readonly string[]): string;
  money(amount: MoneyAmount): string;
  /** What the caller owes; below zero, what the caller has in credit, as a clause of its own. */
  balance(amount: MoneyAmount): string;
  percent(value: Decimal): string;
  date(date: CalendarDate, withYear: boolean): string;
  time(time: ClockTime): string;
  /** A length of time; whole years are said as years. */
  months(months: number): string;

  /** The same figures for the eye, in text messages. */
  written: {
    money(amount: MoneyAmount): string;
    balance(amount: MoneyAmount): string;
    date(date: CalendarDate, withYear: boolean): string;
    months(months: number): string;
    ordinal(value: number): string;
  };

  /** Between the entries of a list. */
  listSeparator: string;
  /** Said in place of one figure that cannot be read; fits where a figure stands in a sentence. */
  unreadable: string;
  /** Said in place of a whole prompt that cannot be rendered. */
  apology: string;
}
