import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { estimateSpeechSeconds } from './estimate-speech-seconds.js';

const WORD = 1 / 2.6;

test.each<[text: string, language: string, seconds: number]>([
  ['', 'zh-CN', 0],
  ['查账单请按2', 'zh-CN', 1.5],
  ['查账单请按2。', 'zh-CN', 1.9],
  ['好的，不办，不收费。', 'zh-CN', 7 / 4 + 0.25 * 2 + 0.4],
  ['每月四元、每季十二元；自愿办理！', 'zh-CN', 13 / 4 + 0.25 + 0.4 * 2],
  ['There is no bill this month.', 'en-US', 6 * WORD + 0.4],
  ["I don't hold your e-mail address, sorry.", 'en-US', 7 * WORD + 0.25 + 0.4],
  ['To get it, press 1. No thank you, 2.', 'en-US', 9 * WORD + 0.25 * 2 + 0.4 * 2],
  ['您好，示例银行。For English, press 9.', 'zh-CN', 6 / 4 + 0.25 + 0.4 + 3 * WORD + 0.25 + 0.25 + 0.4],
  ['It costs 2.5 yuan', 'en-US', 6 * WORD],
  ['Really?! Yes...', 'en-US', 2 * WORD + 0.4 * 2],
  ['1,000', 'en-US', 4 * WORD],
  ['9:30', 'en-US', 3 * WORD],
])('%s (%s) lasts %d s', (text, language, seconds) => {
  expect(estimateSpeechSeconds(text, language)).toBeCloseTo(seconds, 6);
});

test('more text never takes less time', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => estimateSpeechSeconds(`${a}。${b}`, 'zh-CN') >= estimateSpeechSeconds(a, 'zh-CN') - 1e-9));
});
