import { expect, test } from '@jest/globals';
import { chooseLanguage, localized } from './localized.js';

test.each<[text: Record<string, string> | undefined, language: string, fallbacks: string[], chosen: string]>([
  [{ 'zh-CN': '你好', 'en-US': 'Hello' }, 'en-US', ['zh-CN'], 'Hello'],
  [{ 'zh-CN': '你好', 'en-US': 'Hello' }, 'en-GB', ['zh-CN'], 'Hello'],
  [{ 'zh-CN': '你好', 'zh-TW': '妳好' }, 'zh-TW', [], '妳好'],
  [{ 'zh-CN': '你好', 'en-US': 'Hello' }, 'fr-FR', ['en-GB', 'zh-CN'], 'Hello'],
  [{ 'zh-CN': '你好' }, 'en-US', ['zh-CN', 'en-US'], '你好'],
  [{ 'zh-CN': '你好', 'en-US': ' ' }, 'en-US', ['zh-CN'], '你好'],
  [{ 'de-DE': 'Hallo' }, 'en-US', ['zh-CN'], 'Hallo'],
  [{ 'zh-CN': '你好' }, 'constructor', [], '你好'],
  [{}, 'en-US', ['zh-CN'], ''],
  [undefined, 'en-US', ['zh-CN'], ''],
])('%j in %s, else %j, is %j', (text, language, fallbacks, chosen) => {
  expect(localized(text, language, fallbacks)).toBe(chosen);
});

test('the language of the text is known, so that its own voice can say it', () => {
  expect(chooseLanguage({ 'zh-CN': '你好' }, 'en-US', ['zh-CN'])).toBe('zh-CN');
  expect(chooseLanguage({}, 'en-US')).toBeUndefined();
});
