import { decimalsOf } from '../../../../schemas/money.js';
import type { MoneyAmount } from '../money-amount.js';

/** An amount in digits, without decimals when there are none: `4`, `-1234.50`. No thousands separators: 4,000 is read differently from country to country. */
export function writeAmount({ negative, major, minor, currency }: MoneyAmount): string {
  const decimals = minor > 0 ? `.${String(minor).padStart(decimalsOf(currency), '0')}` : '';
  return `${negative ? '-' : ''}${major}${decimals}`;
}
