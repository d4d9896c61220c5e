import { describe, expect, test } from '@jest/globals';
import { errors, fail } from './errors.js';
import { apiErrors, refuse } from './http/api/api-errors.js';

test.each([
  [1, 'The flow has 1 error and cannot be published. Mend it first.'],
  [2, 'The flow has 2 errors and cannot be published. Mend them first.'],
])('%d of something is said with the word for it', (count, expected) => {
  expect(fail('has_problems', { count }).message).toBe(expected);
});

test('what is not told leaves nothing in its place', () => {
  expect(fail('not_found', { what: 'The flow "none"' }).message).toBe('The flow "none" does not exist. ');
});

const told = { what: { 'en-US': 'Flow "a"', 'zh-CN': '流程“a”' }, fix: { 'en-US': 'Create it.', 'zh-CN': '请新建。' }, revision: 3 };

test.each([
  { error: fail('not_found', told), english: 'Flow "a" does not exist. Create it.', chinese: '流程“a”不存在。请新建。' },
  { error: refuse('already_exists', told), english: 'Flow "a" exists already. Create it.', chinese: '流程“a”已存在。请新建。' },
])('$error.code tells each reader what differs by language, and programs the English', ({ error, english, chinese }) => {
  expect([error.message, error.messages]).toEqual([english, { 'en-US': english, 'zh-CN': chinese }]);
  expect(error.details).toEqual({ what: 'Flow "a"', fix: 'Create it.', revision: 3 });
});

test('what is said once stands in both sentences, and what holds more than two texts is no pair', () => {
  const error = fail('has_problems', { count: 2, problems: [{ messages: { 'en-US': 'One', 'zh-CN': '一' } }] });
  expect(error.messages['zh-CN']).toBe('流程有 2 个错误，不能发布。请先改正。');
  expect(error.details['problems']).toEqual([{ messages: { 'en-US': 'One', 'zh-CN': '一' } }]);
});

describe.each(Object.entries({ ...errors, ...apiErrors }))('%s', (_code, { messages }) => {
  test('is said in English and in Chinese, with the same things filled in', () => {
    expect(placesOf(messages['zh-CN'])).toEqual(placesOf(messages['en-US']));
    expect(messages['en-US']).not.toMatch(/[\u3000-\u9fff\uff00-\uffef]/);
    if (/\w{4}/.test(messages['en-US'].replace(/\{[^}]*\}/g, ''))) expect(messages['zh-CN']).toMatch(/[\u4e00-\u9fff]{3}/);
  });

  test('names commands that the reader can copy in both', () => {
    const commands = (text: string): string[] => [...new Set(text.match(/`[^`]+`/g))].sort();
    expect(commands(messages['zh-CN'])).toEqual(commands(messages['en-US']));
  });
});

function placesOf(message: string): string[] {
  return [...new Set([...message.matchAll(/\{(\w+)/g)].map(([, name]) => name!))].sort();
}
