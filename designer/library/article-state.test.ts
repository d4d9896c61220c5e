import { expect, test } from '@jest/globals';
import type { Article } from '../../schemas/documents/article.js';
import { stateOf, todayHere } from './article-state.js';

const both = { 'zh-CN': '停车一小时免费。', 'en-US': 'Parking is free for an hour.' };
const article = (more: Partial<Article>): Article => ({ id: 'parking', title: both, text: both, ...more });

test.each([
  [{}, { kind: 'current' }],
  [{ expiresOn: '2026-11-22' }, { kind: 'expired', day: '2026-11-22' }],
  [{ expiresOn: '2026-12-06' }, { kind: 'expires', day: '2026-12-06' }],
  [{ expiresOn: '2026-12-07' }, { kind: 'current' }],
  [{ reviewOn: '2026-11-21' }, { kind: 'review', day: '2026-11-21' }],
  [{ reviewOn: '2026-11-22' }, { kind: 'current' }],
  [{ text: { 'zh-CN': '好' } }, { kind: 'missing', language: 'en-US' }],
  [{ text: { 'zh-CN': '好', 'en-GB': 'Good' } }, { kind: 'current' }],
])('an article with %j is %j', (more, state) => expect(stateOf({ document: article(more as Partial<Article>), archived: false }, '2026-11-22')).toEqual(state));

test('an archived article is that and nothing else', () => expect(stateOf({ document: article({ expiresOn: '2020-01-01' }), archived: true }, '2026-11-22')).toEqual({ kind: 'archived' }));

test('today is the day of the calendar on the wall', () => expect(todayHere(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05'));
