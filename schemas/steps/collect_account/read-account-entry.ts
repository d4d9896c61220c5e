import type { CallView } from '../../define-step.js';
import { lineWords } from '../../line-words.js';

export const accountChecks = ['none', 'luhn', 'mod97'] as const;

export interface AccountQuestion {
  minimumDigits: number;
  maximumDigits: number;
  check?: (typeof accountChecks)[number];
  country?: string;
}

/** The number, its country in front where it has one; or what the caller is told. Never the digits themselves. */
export function readAccountEntry(keys: string, { minimumDigits, maximumDigits, check = 'none', country }: AccountQuestion, call: CallView): { value: string } | { wrong: string } {
  if (!/^\d+$/.test(keys) || keys.length < minimumDigits || keys.length > maximumDigits) return { wrong: lineWords(call, 'wrong_length') };
  const account = check === 'mod97' ? `${country ?? ''}${keys}` : keys;
  const isRight = check === 'none' || (check === 'luhn' ? isLuhn(keys) : country ? isIban(account) : mod97(keys) === 1);
  return isRight ? { value: account } : { wrong: lineWords(call, 'check_digit') };
}

/** Every second digit from the right doubled, digits summed: a multiple of ten (ISO/IEC 7812-1, annex B). */
export function isLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, at) => total + (at % 2 === 0 ? Number(digit) : doubled(Number(digit))), 0);
  // Nothing but noughts fits as well, and is no number.
  return sum % 10 === 0 && /[1-9]/.test(digits);
}

function doubled(digit: number): number {
  return digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
}

/** The first four characters moved to the end, letters as 10 to 35: the remainder by 97 is one (ISO 13616, ISO/IEC 7064 MOD 97-10). */
export function isIban(iban: string): boolean {
  const moved = `${iban.slice(4)}${iban.slice(0, 4)}`;
  return mod97([...moved].map((character) => (/\d/.test(character) ? character : String(character.charCodeAt(0) - 55))).join('')) === 1;
}

/** By pieces, since the number is longer than any integer type. */
function mod97(digits: string): number {
  return [...digits].reduce((remainder, digit) => (remainder * 10 + Number(digit)) % 97, 0);
}
