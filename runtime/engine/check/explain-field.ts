import type { TSchema } from '@sinclair/typebox';
import { isNumberPlace, type BothLanguages, type FormControl } from '../../../schemas/form-controls.js';
import type { ValidationError } from '../../../schemas/validator.js';
import { describeSchemaWords } from './describe-schema-error.js';
import type { GraphStep } from './flow-graph.js';
import { inChinese, inEnglish } from './name-step.js';
import { patternWords } from './pattern-words.js';
import { pointerTo, readPointer } from './pointer.js';
import type { Messages } from './problem.js';

export interface FieldProblem {
  /** Of the field itself: of what is missing too. */
  pointer: string;
  messages: Messages;
  /** At the field, where nobody has to be told which one it is. */
  brief: Messages;
}

/** What a validator found in the data of a step, in the words of its form: the titles of the fields, and what to do. `null` where no form shows it. */
export function explainField(error: ValidationError, step: GraphStep | undefined): FieldProblem | null {
  const [, , meta, ...names] = readPointer(error.instancePath);
  const missing = error.keyword === 'required' ? String(error.params['missingProperty']) : null;
  const path = missing === null ? names : [...names, missing];
  if (meta !== 'meta' || path.length === 0 || !step?.definition) return null;
  const place = findPlace(step.definition.schema, path);
  if (!place) return null;
  const value = missing === null ? valueAt(step.data, names) : undefined;
  const brief = isComparison(path) && isEmpty(value) ? chooseCompared(place.schema) : wordsFor(error, place.schema, isEmpty(value));
  return {
    pointer: step.pointer + pointerTo('meta', ...path),
    messages: {
      'en-US': `Step ${inEnglish(step)}, ${place.titles.map((title) => title['en-US']).join(', ')}: ${lowered(brief['en-US'])}.`,
      'zh-CN': `步骤${inChinese(step)}的${place.titles.map((title) => title['zh-CN']).join('、')}：${brief['zh-CN']}。`,
    },
    brief: { 'en-US': `${brief['en-US']}.`, 'zh-CN': `${brief['zh-CN']}。` },
  };
}

/** The value of a condition: a row of a list `all`. */
function isComparison(path: string[]): boolean {
  return path.at(-1) === 'value' && path.at(-3) === 'all';
}

function chooseCompared(schema: TSchema): Messages {
  return withExample({ 'en-US': 'Choose what to compare', 'zh-CN': '请选择要比较的内容' }, (schema['x-form'] as { placeholder?: string } | undefined)?.placeholder);
}

/** The schema at the end of a path, and what its forms call the way there: “Branches” 1, “Value”. */
function findPlace(root: TSchema, path: string[]): { schema: TSchema; titles: BothLanguages[] } | null {
  const titles: BothLanguages[] = [];
  let schema = root;
  for (const name of path) {
    const next = partOf(schema, name);
    if (!next) return null;
    if (schema.type === 'array') {
      const list = titles.pop();
      titles.push({ 'en-US': `${list?.['en-US'] ?? ''} ${Number(name) + 1}`, 'zh-CN': `${list?.['zh-CN'] ?? ''}第 ${Number(name) + 1} 项` });
    } else {
      const title = (next['x-title'] as BothLanguages | undefined) ?? { 'en-US': name, 'zh-CN': name };
      titles.push({ 'en-US': `"${title['en-US']}"`, 'zh-CN': `“${title['zh-CN']}”` });
    }
    schema = next;
  }
  return { schema, titles };
}

function partOf(schema: TSchema, name: string): TSchema | undefined {
  if (schema.type === 'array') return schema.items as TSchema | undefined;
  const properties = schema.properties as Record<string, TSchema> | undefined;
  if (properties && Object.hasOwn(properties, name)) return properties[name];
  const patterns = (schema.patternProperties ?? {}) as Record<string, TSchema>;
  return Object.entries(patterns).find(([pattern]) => new RegExp(pattern).test(name))?.[1];
}

function valueAt(data: unknown, names: string[]): unknown {
  return names.reduce<unknown>((value, name) => (typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined), data);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function wordsFor(error: ValidationError, schema: TSchema, empty: boolean): Messages {
  const { keyword, params } = error;
  const form = (schema['x-form'] ?? {}) as { control?: FormControl; unit?: BothLanguages; labels?: Record<string, BothLanguages>; placeholder?: string };
  if (empty && ['required', 'pattern', 'minLength', 'enum', 'type', 'minItems', 'minProperties', 'format'].includes(keyword)) return withExample(emptyWords(form.control, schema), form.placeholder);
  const limit = `${String(params['limit'])}`;
  const unit = { 'en-US': form.unit ? ` ${form.unit['en-US']}` : '', 'zh-CN': form.unit ? ` ${form.unit['zh-CN']}` : '' };
  switch (keyword) {
    case 'pattern':
      return patternWords[String(params['pattern'])] ?? withExample({ 'en-US': 'Write it otherwise', 'zh-CN': '请换一种写法' }, form.placeholder);
    case 'enum':
      return chooseOne(schema, form.labels);
    case 'const':
      return { 'en-US': `Only ${JSON.stringify(params['allowedValue'])} can stand here`, 'zh-CN': `这里只能是 ${JSON.stringify(params['allowedValue'])}` };
    case 'format':
      return withExample(formatWords[String(params['format'])] ?? { 'en-US': 'Write it otherwise', 'zh-CN': '请换一种写法' }, form.placeholder);
    case 'type':
      return typeWords[String(params['type'])] ?? { 'en-US': 'Write it otherwise', 'zh-CN': '请换一种写法' };
    case 'minLength':
      return { 'en-US': `Write at least ${limit} characters`, 'zh-CN': `至少填写 ${limit} 个字符` };
    case 'maxLength':
      return { 'en-US': `Make it shorter: at most ${limit} characters`, 'zh-CN': `请缩短，最多 ${limit} 个字符` };
    case 'minimum':
      return { 'en-US': `Choose ${limit}${unit['en-US']} or more`, 'zh-CN': `不能小于 ${limit}${unit['zh-CN']}` };
    case 'maximum':
      return { 'en-US': `Choose ${limit}${unit['en-US']} or less`, 'zh-CN': `不能大于 ${limit}${unit['zh-CN']}` };
    case 'multipleOf':
      return params['multipleOf'] === 1 ? typeWords['integer']! : { 'en-US': `Use steps of ${String(params['multipleOf'])}`, 'zh-CN': `必须是 ${String(params['multipleOf'])} 的倍数` };
    case 'minItems':
    case 'minProperties':
      return { 'en-US': `Add more: at least ${limit}`, 'zh-CN': `请再添加，至少 ${limit} 项` };
    case 'maxItems':
    case 'maxProperties':
      return { 'en-US': `Remove some: at most ${limit}`, 'zh-CN': `请删减，最多 ${limit} 项` };
    default:
      return sentence(describeSchemaWords(error));
  }
}

/** What to do with a field that nobody has filled in. */
function emptyWords(control: FormControl | undefined, schema: TSchema): Messages {
  if (control === 'path') return schema.pattern && patternIsRead(schema.pattern) ? { 'en-US': 'Choose a value', 'zh-CN': '请选择取值' } : { 'en-US': 'Write where to keep it', 'zh-CN': '请填写保存位置' };
  if (isNumberPlace(schema)) return { 'en-US': 'Which number? Write it with its country', 'zh-CN': '要拨打哪个号码？请带国家代码填写' };
  if (schema.type === 'array') return (schema['x-form'] as { control?: string } | undefined)?.control === 'product' ? { 'en-US': 'Choose a product', 'zh-CN': '请选择产品' } : { 'en-US': 'Add at least one', 'zh-CN': '请至少添加一项' };
  return (control && wordsOfControl[control]) ?? { 'en-US': 'Fill this in', 'zh-CN': '请填写' };
}

function patternIsRead(pattern: string): boolean {
  return patternWords[pattern]?.['en-US'].startsWith('Write the path of a value') ?? false;
}

const wordsOfControl: Partial<Record<FormControl, Messages>> = {
  prompt: { 'en-US': 'Write the words', 'zh-CN': '请填写文字' },
  number: { 'en-US': 'Write a number', 'zh-CN': '请填写数字' },
  select: { 'en-US': 'Choose one', 'zh-CN': '请选择一项' },
  key: { 'en-US': 'Choose a key', 'zh-CN': '请选择按键' },
  flow: { 'en-US': 'Choose a flow', 'zh-CN': '请选择流程' },
  product: { 'en-US': 'Choose a product', 'zh-CN': '请选择产品' },
  recording: { 'en-US': 'Choose a recording', 'zh-CN': '请选择录音' },
  toggle: { 'en-US': 'Choose yes or no', 'zh-CN': '请选择是或否' },
  money: { 'en-US': 'Write an amount', 'zh-CN': '请填写金额' },
};

const typeWords: Record<string, Messages> = {
  string: { 'en-US': 'Write text', 'zh-CN': '请填写文字' },
  number: { 'en-US': 'Write a number', 'zh-CN': '请填写数字' },
  integer: { 'en-US': 'Write a whole number', 'zh-CN': '请填写整数' },
  boolean: { 'en-US': 'Choose yes or no', 'zh-CN': '请选择是或否' },
  array: { 'en-US': 'Make it a list', 'zh-CN': '这里应是一个列表' },
  object: { 'en-US': 'Make it a group of fields', 'zh-CN': '这里应是一组字段' },
};

const formatWords: Record<string, Messages> = {
  date: { 'en-US': 'Write a day, such as 2026-10-01', 'zh-CN': '请填写日期，例如 2026-10-01' },
  'date-time': { 'en-US': 'Write a day and a time, such as 2026-10-01T08:30:00+08:00', 'zh-CN': '请填写日期和时间，例如 2026-10-01T08:30:00+08:00' },
  email: { 'en-US': 'Write an address of mail, such as name@example.com', 'zh-CN': '请填写邮箱地址，例如 name@example.com' },
  uri: { 'en-US': 'Write a web address, such as https://example.com', 'zh-CN': '请填写网址，例如 https://example.com' },
};

function chooseOne(schema: TSchema, labels: Record<string, BothLanguages> | undefined): Messages {
  const values = (schema.enum ?? []) as unknown[];
  const list = (reader: keyof BothLanguages, between: string): string => values.map((value) => labels?.[String(value)]?.[reader] ?? String(value)).join(between);
  return { 'en-US': `Choose one of: ${list('en-US', ', ')}`, 'zh-CN': `请选择其中一项：${list('zh-CN', '、')}` };
}

function withExample(words: Messages, example: string | undefined): Messages {
  return example ? { 'en-US': `${words['en-US']}, such as ${example}`, 'zh-CN': `${words['zh-CN']}，例如 ${example}` } : words;
}

function sentence(words: Messages): Messages {
  return { 'en-US': `It ${words['en-US']}`, 'zh-CN': `这里${words['zh-CN']}` };
}

function lowered(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
