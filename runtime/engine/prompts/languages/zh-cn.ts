import type { Decimal } from '../decimal.js';
import type { Currency, MoneyAmount } from '../money-amount.js';
import type { Language } from './language.js';
import { writeAmount } from './write-amount.js';

/** 普通话, as a bank's line says it. */
export const zhCn: Language = {
  tag: 'zh-CN',
  number: sayNumber,
  count: (value) => (isTwo(value) ? '两' : sayNumber(value)),
  ordinal: (value) => `第${sayWhole(value)}`,
  digits: (groups) => groups.map(sayGroup).join('，'),
  money: (amount) => (amount.negative ? '负' : '') + sayMoney(amount),
  balance: (amount) => (amount.negative ? '您多还了' : '') + sayMoney(amount),
  percent: (value) => (value.negative ? '负' : '') + sayPercent({ ...value, negative: false }),
  date: ({ year, month, day }, withYear) => `${withYear ? `${sayYear(year)}年` : ''}${sayWhole(month)}月${sayWhole(day)}日`,
  time: ({ hour, minute }) => `${getPartOfDay(hour)}${sayHour(hour)}点${sayMinute(minute)}`,
  months: (months) => (isYears(months) ? `${countWhole(months / 12)}年` : `${countWhole(months)}个月`),
  written: {
    money: (amount) => writeAmount(amount) + UNITS[amount.currency].major,
    balance: (amount) => (amount.negative ? '多还' : '') + writeAmount({ ...amount, negative: false }) + UNITS[amount.currency].major,
    date: ({ year, month, day }, withYear) => `${withYear ? `${year}年` : ''}${month}月${day}日`,
    months: (months) => (isYears(months) ? `${months / 12}年` : `${months}个月`),
    ordinal: (value) => `第${value}`,
  },
  listSeparator: '、',
  unreadable: '暂时无法播报',
  apology: '抱歉，这段内容暂时无法播报。',
};

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** Numbers are grouped by 万; every unit splits a number into what counts it and the rest below it. */
const UNITS_OF_TEN: readonly (readonly [string, number])[] = [
  ['亿', 1e8],
  ['万', 1e4],
  ['千', 1000],
  ['百', 100],
  ['十', 10],
];

/** 二 becomes 两 when it alone counts one of these; before 百 and 十 it stays 二. */
const COUNTED_BY_LIANG = new Set(['亿', '万', '千']);

const UNITS: Record<Currency, { major: string; minor?: string; tenth?: string }> = {
  CNY: { major: '元', tenth: '角', minor: '分' },
  HKD: { major: '港元', tenth: '角', minor: '分' },
  USD: { major: '美元', minor: '美分' },
  EUR: { major: '欧元', minor: '欧分' },
  GBP: { major: '英镑', minor: '便士' },
  JPY: { major: '日元' },
};

function sayNumber({ negative, whole, fraction }: Decimal): string {
  return (negative ? '负' : '') + sayWhole(whole) + (fraction ? `点${sayEach(fraction)}` : '');
}

/** A leading 一十 loses its 一 (十二), one inside keeps it (一百一十二). */
function sayWhole(whole: number): string {
  const said = saySection(whole);
  return said.startsWith('一十') ? said.slice(1) : said;
}

function saySection(whole: number): string {
  const [unit, size] = UNITS_OF_TEN.find(([, size]) => whole >= size) ?? ['', 1];
  if (size === 1) return DIGITS[whole] ?? '';
  const counting = Math.floor(whole / size);
  const rest = whole % size;
  const gap = rest > 0 && rest < size / 10 ? '零' : '';
  return (counting === 2 && COUNTED_BY_LIANG.has(unit) ? '两' : saySection(counting)) + unit + gap + (rest > 0 ? saySection(rest) : '');
}

function countWhole(whole: number): string {
  return whole === 2 ? '两' : sayWhole(whole);
}

function isTwo({ negative, whole, fraction }: Decimal): boolean {
  return !negative && whole === 2 && fraction === '';
}

function sayEach(digits: string): string {
  return Array.from(digits, (digit) => DIGITS[Number(digit)]).join('');
}

/** On a phone line 一 sounds like 七, so a digit string says 幺. */
const SPELLED: Record<string, string> = { 1: '幺', X: '艾克斯', '+': '加', '*': '星号', '#': '井号' };

/** Letters stand apart, or the voice reads them as a word. */
function sayGroup(group: string): string {
  const said = Array.from(group, (character) => SPELLED[character] ?? (/\d/.test(character) ? DIGITS[Number(character)] : ` ${character} `)).join('');
  return said.replace(/ +/g, ' ').trim();
}

function sayMoney({ major, minor, currency }: MoneyAmount): string {
  const units = UNITS[currency];
  if (minor === 0) return countWhole(major) + units.major;
  const gap = major > 0 && minor < 10 ? '零' : '';
  return (major > 0 ? countWhole(major) + units.major : '') + gap + sayMinor(minor, units);
}

function sayMinor(minor: number, units: { minor?: string; tenth?: string }): string {
  if (!units.tenth) return countWhole(minor) + units.minor;
  const [tenths, hundredths] = [Math.floor(minor / 10), minor % 10];
  return (tenths > 0 ? DIGITS[tenths] + units.tenth : '') + (hundredths > 0 ? `${DIGITS[hundredths]}${units.minor}` : '');
}

function sayPercent(value: Decimal): string {
  return `百分之${value.whole === 100 && value.fraction === '' ? '百' : sayNumber(value)}`;
}

function sayYear(year: number): string {
  return sayEach(String(year));
}

/** Hours from which a part of the day runs, as people say it rather than as the sun goes. */
const PARTS_OF_DAY: readonly (readonly [number, string])[] = [
  [18, '晚上'],
  [13, '下午'],
  [12, '中午'],
  [8, '上午'],
  [6, '早上'],
  [0, '凌晨'],
];

function getPartOfDay(hour: number): string {
  return PARTS_OF_DAY.find(([from]) => hour >= from)?.[1] ?? '';
}

/** The end of a day is 晚上十二点, its beginning 凌晨零点. */
function sayHour(hour: number): string {
  return countWhole(hour > 12 ? hour - 12 : hour);
}

function sayMinute(minute: number): string {
  if (minute === 0) return '';
  if (minute === 30) return '半';
  return `${minute < 10 ? '零' : ''}${sayWhole(minute)}分`;
}

function isYears(months: number): boolean {
  return months > 0 && months % 12 === 0;
}
