import type { ValidationError } from '../../../schemas/validator.js';
import { getEntry } from '../../../schemas/get-entry.js';
import { patternWords } from './pattern-words.js';
import type { Messages } from './problem.js';
import { readPointer } from './pointer.js';

/** Says what a validator found, for whoever edits the flow: where, what, and what to write instead. */
export function describeSchemaError(error: ValidationError): Messages {
  const place = describePlace(error.instancePath);
  const words = describeSchemaWords(error);
  return { 'en-US': `${place['en-US']} ${words['en-US']}.`, 'zh-CN': `${place['zh-CN']}${words['zh-CN']}。` };
}

/** What is wrong with the value, to be put behind its name. */
export function describeSchemaWords({ keyword, params, message }: ValidationError): Messages {
  const describe = getEntry(sentences, keyword) ?? (() => ({ 'en-US': `${message ?? 'is not valid'}; correct it`, 'zh-CN': '不正确，请修改' }));
  return describe(params);
}

const sentences: Record<string, (params: Record<string, unknown>) => Messages> = {
  required: ({ missingProperty }) => ({ 'en-US': `lacks "${missingProperty}"; add it`, 'zh-CN': `缺少“${missingProperty}”，请补上` }),
  additionalProperties: ({ additionalProperty }) => ({
    'en-US': `has "${additionalProperty}", which is not known here; remove it or correct its name`,
    'zh-CN': `有不认识的“${additionalProperty}”，请删除或改正名称`,
  }),
  type: ({ type }) => ({ 'en-US': `must be ${typeNames[String(type)] ?? String(type)}`, 'zh-CN': `的类型应为${typeNamesInChinese[String(type)] ?? ` ${String(type)}`}` }),
  enum: ({ allowedValues }) => ({ 'en-US': `must be one of ${listValues(allowedValues)}`, 'zh-CN': `只能是：${listValues(allowedValues)}` }),
  const: ({ allowedValue }) => ({ 'en-US': `must be ${JSON.stringify(allowedValue)}`, 'zh-CN': `只能是 ${JSON.stringify(allowedValue)}` }),
  pattern: ({ pattern }) => describePattern(String(pattern)),
  minLength: ({ limit }) => ({ 'en-US': `is too short; write at least ${limit} characters`, 'zh-CN': `太短，至少 ${limit} 个字符` }),
  maxLength: ({ limit }) => ({ 'en-US': `is too long; write at most ${limit} characters`, 'zh-CN': `太长，最多 ${limit} 个字符` }),
  minItems: ({ limit }) => ({ 'en-US': `needs at least ${limit} entries`, 'zh-CN': `至少要有 ${limit} 项` }),
  maxItems: ({ limit }) => ({ 'en-US': `may have at most ${limit} entries; remove some`, 'zh-CN': `最多 ${limit} 项，请删减` }),
  minProperties: ({ limit }) => ({ 'en-US': `needs at least ${limit} entries`, 'zh-CN': `至少要有 ${limit} 项` }),
  maxProperties: ({ limit }) => ({ 'en-US': `may have at most ${limit} entries; remove some`, 'zh-CN': `最多 ${limit} 项，请删减` }),
  minimum: ({ limit }) => ({ 'en-US': `must be ${limit} or more`, 'zh-CN': `不能小于 ${limit}` }),
  maximum: ({ limit }) => ({ 'en-US': `must be ${limit} or less`, 'zh-CN': `不能大于 ${limit}` }),
  uniqueItems: ({ i, j }) => ({ 'en-US': `has the same entry twice (${Number(j) + 1} and ${Number(i) + 1}); remove one`, 'zh-CN': `第 ${Number(j) + 1} 项与第 ${Number(i) + 1} 项重复，请删除一项` }),
  anyOf: () => ({ 'en-US': 'has none of the forms it may have; see the docs page of the step type', 'zh-CN': '不是允许的任何一种形式；请看该步骤类型的说明' }),
};

function describePattern(pattern: string): Messages {
  const words = getEntry(patternWords, pattern);
  if (!words) return { 'en-US': `is not written as it must be (${pattern})`, 'zh-CN': `的写法不对（应符合 ${pattern}）` };
  return { 'en-US': `is not written as it must be; ${words['en-US'].charAt(0).toLowerCase()}${words['en-US'].slice(1)}`, 'zh-CN': `的写法不对，${words['zh-CN']}` };
}

const typeNames: Record<string, string> = {
  string: 'text', number: 'a number', integer: 'a whole number', boolean: 'true or false', object: 'an object { … }', array: 'a list [ … ]', null: 'null',
};

const typeNamesInChinese: Record<string, string> = {
  string: '文字', number: '数字', integer: '整数', boolean: ' true 或 false', object: '对象 { … }', array: '列表 [ … ]', null: ' null',
};

function describePlace(pointer: string): Messages {
  const [states, step, ...rest] = readPointer(pointer);
  if (states !== 'states' || step === undefined) {
    const name = readPointer(pointer).join('.');
    return name ? { 'en-US': `"${name}" of the flow`, 'zh-CN': `流程的“${name}”` } : { 'en-US': 'The flow', 'zh-CN': '流程' };
  }
  const name = (rest[0] === 'meta' ? rest.slice(1) : rest).join('.');
  return name ? { 'en-US': `"${name}" of step "${step}"`, 'zh-CN': `步骤“${step}”的“${name}”` } : { 'en-US': `Step "${step}"`, 'zh-CN': `步骤“${step}”` };
}

function listValues(values: unknown): string {
  return Array.isArray(values) ? values.map((value) => JSON.stringify(value)).join(', ') : String(values);
}
