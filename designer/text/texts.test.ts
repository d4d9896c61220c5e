import { expect, test } from '@jest/globals';
import type { TSchema } from '@sinclair/typebox';
import { definitions } from '../../schemas/definitions.js';
import { readProperties } from '../forms/form-schema.js';
import { enUS } from './en-us.js';
import { helpInChinese } from './step-help-zh-cn.js';
import { zhCN } from './zh-cn.js';

test.each(Object.values(definitions).map((definition) => [definition.type, definition.schema] as const))('the help of %s stands in Chinese too', (_type, schema) => {
  expect(helpsOf(schema).filter((help) => !(help in helpInChinese))).toEqual([]);
});

test('both languages have the same words, with the same blanks to fill in', () => {
  const chinese = flatten(zhCN);
  const differing = Object.entries(flatten(enUS)).filter(([key, english]) => !key.endsWith('_one') && blanks(english) !== blanks(chinese[key] ?? ''));
  expect(differing).toEqual([]);
});

function helpsOf(schema: TSchema): string[] {
  return readProperties(schema).flatMap((property) => [...(property.help ? [property.help] : []), ...helpsOf(property.schema), ...(property.schema.items ? helpsOf(property.schema.items as TSchema) : [])]);
}

function flatten(texts: object, path = ''): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).flatMap(([key, value]) => (typeof value === 'string' ? [[`${path}${key}`, value]] : Object.entries(flatten(value as object, `${path}${key}.`)))));
}

function blanks(text: string): string {
  return [...text.matchAll(/\{\{\w+\}\}/g)].map(([blank]) => blank).sort().join();
}
