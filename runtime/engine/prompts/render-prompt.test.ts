import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MAX_TEMPLATE_CHARACTERS, PromptTemplateError } from './prompt-engine.js';
import { MAX_VALUE_CHARACTERS } from './prompt-filters.js';
import { MAX_PROMPT_CHARACTERS, createPromptRenderer, type UnreadableOutput } from './render-prompt.js';

const { render } = createPromptRenderer();

const VALUES = {
  customer: { name: '李雷', segment: 'platinum', nickname: null, isMember: true },
  card: { last4: '4321' },
  bill: { amount: { amountMinor: 123450, currency: 'CNY' }, minimum: 100.05, due: '2026-12-05', daysLeft: 2, balance: '-35.00' },
  product: { name: '用卡保障', quotedPrice: { amountMinor: 400, currency: 'CNY' }, charge: { amountMinor: 1200, currency: 'CNY' }, free: { amountMinor: 0, currency: 'CNY' } },
  transfer: { time: '2026-11-22T07:00:00Z' },
  branches: [{ name: '示例路' }, { name: '样本街' }],
  funds: ['债券', '货币'],
  rate: 2.5,
  phone: '+8613800000001',
};

function speak(template: string, language = 'zh-CN', values: Record<string, unknown> = VALUES) {
  const missing: string[] = [];
  const unreadable: UnreadableOutput[] = [];
  const text = render(template, {
    values,
    language,
    now: '2026-11-22T02:00:00Z',
    timeZone: 'Asia/Shanghai',
    onMissing: (path) => missing.push(path),
    onUnreadable: (problem) => unreadable.push(problem),
  });
  return { text, missing, unreadable };
}

describe('what a caller hears', () => {
  test.each<[template: string, language: string, heard: string]>([
    ['尾号{{ card.last4 | digits }}，本期账单{{ bill.amount | money }}，最低还款{{ bill.minimum | money }}。', 'zh-CN', '尾号四三二幺，本期账单一千二百三十四元五角，最低还款一百元零五分。'],
    ['Card ending {{ card.last4 | digits }}. Your bill is {{ bill.amount | money }}.', 'en-US', 'Card ending four three two one. Your bill is one thousand two hundred and thirty-four yuan fifty.'],
    ['最后还款日{{ bill.due | date }}，还有{{ bill.daysLeft | number }}天。', 'zh-CN', '最后还款日十二月五日，还有两天。'],
    ['Please pay by {{ bill.due | date }}. That is in {{ bill.daysLeft | number }} days.', 'en-GB', 'Please pay by the fifth of December. That is in two days.'],
    ['每月{{ product.quotedPrice | money }}，每季{{ product.charge | money }}，记入账单。', 'zh-CN', '每月四元，每季十二元，记入账单。'],
    ['{{ product.free | money }}', 'zh-CN', '零元'],
    ['{{ product.free | money }}', 'en-US', 'zero yuan'],
    ['{{ bill.balance | balance }}。', 'zh-CN', '您多还了三十五元。'],
    ['{{ bill.balance | balance }}.', 'en-US', 'you have thirty-five yuan in credit.'],
    ['{{ transfer.time | time }}已经到账。', 'zh-CN', '下午三点已经到账。'],
    ['{{ rate | percent }}', 'zh-CN', '百分之二点五'],
    ['{{ 2 | ordinal }}', 'en-US', 'second'],
    ['{{ 3 | months }}', 'zh-CN', '三个月'],
    ['{{ 12.5 | money: "USD" }}', 'en-US', 'twelve dollars fifty'],
    ['{{ branches[0].name }}请按1，{{ branches[1].name }}请按2。', 'zh-CN', '示例路请按1，样本街请按2。'],
    ['{{ funds }}', 'zh-CN', '债券、货币'],
    ['{{ product.charge }}', 'zh-CN', '十二元'],
    ['{{ bill.daysLeft }}', 'zh-CN', '2'],
    ['{{ phone | slice: -4, 4 | digits }}', 'zh-CN', '零零零幺'],
    ['{{ bill.daysLeft | plus: 10 | number }}', 'zh-CN', '十二'],
    ['{{ customer.nickname | default: "朋友" }}', 'zh-CN', '朋友'],
    ['{% if customer.segment == "platinum" %}白金{% elsif customer.name %}{% else %}普通{% endif %}', 'zh-CN', '白金'],
    ['{% unless customer.isMember %}a{% else %}b{% endunless %}', 'zh-CN', 'b'],
    ['{% case customer.segment %}{% when "gold" %}金{% when "platinum" %}白金{% endcase %}', 'zh-CN', '白金'],
    ['{% assign who = customer.name | append: "先生" %}{{ who }}', 'zh-CN', '李雷先生'],
    ['{{ phone | url_encode }}', 'zh-CN', '%2B8613800000001'],
    ['plain, with { braces } and & < >', 'en-US', 'plain, with { braces } and & < >'],
  ])('%s', (template, language, heard) => {
    expect(speak(template, language)).toEqual({ text: heard, missing: [], unreadable: [] });
  });

  test.each<[template: string, language: string, read: string]>([
    ['每月{{ product.quotedPrice | money: "written" }}，首次{{ bill.due | date: "written" }}。', 'zh-CN', '每月4元，首次12月5日。'],
    ['{{ product.quotedPrice | money: "written" }} a month, first on {{ bill.due | date: "written" }}.', 'en-US', '4 yuan a month, first on 5 Dec.'],
    ['{{ bill.amount | money: "written" }}', 'en-US', '1234.50 yuan'],
    ['{{ 1 | money: "USD", "written" }}', 'en-US', '1 dollar'],
    ['{{ bill.balance | balance: "written" }}', 'zh-CN', '多还35元'],
    ['{{ bill.balance | balance: "written" }}', 'en-US', '35 yuan in credit'],
    ['{{ "2027-03-04" | date: "written" }}', 'en-US', '4 Mar 2027'],
    ['{{ transfer.time | time: "written" }} {{ card.last4 | digits: "written" }} {{ -2.50 | number: "written" }} {{ rate | percent: "written" }}', 'zh-CN', '15:00 4321 -2.5 2.5%'],
    ['{{ 12 | months: "written" }} {{ 22 | ordinal: "written" }} {{ 11 | ordinal: "written" }}', 'en-US', '1 year 22nd 11th'],
  ])('a text message reads %s', (template, language, read) => {
    expect(speak(template, language)).toEqual({ text: read, missing: [], unreadable: [] });
  });
});

describe('what is missing', () => {
  test.each<[template: string, heard: string, missing: string[]]>([
    ['您好{{ customer.title }}。', '您好。', ['customer.title']],
    ['{{ nobody.at.all }}{{ card.last4 | digits }}', '四三二幺', ['nobody.at.all']],
    ['{{ nobody | money }}{{ customer.nickname }}', '', ['nobody', 'customer.nickname']],
    ['{{ branches[5].name }}', '', ['branches[5].name']],
    ['{% if customer.segment %}{{ customer.title }}{{ customer.name }}{% endif %}', '李雷', ['customer.title']],
    ['{% if customer.title %}a{% else %}b{% endif %}{{ customer.title | default: "c" }}', 'bc', []],
    ['{% case nobody %}{% when 1 %}a{% else %}b{% endcase %}', 'b', []],
    ['{{ constructor }}{{ customer.__proto__ }}{{ customer.toString }}', '', ['constructor', 'customer.__proto__', 'customer.toString']],
  ])('%s', (template, heard, missing) => {
    expect(speak(template)).toEqual({ text: heard, missing, unreadable: [] });
  });

  test('without anyone to tell, it is just empty', () => {
    expect(render('您好{{ customer.title }}。', { values: {}, language: 'zh-CN', now: '2026-11-22' })).toBe('您好。');
  });
});

describe('what cannot be read', () => {
  test.each<[template: string, values: Record<string, unknown>, language: string, heard: string, filter: string]>([
    ['账单{{ x | money }}。', { x: 'soon' }, 'zh-CN', '账单暂时无法播报。', 'money'],
    ['Your bill is {{ x | money }}.', { x: {} }, 'en-US', 'Your bill is not available.', 'money'],
    ['{{ x }}', { x: { a: 1 } }, 'en-US', 'not available', 'output'],
    ['{{ x }}', { x: [{}] }, 'en-US', 'not available', 'output'],
    ['{{ x }}', { x: Number.NaN }, 'en-US', 'not available', 'output'],
    ['{{ x | upcase }}', { x: {} }, 'en-US', 'not available', 'output'],
    ['{{ x | divided_by: 0 }}', { x: 1 }, 'en-US', 'not available', 'output'],
    ['{{ x | date }}', { x: 'tomorrow' }, 'zh-CN', '暂时无法播报', 'date'],
    ['{{ x | time }}', { x: '25:00' }, 'zh-CN', '暂时无法播报', 'time'],
    ['{{ x | digits }}', { x: '四三' }, 'zh-CN', '暂时无法播报', 'digits'],
    ['{{ x | number }}', { x: 'many' }, 'zh-CN', '暂时无法播报', 'number'],
    ['{{ x | percent }}', { x: '%' }, 'zh-CN', '暂时无法播报', 'percent'],
    ['{{ x | money: "XXX" }}', { x: 1 }, 'zh-CN', '暂时无法播报', 'money'],
    ['a{{ (1..x) | size }}', { x: 1e9 }, 'zh-CN', '抱歉，这段内容暂时无法播报。', 'prompt'],
  ])('%s of %j', (template, values, language, heard, filter) => {
    const { text, unreadable } = speak(template, language, values);
    expect(text).toBe(heard);
    expect(unreadable).toEqual([{ filter, message: expect.any(String) }]);
  });
});

describe('what comes from outside', () => {
  test.each<[why: string, value: string, heard: string]>([
    ['is not run as a template', '{{ secret }}{% if 1 %}x{% endif %}', '{{ secret }}{% if 1 %}x{% endif %}'],
    ['keeps its markup for the carrier to escape', '<Hangup/>&', '<Hangup/>&'],
    ['loses what XML cannot hold', 'a\u0000b\u0008c\u001Bd\u007Fe\u0085f\uFFFEg\uFFFFh', 'abcdefgh'],
    ['loses halves of pairs and keeps whole ones', 'a\uD83Db😀c\uDE00', 'ab😀c'],
    ['keeps one kind of line end', 'a\r\nb\rc\td', 'a\nb\nc\td'],
    ['is cut when no one could listen to it', 'x'.repeat(100_000), 'x'.repeat(MAX_VALUE_CHARACTERS)],
  ])('%s', (_why, x, heard) => {
    expect(speak('{{ x }}', 'zh-CN', { x, secret: 'no' })).toEqual({ text: heard, missing: [], unreadable: [] });
  });

  test('a prompt of many long values is cut and says so', () => {
    const { text, unreadable } = speak('{{ x }}'.repeat(20), 'zh-CN', { x: '😀'.repeat(1000) });
    expect(text.length).toBeLessThanOrEqual(MAX_PROMPT_CHARACTERS);
    expect(unreadable).toEqual([{ filter: 'prompt', message: expect.stringContaining('split') }]);
  });

  const templates = [
    ...['money', 'balance', 'digits', 'date', 'time', 'percent', 'number', 'ordinal', 'months', 'upcase', 'append: x', 'replace: x, x', 'size', 'first', 'slice: 1', 'plus: x', 'round: x', 'truncate: 3', 'url_encode'].map(
      (filter) => `a{{ x | ${filter} }}b{{ x.y | ${filter} }}`,
    ),
    '{{ x }}{{ x.y.z }}{{ x[0] }}{{ x[x] }}',
    '{% if x > 3 %}{{ x }}{% elsif x contains "a" %}b{% endif %}{% case x %}{% when x %}c{% endcase %}{% assign y = x %}{{ y }}',
    '{{ x | default: "d" | money: x }}',
  ];

  test('never throws, nor reaches the caller as [object Object], NaN or a control character', () => {
    const anything = fc.oneof(fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withTypedArray: true, withMap: true }), fc.string({ unit: 'binary' }), fc.double(), fc.jsonValue());
    fc.assert(
      fc.property(fc.constantFrom(...templates), anything, fc.constantFrom('zh-CN', 'en-US', 'xx'), (template, x, language) => {
        const { text } = speak(template, language, { x });
        const isSaidByTheCaller = typeof x === 'string' || JSON.stringify(x, (_key, value: unknown) => (typeof value === 'bigint' ? '' : value))?.match(/\[object|NaN|undefined/i);
        // eslint-disable-next-line no-control-regex
        expect(text).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFE\uFFFF]|\p{Surrogate}/u);
        if (!isSaidByTheCaller) expect(text).not.toMatch(/\[object|NaN|undefined/i);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('what a template may not do', () => {
  test.each<[template: string, fix: RegExp]>([
    ['{% include "a" %}', /no tag "include".*if, elsif/],
    ['{% render "a" %}', /no tag "render"/],
    ['{% layout "a" %}', /no tag "layout"/],
    ['{% for i in (1..9) %}{% endfor %}', /no tag "for"/],
    ['{% raw %}{% endraw %}', /no tag "raw"/],
    ['{% constructor %}', /no tag "constructor"/],
    ['{{ a | json }}', /no filter "json"; use one of .*money/],
    ['{{ a | constructor }}', /no filter "constructor"/],
    ['{{ a', /close it with }}/],
    ['{% if a %}b', /not closed/],
    ['{{ }}', /customer\.name/],
    ['first line\n{{ a | nope }}', /line 2/],
    ['x'.repeat(MAX_TEMPLATE_CHARACTERS) + '{{ a }}', /Split it/],
  ])('%s', (template, fix) => {
    expect(() => speak(template)).toThrow(PromptTemplateError);
    expect(() => speak(template)).toThrow(fix);
  });
});

test('a second renderer and a template used again give the same', () => {
  const again = createPromptRenderer();
  const scope = { values: { x: 4 }, language: 'zh-CN', now: new Date('2026-11-22') };
  expect([again.render('{{ x | money }}', scope), again.render('{{ x | money }}', { ...scope, values: { x: 2 } }), again.render('{{ x | money }}', scope)]).toEqual(['四元', '两元', '四元']);
});
