import { expect, test } from '@jest/globals';
import { createPromptRenderer } from '../../runtime/engine/prompts/render-prompt.js';
import { readPage } from './read-markdown.js';

const { render } = createPromptRenderer();

/** Rows of the table of figures: filter, value as written, in Chinese, in English. */
const rows = readPage('docs/prompts.md')
  .split('\n')
  .flatMap((line): [filter: string, written: string, zh: string, en: string][] => {
    const [, filter, written, zh, en] = /^\| `(\w+)` \| `?([^|`]+?)`? \| ([^|]+?) \| ([^|]+?) \|$/.exec(line) ?? [];
    return filter ? [[filter, written!, zh!, en!]] : [];
  });

test('every filter for figures is in the table', () => {
  expect(rows.map(([filter]) => filter).sort()).toEqual(['balance', 'date', 'digits', 'money', 'months', 'number', 'ordinal', 'percent', 'time']);
});

test.each(rows)('%s reads %s as %s, %s', (filter, written, zh, en) => {
  const x: unknown = written.startsWith('{') ? JSON.parse(written) : written;
  const read = (language: string): string => render(`{{ x | ${filter} }}`, { values: { x }, language, now: '2026-11-22T02:00:00Z', timeZone: 'Asia/Shanghai' });
  expect([read('zh-CN'), read('en-US')]).toEqual([zh, en]);
});

/** The house rules for figures, one by one: what a Chinese and an English listener of a bank's line expect. */
test.each<[template: string, zh: string, en: string]>([
  ['{{ "4.00" | money }}', '四元', 'four yuan'],
  ['{{ "12.00" | money }}', '十二元', 'twelve yuan'],
  ['{{ "2.00" | money }}', '两元', 'two yuan'],
  ['{{ "1234.50" | money }}', '一千二百三十四元五角', 'one thousand two hundred and thirty-four yuan fifty'],
  ['{{ "100.05" | money }}', '一百元零五分', 'one hundred yuan and five fen'],
  ['{{ "10200.00" | money }}', '一万零二百元', 'ten thousand two hundred yuan'],
  ['{{ "20030000.00" | money }}', '两千零三万元', 'twenty million thirty thousand yuan'],
  ['{{ "0.08" | money }}', '八分', 'eight fen'],
  ['{{ "-35.00" | balance }}', '您多还了三十五元', 'you have thirty-five yuan in credit'],
  ['{{ "4321" | digits }}', '四三二幺', 'four three two one'],
  ['{{ "1" | digits }}', '幺', 'one'],
  ['{{ "2026-12-05" | date }}', '十二月五日', 'the fifth of December'],
  ['{{ "09:30" | time }}', '上午九点半', 'half past nine'],
  ['{{ "15:00" | time }}', '下午三点', 'three in the afternoon'],
  ['{{ "2.5 %" | percent }}', '百分之二点五', 'two point five percent'],
  ['{{ "011X" | digits }}', '零幺幺艾克斯', 'zero one one X'],
])('%s is %s, %s', (template, zh, en) => {
  const read = (language: string): string => render(template, { values: {}, language, now: '2026-11-22T02:00:00Z', timeZone: 'Asia/Shanghai' });
  expect([read('zh-CN'), read('en-US')]).toEqual([zh, en]);
});
