import { expect, test } from '@jest/globals';
import { langOf } from './lang-of.js';

test.each([
  { text: { 'en-US': 'Bill', 'zh-CN': '账单' }, page: 'en-US', lang: undefined },
  { text: { 'en-GB': 'Bill' }, page: 'en-US', lang: undefined },
  { text: { 'zh-CN': '账单' }, page: 'en-US', lang: 'zh-CN' },
  { text: { 'en-US': 'Bill' }, page: 'zh-CN', lang: 'en-US' },
  { text: { 'fr-FR': 'La facture' }, page: 'zh-CN', lang: 'fr-FR' },
  { text: { 'en-US': '', 'zh-CN': '账单' }, page: 'en-US', lang: 'zh-CN' },
  { text: '说“人工”', page: 'en-US', lang: 'zh-CN' },
  { text: '说“人工”', page: 'zh-CN', lang: undefined },
  { text: 'VIP客户转人工', page: 'en-US', lang: 'zh-CN' },
  { text: 'A caller from 上海 asks for the bill', page: 'en-US', lang: undefined },
  { text: 'A silent caller', page: 'zh-CN', lang: 'en-US' },
  { text: 'card-services', page: 'en-US', lang: undefined },
  { text: 'API', page: 'zh-CN', lang: undefined },
  { text: '残高を聞く', page: 'zh-CN', lang: 'ja' },
  { text: undefined, page: 'en-US', lang: undefined },
  { text: {}, page: 'zh-CN', lang: undefined },
])('$text on a page in $page is marked as $lang', ({ text, page, lang }) => {
  expect(langOf(text as never, page)).toBe(lang);
});
