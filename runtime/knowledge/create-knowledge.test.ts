import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Article } from '../../schemas/documents/article.js';
import { createKnowledge } from './create-knowledge.js';
import { readArticles } from './read-articles.js';

const articles = await readArticles(join(import.meta.dirname, '../../flows'));
const now = '2026-11-23T02:00:00.000Z';

async function ask(query: string, language = 'zh-CN', from: readonly Article[] = articles): Promise<string | null> {
  const [best] = await createKnowledge(from).search({ query, language, limit: 3, now });
  return best?.article ?? null;
}

describe('A caller who asks', () => {
  test.each([
    ['年费', 'annual_fee_waiver'],
    ['请问年费可以免吗', 'annual_fee_waiver'],
    ['我想提高我的额度', 'raise_limit'],
    ['提额', 'raise_limit'],
    ['这个账单我想分几个月还', 'instalments'],
    ['下个月出国，卡能用吗', 'card_abroad'],
    ['怎么改账单日', 'bill_date'],
    ['积分什么时候过期', 'points_expiry'],
  ])('%s hears %s', async (query, article) => expect(await ask(query)).toBe(article));

  test.each([
    ['annual fee', 'annual_fee_waiver'],
    ['Why was I charged an annual fee?', 'annual_fee_waiver'],
    ['I need a higher limit please', 'raise_limit'],
    ['can I pay in parts', 'instalments'],
    ['Can I pay my bill in instalments', 'instalments'],
    ["I'm travelling abroad next week", 'card_abroad'],
    ['change my billing date', 'bill_date'],
    ['when do my points expire', 'points_expiry'],
  ])('%s in English hears %s', async (query, article) => expect(await ask(query, 'en-US')).toBe(article));

  test.each(['今天天气怎么样', '我要投诉你们', '股票', '吗', '', '！？', '   '])('"%s" hears nothing rather than something wrong', async (query) => expect(await ask(query)).toBeNull());

  test.each(['what is the weather today', 'mortgage', 'the', ''])('"%s" in English hears nothing', async (query) => expect(await ask(query, 'en-US')).toBeNull());
});

test('an article that has expired is not read, and is on the day before', async () => {
  const until = (expiresOn: string) => articles.filter(({ id }) => id === 'raise_limit').map((article) => ({ ...article, expiresOn }));
  expect(await ask('提额', 'zh-CN', until('2026-11-23'))).toBeNull();
  expect(await ask('提额', 'zh-CN', until('2026-11-24'))).toBe('raise_limit');
});

test('an article is found only in languages it speaks', async () => {
  const chineseOnly = articles.map(({ text, ...article }) => ({ ...article, text: { 'zh-CN': text['zh-CN']! } }));
  expect(await ask('annual fee', 'en-US', chineseOnly)).toBeNull();
});

test('no more are given than were asked for, the best first', async () => {
  const hits = await createKnowledge(articles).search({ query: '账单日 账单分期', language: 'zh-CN', limit: 2, now });
  expect(hits.map(({ article }) => article).sort()).toEqual(['bill_date', 'instalments']);
  expect(hits[0]!.score).toBeGreaterThanOrEqual(hits[1]!.score);
});

test('a thousand articles are searched well within a turn', async () => {
  const many = Array.from({ length: 1000 }, (_, at) => ({ ...articles[at % articles.length]!, id: `article_${at}` }));
  const knowledge = createKnowledge(many);
  await knowledge.search({ query: '年费', language: 'zh-CN', limit: 3, now });
  const times: number[] = [];
  for (let run = 0; run < 5; run += 1) {
    const began = performance.now();
    await knowledge.search({ query: '请问我这张卡的年费怎么减免', language: 'zh-CN', limit: 3, now });
    times.push(performance.now() - began);
  }
  expect(Math.min(...times)).toBeLessThan(50);
});
