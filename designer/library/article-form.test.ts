import { expect, test } from '@jest/globals';
import type { Article } from '../../schemas/documents/article.js';
import { createForm, isWhole, readArticle, renderArticle, suggestId } from './article-form.js';

const article: Article = {
  id: 'parking',
  title: { 'zh-CN': '停车', 'en-US': 'Parking' },
  text: { 'zh-CN': '免费一小时。', 'en-US': 'Free for an hour.', ja: '一時間無料です。' },
  keywords: { 'zh-CN': ['车位'] },
  owner: 'Branches',
  expiresOn: '2027-01-01',
};

test('what is read and not changed is written as it was', () => expect(renderArticle(readArticle(article))).toEqual(article));

test('what is empty is left out', () => {
  const form = readArticle(article);
  expect(renderArticle({ ...form, owner: ' ', words: { ...form.words, ja: { title: '', text: '  ', keywords: [], agentText: '' } } })).toEqual({ ...article, owner: undefined, text: { 'zh-CN': '免费一小时。', 'en-US': 'Free for an hour.' } });
});

test('an article about a question is found by it', () => {
  const form = createForm('停车要钱吗', 'zh-CN');
  expect([form.words['zh-CN']?.keywords, isWhole(form)]).toEqual([['停车要钱吗'], false]);
});

test.each([
  ['Parking at the branch!', 'parking_at_the_branch'],
  ['2 cards', 'cards'],
  ['', 'article_1'],
  ['New', 'new_1'],
  ['Taken', 'taken_1'],
])('"%s" is called %s', (title, id) => {
  const form = createForm('', 'en-US');
  form.words = { 'en-US': { title, text: '', keywords: [], agentText: '' } };
  expect(suggestId(form, new Set(['taken']))).toBe(id);
});
