import type { ClockTime } from '../calendar.js';
import type { Decimal } from '../decimal.js';
import type { Currency, MoneyAmount } from '../money-amount.js';
import type { Language } from './language.js';
import { writeAmount } from './write-amount.js';

/** English for every ear on the line: "and" before the tens, and no figure left to the voice. */
export const enUs: Language = {
  tag: 'en-US',
  number: sayNumber,
  count: sayNumber,
  ordinal: sayOrdinal,
  digits: (groups) => groups.map(sayGroup).join(', '),
  money: (amount) => (amount.negative ? 'minus ' : '') + sayMoney(amount),
  balance: (amount) => (amount.negative ? `you have ${sayMoney(amount)} in credit` : sayMoney(amount)),
  percent: (value) => `${sayNumber(value)} percent`,
  date: ({ year, month, day }, withYear) => `the ${sayOrdinal(day)} of ${MONTHS[month - 1]}${withYear ? ` ${sayYear(year)}` : ''}`,
  time: sayTime,
  months: (months) => (isYears(months) ? sayCount(months / 12, 'year', 'years') : sayCount(months, 'month', 'months')),
  written: {
    money: writeMoney,
    balance: (amount) => (amount.negative ? `${writeMoney({ ...amount, negative: false })} in credit` : writeMoney(amount)),
    date: ({ year, month, day }, withYear) => `${day} ${MONTHS[month - 1]?.slice(0, 3)}${withYear ? ` ${year}` : ''}`,
    months: (months) => (isYears(months) ? `${months / 12} ${months === 12 ? 'year' : 'years'}` : `${months} ${months === 1 ? 'month' : 'months'}`),
    ordinal: (value) => `${value}${getOrdinalSuffix(value)}`,
  },
  listSeparator: ', ',
  unreadable: 'not available',
  apology: 'Sorry, this message is not available just now.',
};

const SMALL = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
).split(' ');
const TENS = ' ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES: readonly (readonly [string, number])[] = [
  ['trillion', 1e12],
  ['billion', 1e9],
  ['million', 1e6],
  ['thousand', 1000],
];
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

const UNITS: Record<Currency, { major: [one: string, many: string]; minor: [one: string, many: string] }> = {
  CNY: { major: ['yuan', 'yuan'], minor: ['fen', 'fen'] },
  HKD: { major: ['Hong Kong dollar', 'Hong Kong dollars'], minor: ['cent', 'cents'] },
  USD: { major: ['dollar', 'dollars'], minor: ['cent', 'cents'] },
  EUR: { major: ['euro', 'euros'], minor: ['cent', 'cents'] },
  GBP: { major: ['pound', 'pounds'], minor: ['penny', 'pence'] },
  JPY: { major: ['yen', 'yen'], minor: ['sen', 'sen'] },
};

function sayNumber({ negative, whole, fraction }: Decimal): string {
  const decimals = fraction ? ` point ${Array.from(fraction, (digit) => SMALL[Number(digit)]).join(' ')}` : '';
  return (negative ? 'minus ' : '') + sayWhole(whole) + decimals;
}

/** "and" stands before the last two digits, within hundreds and after thousands: two thousand and five. */
function sayWhole(whole: number): string {
  if (whole < 20) return SMALL[whole] ?? '';
  if (whole < 100) return [TENS[Math.floor(whole / 10)], whole % 10 > 0 ? SMALL[whole % 10] : ''].filter(Boolean).join('-');
  const [scale, size] = SCALES.find(([, size]) => whole >= size) ?? ['hundred', 100];
  const rest = whole % size;
  const link = rest === 0 ? '' : rest < 100 ? ` and ${sayWhole(rest)}` : ` ${sayWhole(rest)}`;
  return `${sayWhole(Math.floor(whole / size))} ${scale}${link}`;
}

const IRREGULAR: Record<string, string> = { one: 'first', two: 'second', three: 'third', five: 'fifth', eight: 'eighth', nine: 'ninth', twelve: 'twelfth' };

/** Only the last word becomes an ordinal: one hundred and twenty-first. */
function sayOrdinal(value: number): string {
  return sayWhole(value).replace(/[a-z]+$/, (last) => IRREGULAR[last] ?? `${last.replace(/y$/, 'ie')}th`);
}

function getOrdinalSuffix(value: number): string {
  const isTeen = Math.floor(value / 10) % 10 === 1;
  return (isTeen ? undefined : ['th', 'st', 'nd', 'rd'][value % 10]) ?? 'th';
}

const SYMBOLS: Record<string, string> = { '+': 'plus', '*': 'star', '#': 'hash' };

function sayGroup(group: string): string {
  return Array.from(group, (character) => SYMBOLS[character] ?? (/\d/.test(character) ? SMALL[Number(character)] : character)).join(' ');
}

function sayCount(count: number, one: string, many: string): string {
  return `${sayWhole(count)} ${count === 1 ? one : many}`;
}

/** Ten and more of the minor unit go without its name ("four yuan fifty"); fewer would be misheard as tens. */
function sayMoney({ major, minor, currency }: MoneyAmount): string {
  const units = UNITS[currency];
  const majorSaid = sayCount(major, ...units.major);
  if (minor === 0) return majorSaid;
  const minorSaid = sayCount(minor, ...units.minor);
  if (major === 0) return minorSaid;
  return minor < 10 ? `${majorSaid} and ${minorSaid}` : `${majorSaid} ${sayWhole(minor)}`;
}

function writeMoney(amount: MoneyAmount): string {
  const [one, many] = UNITS[amount.currency].major;
  return `${writeAmount(amount)} ${amount.major === 1 && amount.minor === 0 ? one : many}`;
}

/** Years go by pairs of digits (twenty twenty-six), but for the first of a thousand (two thousand and six). */
function sayYear(year: number): string {
  const [century, rest] = [Math.floor(year / 100), year % 100];
  if (century % 10 === 0 && rest < 10) return sayWhole(year);
  if (rest === 0) return `${sayWhole(century)} hundred`;
  return `${sayWhole(century)} ${rest < 10 ? 'oh ' : ''}${sayWhole(rest)}`;
}

/**
 * A line that answers by day means the morning by "half past nine"; so the part of the day is said for whole hours
 * ("nine" alone is no time), before seven, and from noon on.
 */
function sayTime({ hour, minute }: ClockTime): string {
  if (minute === 0 && hour % 12 === 0) return hour === 12 ? 'noon' : 'midnight';
  const isPlainMorning = hour >= 7 && hour < 12 && minute > 0;
  return `${sayClock(hour, minute)}${isPlainMorning ? '' : ` ${getPartOfDay(hour)}`}`;
}

function sayClock(hour: number, minute: number): string {
  const here = sayWhole(toTwelve(hour));
  if (minute === 0) return here;
  if (minute === 15) return `a quarter past ${here}`;
  if (minute === 30) return `half past ${here}`;
  if (minute === 45) return `a quarter to ${sayWhole(toTwelve(hour + 1))}`;
  return `${here} ${minute < 10 ? 'oh ' : ''}${sayWhole(minute)}`;
}

function toTwelve(hour: number): number {
  return hour % 12 === 0 ? 12 : hour % 12;
}

function getPartOfDay(hour: number): string {
  if (hour >= 21 || hour === 0) return 'at night';
  if (hour >= 18) return 'in the evening';
  return hour >= 12 ? 'in the afternoon' : 'in the morning';
}

function isYears(months: number): boolean {
  return months > 0 && months % 12 === 0;
}
