import { expect, test } from '@jest/globals';
import type { TSchema } from '@sinclair/typebox';
import { definitions } from '../../../schemas/definitions.js';
import type { JsonObject } from '../../../schemas/json.js';
import { checkFlow } from './check-flow.js';
import { patternWords } from './pattern-words.js';

function problemsOf(meta: JsonObject) {
  const document = { id: 'line', initial: 'a', meta: { specVersion: '1.0', name: 'Line', languages: ['en-US'] }, states: { a: { meta: { title: { 'en-US': 'Which', 'zh-CN': '哪一个' }, ...meta }, on: {} } } };
  return checkFlow(document).filter(({ rule }) => rule === 'schema');
}

const branch = (row: JsonObject): JsonObject => ({ step: 'branch', branches: [{ id: 'old', label: { 'en-US': 'Old' }, all: [{ value: 'customer.age', is: 'equal' }, row] }] });
const digits: JsonObject = { step: 'collect_digits', prompt: { 'en-US': 'Your card.' }, saveAs: 'card', minimumDigits: 4, maximumDigits: 4 };

test.each<[string, JsonObject, string, string, string]>([
  ['an empty condition', branch({ value: '', is: 'equal' }), 'branches/0/all/1/value', 'Choose what to compare, such as customer.segment.', '请选择要比较的内容，例如 customer.segment。'],
  ['a path that is none', branch({ value: 'a b', is: 'equal' }), 'branches/0/all/1/value', 'Write the path of a value: names with dots between them, such as customer.segment.', '请填写取值路径：用点连接的名字，例如 customer.segment。'],
  ['a comparison that is missing', branch({ value: 'customer.age' }), 'branches/0/all/1/is', 'Choose one.', '请选择一项。'],
  ['a comparison that is none', { step: 'survey', prompt: { 'en-US': 'How was it?' }, kind: 'stars' }, 'kind', 'Choose one of: ', '请选择其中一项：'],
  ['no place to keep it', { ...digits, saveAs: '' }, 'saveAs', 'Write where to keep it, such as ', '请填写保存位置，例如 '],
  ['a number that is too small', { ...digits, minimumDigits: 0 }, 'minimumDigits', 'Choose 1', '不能小于 1'],
  ['a text for a number', { ...digits, minimumDigits: 'four' }, 'minimumDigits', 'Write a whole number.', '请填写整数。'],
  ['an address nobody wrote', { step: 'transfer', number: '' }, 'number', 'Which number? Write it with its country, such as +861088886666.', '要拨打哪个号码？请带国家代码填写，例如 +861088886666。'],
  ['a flow nobody chose', { step: 'subflow', flow: '', exits: [] }, 'flow', 'Choose a flow', '请选择流程'],
  ['no choices', { step: 'menu', prompt: { 'en-US': 'Press.' }, choices: [] }, 'choices', 'Add at least one.', '请至少添加一项。'],
])('%s is told in plain words at its field', (_, meta, at, english, chinese) => {
  const [problem] = problemsOf(meta);
  expect(problem?.pointer).toBe(`/states/a/meta/${at}`);
  expect(problem?.brief?.['en-US']).toMatch(new RegExp(`^${english.replace(/[.+?]/g, '\\$&')}`));
  expect(problem?.brief?.['zh-CN']).toMatch(new RegExp(`^${chinese.replace(/[.+?]/g, '\\$&')}`));
});

test('in a list of problems the field goes by its title, and no path or pattern is shown', () => {
  const [problem] = problemsOf(branch({ value: '', is: 'equal' }));
  expect(problem?.messages['en-US']).toMatch(/^Step "Which".*, "Branches" 1, "When all hold" 2, "Value": choose what to compare, such as customer\.segment\.$/);
  expect(problem?.messages['zh-CN']).toMatch(/^步骤“哪一个”.*的“分支”第 1 项、“同时满足”第 2 项、“取值”：请选择要比较的内容，例如 customer\.segment。$/);
});

test('every pattern that a step type knows has words', () => {
  const patterns = Object.values(definitions).flatMap((definition) => patternsIn(definition.schema));
  expect([...new Set(patterns)].filter((pattern) => !patternWords[pattern])).toEqual([]);
});

function patternsIn(schema: TSchema): string[] {
  const parts = [...Object.values((schema.properties ?? {}) as Record<string, TSchema>), ...Object.values((schema.patternProperties ?? {}) as Record<string, TSchema>), ...(schema.items ? [schema.items as TSchema] : [])];
  return [...(schema.pattern ? [schema.pattern as string] : []), ...parts.flatMap(patternsIn)];
}

test('nothing but the choice itself is told of conditions that compare nothing yet', () => {
  const row = (id: string) => ({ id, label: { 'en-US': id }, all: [{ value: '', is: 'equal', to: 1 }] });
  const states = { a: { meta: { step: 'branch', branches: [row('old'), row('new')] }, on: { old: 'b', new: 'b', otherwise: 'b' } }, b: { type: 'final', meta: { step: 'hang_up' } } };
  const problems = checkFlow({ id: 'line', initial: 'a', meta: { specVersion: '1.0', name: 'Line', languages: ['en-US'] }, states });
  expect(problems.filter(({ step }) => step === 'a').map(({ rule, pointer }) => `${rule} ${pointer}`)).toEqual(['schema /states/a/meta/branches/0/all/0/value', 'schema /states/a/meta/branches/1/all/0/value']);
});
