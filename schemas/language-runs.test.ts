import { expect, it } from '@jest/globals';
import { languageRuns } from './language-runs.js';

const both = ['zh-CN', 'en-US'];

it.each([
  ['an English offer in a Chinese greeting', '您好，示例银行信用卡中心。For English, press 9.', 'zh-CN', both, [['zh-CN', '您好，示例银行信用卡中心。'], ['en-US', 'For English, press 9.']]],
  ['a Chinese offer in an English greeting', 'Hello, Example Bank cards. 中文服务请按9。', 'en-US', both, [['en-US', 'Hello, Example Bank cards.'], ['zh-CN', '中文服务请按9。']]],
  ['words after the offer', '您好。For English, press 9. 挂失请按1。', 'zh-CN', both, [['zh-CN', '您好。'], ['en-US', 'For English, press 9.'], ['zh-CN', '挂失请按1。']]],
  ['a foreign name in a Chinese text', '您好，Example Bank。请稍候。', 'zh-CN', both, [['zh-CN', '您好，Example Bank。请稍候。']]],
  ['a Chinese name in an English text', 'Hello, 王女士. Please hold.', 'en-US', both, [['en-US', 'Hello, 王女士. Please hold.']]],
  ['a short foreign sentence', '好的。OK.', 'zh-CN', both, [['zh-CN', '好的。OK.']]],
  ['a decimal', 'It is 2.5 percent. Goodbye.', 'en-US', both, [['en-US', 'It is 2.5 percent. Goodbye.']]],
  ['a language the flow does not have', '您好。For English, press 9.', 'zh-CN', ['zh-CN'], [['zh-CN', '您好。For English, press 9.']]],
  ['nothing to say', '  ', 'zh-CN', both, []],
] as const)('tells %s', (_name, text, language, languages, runs) => {
  expect(languageRuns(text, language, [...languages]).map((run) => [run.language, run.text])).toEqual(runs);
});
