import { filters as builtIn, type Context, type FilterHandler } from 'liquidjs/dist/liquid.browser.mjs';
import { readCalendarDate, readClockTime } from './calendar.js';
import { cleanText } from './clean-text.js';
import { readDecimal } from './decimal.js';
import type { Language } from './languages/language.js';
import { isMinorUnits, readMoneyAmount } from './money-amount.js';
import type { PromptScope } from './render-prompt.js';
import { plainWords } from './speech-markup.js';
import { needsYear, readWholeNumber, splitDigits, trimPercent } from './read-figures.js';
import { UnreadableValueError, describeKind } from './unreadable-value-error.js';

/** What the filters know of the prompt they work in; kept in the Liquid context under SPEAKING. */
export interface Speaking {
  scope: PromptScope;
  language: Language;
}

export const SPEAKING = 'speaking';

/** One value from outside is not read for longer than this: it is a mistake in the data, and would push a price out of the prompt. */
export const MAX_VALUE_CHARACTERS = 500;

/** All filters of prompts: figures, and the few of Liquid's own that a spoken text needs. */
export function createPromptFilters(): Record<string, FilterHandler> {
  const figures = Object.entries(FIGURES).map(([name, read]) => [name, createFigureFilter(name, read)]);
  const safe = SAFE_BUILT_IN.map((name) => [name, createSafeFilter(name)]);
  return Object.fromEntries([...figures, ...safe, ['url_encode', encodeForUrl]]) as Record<string, FilterHandler>;
}

/** The last filter of every output: what may reach the caller is text, and never a mark. */
export const finishOutput: FilterHandler = function finishOutput(value) {
  const speaking = getSpeaking(this.context);
  return attempt(speaking, 'output', () => plainWords(cleanText(writePlain(value, speaking).slice(0, MAX_VALUE_CHARACTERS))));
};

interface FigureCall extends Speaking {
  written: boolean;
  /** An argument that is no keyword, such as the currency of `money: "USD"`. */
  argument: string | undefined;
}

/** `{{ x | money: "written" }}` gives the figure for the eye, as a text message needs it. */
const WRITTEN = 'written';

const FIGURES: Record<string, (value: unknown, call: FigureCall) => string> = {
  money(value, { language, written, argument, scope }) {
    const amount = readMoneyAmount(value, argument ?? scope.currency);
    return written ? language.written.money(amount) : language.money(amount);
  },
  balance(value, { language, written, argument, scope }) {
    const amount = readMoneyAmount(value, argument ?? scope.currency);
    return written ? language.written.balance(amount) : language.balance(amount);
  },
  date(value, { language, written, scope }) {
    const date = readCalendarDate(value, scope.timeZone);
    return (written ? language.written : language).date(date, needsYear(date, scope.now, scope.timeZone));
  },
  time(value, { language, written, scope }) {
    const { hour, minute } = readClockTime(value, scope.timeZone);
    return written ? `${pad(hour)}:${pad(minute)}` : language.time({ hour, minute });
  },
  digits(value, { language, written }) {
    const groups = splitDigits(value);
    return written ? groups.join(' ') : language.digits(groups);
  },
  number(value, { language, written }) {
    const decimal = readDecimal(value);
    return written ? writeDecimal(decimal) : language.count(decimal);
  },
  percent(value, { language, written }) {
    const decimal = readDecimal(trimPercent(value), 'percent');
    return written ? `${writeDecimal(decimal)}%` : language.percent(decimal);
  },
  ordinal(value, { language, written }) {
    const whole = readWholeNumber(value, 'ordinal');
    return (written ? language.written : language).ordinal(whole);
  },
  months(value, { language, written }) {
    const months = readWholeNumber(value, 'months');
    return (written ? language.written : language).months(months);
  },
};

/** No filter that loops over data, reaches for the clock, or parses. */
const SAFE_BUILT_IN = [
  ...['default', 'append', 'prepend', 'strip', 'upcase', 'downcase', 'capitalize', 'slice', 'truncate', 'replace', 'remove'],
  ...['size', 'first', 'last', 'plus', 'minus', 'times', 'divided_by', 'modulo', 'abs', 'ceil', 'floor', 'round', 'at_least', 'at_most'],
];

function createFigureFilter(name: string, read: (value: unknown, call: FigureCall) => string): FilterHandler {
  return function figure(value, ...args) {
    if (value === null || value === undefined) return '';
    const speaking = getSpeaking(this.context);
    const words = args.filter((argument) => typeof argument === 'string');
    const call = { ...speaking, written: words.includes(WRITTEN), argument: words.find((word) => word !== WRITTEN) };
    return attempt(speaking, name, () => read(value, call));
  };
}

/** Liquid's own filters turn what is no text or number into "[object Object]" or "NaN", or fail on it; here they leave it for the end, where it is reported. */
function createSafeFilter(name: string): FilterHandler {
  const handler = builtIn[name];
  if (!handler) throw new Error(`liquidjs has no filter "${name}"; correct SAFE_BUILT_IN.`);
  return function safe(value, ...args) {
    const takesObjects = name === 'default' || name === 'size' || name === 'first' || name === 'last';
    if ([value, ...args].some(takesObjects ? isBrokenNumber : isUnspeakable)) return {};
    return handler.call(this, value, ...args);
  };
}

const encodeForUrl: FilterHandler = function encodeForUrl(value) {
  const speaking = getSpeaking(this.context);
  return attempt(speaking, 'url_encode', () => encodeURIComponent(cleanText(writePlain(value, speaking))));
};

function writePlain(value: unknown, { language, scope }: Speaking): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'bigint' || Number.isFinite(value)) return String(value);
  if (isMinorUnits(value)) return language.money(readMoneyAmount(value, scope.currency));
  if (Array.isArray(value) && value.length <= MAX_VALUE_CHARACTERS && !value.some(isObject)) {
    return value.map((entry) => writePlain(entry, { language, scope })).join(language.listSeparator);
  }
  throw new UnreadableValueError('output', `only text, numbers, money and lists of them can be said, and it is ${describeKind(value)}; name one of its properties.`);
}

/** What cannot be read is reported, and the caller hears the language's words for it. */
function attempt({ scope, language }: Speaking, filter: string, read: () => string): string {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UnreadableValueError)) throw error;
    scope.onUnreadable?.({ filter, message: error.message });
    return language.unreadable;
  }
}

function getSpeaking(context: Context): Speaking {
  return context.getRegister(SPEAKING) as Speaking;
}

function isObject(value: unknown): boolean {
  return (typeof value === 'object' && value !== null) || typeof value === 'function' || typeof value === 'symbol';
}

function isBrokenNumber(value: unknown): boolean {
  return typeof value === 'number' && !Number.isFinite(value);
}

function isUnspeakable(value: unknown): boolean {
  return isObject(value) || isBrokenNumber(value);
}

function writeDecimal({ negative, whole, fraction }: { negative: boolean; whole: number; fraction: string }): string {
  return `${negative ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`;
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
