import type { BothLanguages } from '../../schemas/form-controls.js';
import { decimalsOf, MAX_AMOUNT_MINOR } from '../../schemas/money.js';

/** The amount that was typed, in the smallest unit of the currency; `null`: it cannot be read as one without guessing. */
export function readAmount(text: string, currency: string): number | null {
  const digits = decimalsOf(currency);
  const [, whole, fraction = ''] = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d*))?$/.exec(text.trim()) ?? [];
  if (whole === undefined || fraction.length > digits) return null;
  const amount = Number(`${whole.replaceAll(',', '')}${fraction.padEnd(digits, '0')}`);
  return amount <= MAX_AMOUNT_MINOR ? amount : null;
}

/** As prices are written here: 1,234.50. */
export function writeAmount(amountMinor: number, currency: string): string {
  const digits = decimalsOf(currency);
  return new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(amountMinor / 10 ** digits);
}

/** What is wrong with an amount as it was typed, and how to write it; `null`: it can be read. */
export function explainAmount(text: string, currency: string): BothLanguages | null {
  if (readAmount(text, currency) !== null) return null;
  const typed = text.trim();
  const digits = decimalsOf(currency);
  if (typed === '') return { 'en-US': `Fill in an amount, such as ${example(12, digits)}; 0 is free.`, 'zh-CN': `请填写金额，如 ${example(12, digits)}；免费请填 0。` };
  if (/^[-−–－]/.test(typed)) return { 'en-US': 'A price cannot be below 0. Leave the minus sign out, or write 0 for what is free.', 'zh-CN': '价格不能小于 0。请去掉负号，免费请填 0。' };
  const plain = toPlain(typed);
  const meant = readAmount(plain, currency);
  if (meant !== null) return { 'en-US': `Write it in plain digits with a point, such as ${writeAmount(meant, currency)}.`, 'zh-CN': `请用半角数字和小数点填写，如 ${writeAmount(meant, currency)}。` };
  if (/^[\d,]+\.\d+$/.test(plain) && Number.isFinite(Number(plain.replaceAll(',', '')))) return tooFine(Number(plain.replaceAll(',', '')), currency, digits);
  if (/^[\d,]+(\.\d*)?$/.test(plain) && readAmount(plain.replaceAll(',', ''), currency) === null) return { 'en-US': 'This is too large for a price. Write a smaller amount.', 'zh-CN': '金额太大，请填写较小的金额。' };
  return { 'en-US': `This is no amount. Write digits with a point, such as ${example(2.5, digits)}.`, 'zh-CN': `这不是金额。请用数字和小数点填写，如 ${example(2.5, digits)}。` };
}

/** What was most likely meant, to be proposed and never taken: half-width digits, and one point where a comma or a full stop of another kind stands. */
function toPlain(typed: string): string {
  const narrow = typed.normalize('NFKC').replace(/[¥￥$€£\s]/g, '').replace(/[。、]/g, '.');
  return (/^\d+,\d{0,2}$/.test(narrow) ? narrow.replace(',', '.') : narrow).replace(/^\.(?=\d)/, '0.');
}

function tooFine(amount: number, currency: string, digits: number): BothLanguages {
  const [below, above] = [Math.floor(amount * 10 ** digits), Math.ceil(amount * 10 ** digits)].map((minor) => writeAmount(minor, currency));
  const choice = below === above ? { 'en-US': below, 'zh-CN': below } : { 'en-US': `${below} or ${above}`, 'zh-CN': `${below} 或 ${above}` };
  return digits === 0
    ? { 'en-US': `${currency} has no decimals. Write ${choice['en-US']}.`, 'zh-CN': `${currency} 没有小数。请填写 ${choice['zh-CN']}。` }
    : { 'en-US': `${currency} has ${digits} decimals. Write ${choice['en-US']}.`, 'zh-CN': `${currency} 最多 ${digits} 位小数。请填写 ${choice['zh-CN']}。` };
}

const example = (amount: number, digits: number): string => amount.toFixed(digits);
