import { Type, type Static } from '@sinclair/typebox';
import { anyJson, field, oneOf, stepData } from './form-controls.js';
import type { Json, JsonObject } from './json.js';
import { amountOf, isMoney, type MoneyValue } from './money.js';

/** Tests whether a condition holds. Pure; reads own properties only. What cannot be compared does not hold. */
export function holds(condition: Condition, values: Json): boolean {
  return comparisons[condition.is](valueAt(values, condition.value), condition.to);
}

/** The value at a path such as `bill.amount` or `branches[0].name`; `undefined` where there is none. Own properties only. */
export function valueAt(values: Json | undefined, path: string): Json | undefined {
  let current: Json | undefined = values;
  for (const name of path.replace(/\[(\d+)\]/g, '.$1').split('.')) {
    if (current === null || typeof current !== 'object' || !Object.hasOwn(current, name)) return undefined;
    current = (current as JsonObject)[name];
  }
  return current;
}

const comparisonNames = [
  'equal', 'not_equal', 'greater', 'at_least', 'less', 'at_most', 'contains', 'starts_with', 'one_of', 'is_set', 'is_not_set', 'is_true', 'is_false',
] as const;

export const readPathPattern = '^[A-Za-z_][A-Za-z0-9_]{0,63}((\\.[A-Za-z0-9_]{1,64})|(\\[[0-9]{1,3}\\])){0,9}$';

export const Condition = stepData({
  value: field(Type.String({ pattern: readPathPattern }), {
    title: { 'en-US': 'Value', 'zh-CN': '取值' },
    help: 'The path of what is looked at, such as customer.segment.',
    control: 'path',
    placeholder: 'customer.segment',
  }),
  is: field(oneOf(comparisonNames), {
    title: { 'en-US': 'Is', 'zh-CN': '比较' },
    help: 'How it is compared. Numbers compare as numbers even where one is written as text; dates as dates; money by its amount, such as 320.50.',
    control: 'select',
    labels: {
      equal: { 'en-US': 'equal to', 'zh-CN': '等于' },
      not_equal: { 'en-US': 'not equal to', 'zh-CN': '不等于' },
      greater: { 'en-US': 'greater than', 'zh-CN': '大于' },
      at_least: { 'en-US': 'at least', 'zh-CN': '不小于' },
      less: { 'en-US': 'less than', 'zh-CN': '小于' },
      at_most: { 'en-US': 'at most', 'zh-CN': '不大于' },
      contains: { 'en-US': 'containing', 'zh-CN': '包含' },
      starts_with: { 'en-US': 'starting with', 'zh-CN': '开头是' },
      one_of: { 'en-US': 'one of', 'zh-CN': '其中之一' },
      is_set: { 'en-US': 'set', 'zh-CN': '有值' },
      is_not_set: { 'en-US': 'not set', 'zh-CN': '没有值' },
      is_true: { 'en-US': 'true', 'zh-CN': '为真' },
      is_false: { 'en-US': 'false', 'zh-CN': '为假' },
    },
  }),
  to: Type.Optional(
    field(anyJson(), {
      title: { 'en-US': 'To', 'zh-CN': '比较值' },
      help: 'What it is compared to; for "one of" a list, or words separated by commas.',
      control: 'json',
    }),
  ),
});

export type Condition = Static<typeof Condition>;

/** All of them must hold. */
export const Conditions = Type.Array(Condition, { minItems: 1, maxItems: 20 });

type Comparison = (value: Json | undefined, to: Json | undefined) => boolean;

const comparisons: Record<(typeof comparisonNames)[number], Comparison> = {
  equal: isEqual,
  not_equal: (value, to) => !isEqual(value, to),
  greater: (value, to) => ordered(value, to, (order) => order > 0),
  at_least: (value, to) => ordered(value, to, (order) => order >= 0),
  less: (value, to) => ordered(value, to, (order) => order < 0),
  at_most: (value, to) => ordered(value, to, (order) => order <= 0),
  contains: (value, to) => (Array.isArray(value) ? value.some((entry) => isEqual(entry, to)) : isText(value) && isText(to) && String(value).includes(String(to))),
  starts_with: (value, to) => isText(value) && isText(to) && String(value).startsWith(String(to)),
  one_of: (value, to) => listOf(to).some((entry) => isEqual(value, entry)),
  is_set: isSet,
  is_not_set: (value) => !isSet(value),
  is_true: (value) => value === true || value === 'true',
  is_false: (value) => value === false || value === 'false',
};

function isSet(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** Two texts are compared as they stand, so that the account 007 is not the account 7. */
function isEqual(value: Json | undefined, to: Json | undefined): boolean {
  if (value === undefined || to === undefined) return false;
  if (isMoney(value) && isMoney(to)) return sameCurrency(value, to) && amountOf(value) === amountOf(to);
  if (typeof value === 'number' || typeof to === 'number' || isMoney(value) || isMoney(to)) {
    const [left, right] = [numberOf(value), numberOf(to)];
    return left !== null && left === right;
  }
  return isText(value) && isText(to) ? String(value) === String(to) : JSON.stringify(value) === JSON.stringify(to);
}

function ordered(value: Json | undefined, to: Json | undefined, test: (order: number) => boolean): boolean {
  if (isMoney(value) && isMoney(to) && !sameCurrency(value, to)) return false;
  const [left, right] = [numberOf(value), numberOf(to)];
  if (left !== null && right !== null) return test(left - right);
  const [first, second] = [dateOf(value), dateOf(to)];
  return first !== null && second !== null && test(first < second ? -1 : first > second ? 1 : 0);
}

/** A number, also one written as text; of money its amount as people say it: 320.5 for 320.50 yuan. */
export function numberOf(value: Json | undefined): number | null {
  if (typeof value === 'number') return value;
  if (isMoney(value)) return amountOf(value);
  return typeof value === 'string' && /^\s*[+-]?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : null;
}

function sameCurrency(one: MoneyValue, other: MoneyValue): boolean {
  return (one.currency ?? 'CNY') === (other.currency ?? 'CNY');
}

/** The day of an ISO date or time, by which a moment and a day can be compared. */
export function dateOf(value: Json | undefined): string | null {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}(T|$)/.test(value) ? value.slice(0, 10) : null;
}

function isText(value: Json | undefined): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

export function listOf(to: Json | undefined): Json[] {
  if (Array.isArray(to)) return to;
  return typeof to === 'string' ? to.split(/[,，]/u).map((word) => word.trim()) : [];
}
