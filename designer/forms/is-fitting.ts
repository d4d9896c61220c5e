import type { Json } from '../../schemas/json.js';
import type { FormProperty } from './form-schema.js';

/**
 * Whether a control can show a value as it stands. A draft may hold anything: what is not of the control's own kind would be drawn wrongly, and
 * overwritten by the first change.
 */
export function isFitting({ control, schema, multiple }: FormProperty, value: Json | undefined): boolean {
  if (value === undefined) return true;
  if (control === 'weekly_hours') return (schema.items as { type?: string } | undefined)?.type === 'integer' ? isListOf(value, isNumber) : isListOf(value, isObject);
  if (control === 'product') return multiple ? isSetOfTexts(value) : isText(value);
  return kinds[control](value);
}

const kinds: Record<Exclude<FormProperty['control'], 'weekly_hours' | 'product'>, (value: Json) => boolean> = {
  prompt: (value) => isObject(value) && Object.values(value).every(isText),
  text: (value) => isText(value) || isNumber(value),
  template: (value) => isText(value) || isNumber(value),
  long_text: isText,
  number: isNumber,
  toggle: (value) => typeof value === 'boolean',
  select: isText,
  key: isText,
  choices: (value) => isListOf(value, isObject),
  outcomes: (value) => isListOf(value, isObject),
  assignments: (value) => isListOf(value, isObject),
  rows: (value) => isListOf(value, isObject),
  conditions: (value) => isListOf(value, isObject),
  dates: isSetOfTexts,
  calendars: isSetOfTexts,
  // An amount that cannot be read yet stays as it was typed.
  money: (value) => isObject(value) && [undefined, 'number', 'string'].includes(kindOf(value, 'amountMinor')) && [undefined, 'string'].includes(kindOf(value, 'currency')),
  recording: isText,
  path: isText,
  json: () => true,
  headers: (value) => isObject(value) && Object.values(value).every(isText),
  group: isObject,
  flow: isText,
  unknown: () => true,
};

type JsonObject = { [name: string]: Json };

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: Json): boolean {
  return typeof value === 'string';
}

function isNumber(value: Json): boolean {
  return typeof value === 'number';
}

function isListOf(value: Json, isMember: (member: Json) => boolean): boolean {
  return Array.isArray(value) && value.every(isMember);
}

/** Lists to choose from cannot hold the same twice. */
function isSetOfTexts(value: Json): boolean {
  return Array.isArray(value) && value.every(isText) && new Set(value).size === value.length;
}

function kindOf(value: JsonObject, name: string): string | undefined {
  return Object.hasOwn(value, name) ? typeof value[name] : undefined;
}
