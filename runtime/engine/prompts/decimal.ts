import { UnreadableValueError, describeKind } from './unreadable-value-error.js';

/** The largest whole part that is read: hundreds of trillions. A longer one is a mistake in the data, and still exact as a number. */
export const MAX_WHOLE_DIGITS = 15;

/** More than this many decimals are rounded: nobody can follow them by ear, and binary fractions end in noise. */
export const MAX_DECIMALS = 6;

/** A number ready to be spoken: `-1234.50` is `{ negative: true, whole: 1234, fraction: '5' }`. Zero is never negative. */
export interface Decimal {
  negative: boolean;
  whole: number;
  /** Digits behind the point, without trailing zeros; empty for a whole number. */
  fraction: string;
}

/**
 * Reads a number, or a text that holds one (`"1,234.50"`, `"１２"`, `"1e3"`), rounded half away from zero.
 * Throws UnreadableValueError for anything else and for more than MAX_WHOLE_DIGITS digits before the point.
 */
export function readDecimal(value: unknown, figure = 'number', decimals = MAX_DECIMALS): Decimal {
  const exact = readExact(value, figure);
  const scaled = rescale(exact, decimals);
  const one = 10n ** BigInt(decimals);
  const whole = scaled / one;
  if (whole >= 10n ** BigInt(MAX_WHOLE_DIGITS)) throw new UnreadableValueError(figure, `it has more than ${MAX_WHOLE_DIGITS} digits; check the data it comes from.`);
  const fraction = decimals === 0 ? '' : String(scaled % one).padStart(decimals, '0').replace(/0+$/, '');
  return { negative: exact.negative && scaled > 0n, whole: Number(whole), fraction };
}

/** `digits` × 10^-`scale`. */
interface ExactNumber {
  negative: boolean;
  digits: bigint;
  scale: number;
}

const NUMBER = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)?(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i;

/** Longer texts are no figures. */
const MAX_NUMBER_CHARACTERS = 64;

function readExact(value: unknown, figure: string): ExactNumber {
  const text = asText(value);
  const match = text === undefined || text.length > MAX_NUMBER_CHARACTERS ? null : NUMBER.exec(text);
  const whole = match?.[2]?.replaceAll(',', '') ?? '';
  const fraction = match?.[3] ?? '';
  if (!match || whole + fraction === '') throw new UnreadableValueError(figure, `it needs a number or a text such as "12.50", and got ${describeKind(value)}.`);
  return { negative: match[1] === '-', digits: BigInt(whole + fraction), scale: fraction.length - Number(match[4] ?? 0) };
}

function asText(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  // NFKC turns full-width digits into plain ones; U+2212 is the typographic minus.
  return typeof value === 'string' ? value.slice(0, MAX_NUMBER_CHARACTERS + 1).normalize('NFKC').trim().replace('\u2212', '-') : undefined;
}

function rescale({ digits, scale }: ExactNumber, decimals: number): bigint {
  const surplus = scale - decimals;
  if (surplus <= 0) return digits * 10n ** BigInt(-surplus);
  const divisor = 10n ** BigInt(surplus);
  return (digits + divisor / 2n) / divisor;
}
