import type { ErrorObject } from 'ajv/dist/2020.js';
import type { BothLanguages } from '../../../schemas/form-controls.js';
import { describeSchemaWords } from '../../engine/check/describe-schema-error.js';

/** Where something was sent. */
export type Where = 'body' | 'path' | 'query';

/** What a validator found wrong with a request: the field, and what it must be. */
export function explainSchemaError(error: ErrorObject | undefined, where: Where): BothLanguages {
  return { 'en-US': explainInEnglish(error, where), 'zh-CN': explainInChinese(error, where) };
}

function explainInEnglish(error: ErrorObject | undefined, where: Where): string {
  const place = `${where}${error?.instancePath.replaceAll('/', '.') ?? ''}`;
  const { additionalProperty, allowedValue, allowedValues } = (error?.params ?? {}) as { additionalProperty?: string; allowedValue?: unknown; allowedValues?: unknown[] };
  if (additionalProperty !== undefined) return `${place} has "${additionalProperty}", which is not known here. Remove it.`;
  if (allowedValues) return `${place} must be one of ${allowedValues.join(', ')}.`;
  if (allowedValue !== undefined) return `${place} must be ${JSON.stringify(allowedValue)}.`;
  if (error?.keyword === 'pattern') return `${place} ${describeSchemaWords({ ...error })['en-US']}.`;
  return `${place} ${error?.message ?? 'is not valid'}.`;
}

function explainInChinese(error: ErrorObject | undefined, where: Where): string {
  const name = error?.instancePath.slice(1).replaceAll('/', '.') ?? '';
  const place = name === '' ? places[where] : where === 'body' ? `“${name}”` : `${places[where]}中的“${name}”`;
  return `${place}${error ? wordsFor(error) : '不正确，请修改'}。`;
}

const places: Record<Where, string> = { body: '提交的内容', path: '网址', query: '查询条件' };

function wordsFor({ keyword, params, message, instancePath, schemaPath }: ErrorObject): string {
  if (keyword === 'format') return `不是有效的${formats[String(params['format'])] ?? String(params['format'])}，请改正`;
  if (keyword === 'minLength' && params['limit'] === 1) return '不能为空，请填写';
  return describeSchemaWords({ keyword, params, message, instancePath, schemaPath })['zh-CN'];
}

const formats: Record<string, string> = { email: '邮箱地址', date: '日期', time: '时间', 'date-time': '日期时间', uri: '网址', uuid: '标识（UUID）' };
