import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readBalance, readCount, readDate, readDigits, readMoney, readMonths, readNumber, readOrdinal, readPercent, readTime } from './read-figures.js';
import { UnreadableValueError } from './unreadable-value-error.js';

const NOW = '2026-11-22T02:00:00Z';

describe('money', () => {
  test.each<[amount: unknown, currency: string, zh: string, en: string]>([
    ['4.00', 'CNY', '四元', 'four yuan'],
    ['12.00', 'CNY', '十二元', 'twelve yuan'],
    ['2.00', 'CNY', '两元', 'two yuan'],
    ['1234.50', 'CNY', '一千二百三十四元五角', 'one thousand two hundred and thirty-four yuan fifty'],
    ['100.05', 'CNY', '一百元零五分', 'one hundred yuan and five fen'],
    ['10200.00', 'CNY', '一万零二百元', 'ten thousand two hundred yuan'],
    ['20030000.00', 'CNY', '两千零三万元', 'twenty million thirty thousand yuan'],
    ['0.08', 'CNY', '八分', 'eight fen'],
    [0, 'CNY', '零元', 'zero yuan'],
    [-0, 'CNY', '零元', 'zero yuan'],
    ['-0.001', 'CNY', '零元', 'zero yuan'],
    [1, 'CNY', '一元', 'one yuan'],
    [0.5, 'CNY', '五角', 'fifty fen'],
    [0.12, 'CNY', '一角二分', 'twelve fen'],
    [0.01, 'CNY', '一分', 'one fen'],
    [10, 'CNY', '十元', 'ten yuan'],
    [10.1, 'CNY', '十元一角', 'ten yuan ten'],
    [10.01, 'CNY', '十元零一分', 'ten yuan and one fen'],
    [22.22, 'CNY', '二十二元二角二分', 'twenty-two yuan twenty-two'],
    [102, 'CNY', '一百零二元', 'one hundred and two yuan'],
    [200, 'CNY', '二百元', 'two hundred yuan'],
    [2000, 'CNY', '两千元', 'two thousand yuan'],
    [20000, 'CNY', '两万元', 'twenty thousand yuan'],
    [22222, 'CNY', '两万两千二百二十二元', 'twenty-two thousand two hundred and twenty-two yuan'],
    [200000000, 'CNY', '两亿元', 'two hundred million yuan'],
    ['1,234.50', 'CNY', '一千二百三十四元五角', 'one thousand two hundred and thirty-four yuan fifty'],
    ['１２．００', 'CNY', '十二元', 'twelve yuan'],
    [' 12 ', 'CNY', '十二元', 'twelve yuan'],
    ['12.50 USD', 'CNY', '十二美元五十美分', 'twelve dollars fifty'],
    ['CNY 12', 'USD', '十二元', 'twelve yuan'],
    ['1e3', 'CNY', '一千元', 'one thousand yuan'],
    [1.005, 'CNY', '一元零一分', 'one yuan and one fen'],
    [0.1 + 0.2, 'CNY', '三角', 'thirty fen'],
    [0.999, 'CNY', '一元', 'one yuan'],
    [{ amountMinor: 400, currency: 'CNY' }, 'CNY', '四元', 'four yuan'],
    [{ amountMinor: 1205, currency: 'USD' }, 'CNY', '十二美元零五美分', 'twelve dollars and five cents'],
    [{ amountMinor: '400' }, 'CNY', '四元', 'four yuan'],
    [{ amountMinor: 400, currency: 'JPY' }, 'CNY', '四百日元', 'four hundred yen'],
    [{ amountMinor: 0, currency: 'CNY' }, 'CNY', '零元', 'zero yuan'],
    [1, 'USD', '一美元', 'one dollar'],
    [0.02, 'USD', '两美分', 'two cents'],
    [2.01, 'EUR', '两欧元零一欧分', 'two euros and one cent'],
    [2.5, 'HKD', '两港元五角', 'two Hong Kong dollars fifty'],
    [1.01, 'GBP', '一英镑零一便士', 'one pound and one penny'],
    [0.99, 'GBP', '九十九便士', 'ninety-nine pence'],
    [1.5, 'JPY', '两日元', 'two yen'],
    [-35, 'CNY', '负三十五元', 'minus thirty-five yuan'],
    [4, 'cny', '四元', 'four yuan'],
  ])('%j %s is %s, %s', (amount, currency, zh, en) => {
    expect(readMoney(amount, currency, 'zh-CN')).toBe(zh);
    expect(readMoney(amount, currency, 'en-US')).toBe(en);
  });

  test.each<[unknown, string, string]>([
    ['-35.00', '您多还了三十五元', 'you have thirty-five yuan in credit'],
    [{ amountMinor: -3505, currency: 'CNY' }, '您多还了三十五元零五分', 'you have thirty-five yuan and five fen in credit'],
    ['−35', '您多还了三十五元', 'you have thirty-five yuan in credit'],
    [35, '三十五元', 'thirty-five yuan'],
    [0, '零元', 'zero yuan'],
  ])('a balance of %j is %s, %s', (amount, zh, en) => {
    expect(readBalance(amount, 'CNY', 'zh-CN')).toBe(zh);
    expect(readBalance(amount, 'CNY', 'en-US')).toBe(en);
  });

  test.each<[why: string, amount: unknown, currency: string]>([
    ['not a number', Number.NaN, 'CNY'],
    ['not finite', Infinity, 'CNY'],
    ['a word', 'twelve', 'CNY'],
    ['empty', '', 'CNY'],
    ['nothing', null, 'CNY'],
    ['a broken thousands separator', '1,23', 'CNY'],
    ['an object of another kind', { amount: 4 }, 'CNY'],
    ['a list', [4], 'CNY'],
    ['a fraction of a minor unit', { amountMinor: 4.5, currency: 'CNY' }, 'CNY'],
    ['an unknown currency', 4, 'CHF'],
    ['a currency that is a property of every object', 4, 'constructor'],
    ['an unknown currency in the amount', { amountMinor: 400, currency: 'XXX' }, 'CNY'],
    ['too large to be a sum of money', 1e15, 'CNY'],
    ['an exponent out of all reason', '1e999', 'CNY'],
    ['a very long text', '9'.repeat(100_000), 'CNY'],
    ['true', true, 'CNY'],
  ])('what is %s is refused with a fix', (_why, amount, currency) => {
    expect(() => readMoney(amount, currency, 'zh-CN')).toThrow(UnreadableValueError);
  });

  test('an error never repeats the value, which may be private', () => {
    expect(() => readDigits('6225 secret!', 'zh-CN')).toThrow(expect.objectContaining({ message: expect.not.stringContaining('secret') }));
  });
});

describe('numbers', () => {
  test.each<[value: unknown, zh: string, en: string]>([
    [0, '零', 'zero'],
    [1, '一', 'one'],
    [2, '二', 'two'],
    [10, '十', 'ten'],
    [11, '十一', 'eleven'],
    [12, '十二', 'twelve'],
    [13, '十三', 'thirteen'],
    [15, '十五', 'fifteen'],
    [19, '十九', 'nineteen'],
    [20, '二十', 'twenty'],
    [21, '二十一', 'twenty-one'],
    [40, '四十', 'forty'],
    [99, '九十九', 'ninety-nine'],
    [100, '一百', 'one hundred'],
    [101, '一百零一', 'one hundred and one'],
    [110, '一百一十', 'one hundred and ten'],
    [112, '一百一十二', 'one hundred and twelve'],
    [202, '二百零二', 'two hundred and two'],
    [999, '九百九十九', 'nine hundred and ninety-nine'],
    [1000, '一千', 'one thousand'],
    [1005, '一千零五', 'one thousand and five'],
    [1010, '一千零一十', 'one thousand and ten'],
    [1100, '一千一百', 'one thousand one hundred'],
    [2002, '两千零二', 'two thousand and two'],
    [2200, '两千二百', 'two thousand two hundred'],
    [10000, '一万', 'ten thousand'],
    [10001, '一万零一', 'ten thousand and one'],
    [10010, '一万零一十', 'ten thousand and ten'],
    [11000, '一万一千', 'eleven thousand'],
    [12378, '一万两千三百七十八', 'twelve thousand three hundred and seventy-eight'],
    [100000, '十万', 'one hundred thousand'],
    [100012, '十万零一十二', 'one hundred thousand and twelve'],
    [102000, '十万两千', 'one hundred and two thousand'],
    [120000, '十二万', 'one hundred and twenty thousand'],
    [1010000, '一百零一万', 'one million ten thousand'],
    [1000005, '一百万零五', 'one million and five'],
    [20020000, '两千零二万', 'twenty million twenty thousand'],
    [100000000, '一亿', 'one hundred million'],
    [100000001, '一亿零一', 'one hundred million and one'],
    [102000000, '一亿零二百万', 'one hundred and two million'],
    [110000200, '一亿一千万零二百', 'one hundred and ten million two hundred'],
    [200030000, '两亿零三万', 'two hundred million thirty thousand'],
    [1000100000, '十亿零一十万', 'one billion one hundred thousand'],
    [1200000000, '十二亿', 'one billion two hundred million'],
    [1e12, '一万亿', 'one trillion'],
    [2e12 + 2, '两万亿零二', 'two trillion and two'],
    [123456789012345, '一百二十三万四千五百六十七亿八千九百零一万两千三百四十五', 'one hundred and twenty-three trillion four hundred and fifty-six billion seven hundred and eighty-nine million twelve thousand three hundred and forty-five'],
    [2.5, '二点五', 'two point five'],
    ['2.50', '二点五', 'two point five'],
    ['0.05', '零点零五', 'zero point zero five'],
    ['.5', '零点五', 'zero point five'],
    [1e-7, '零', 'zero'],
    [5e-7, '零点零零零零零一', 'zero point zero zero zero zero zero one'],
    [0.1 + 0.2, '零点三', 'zero point three'],
    [-3, '负三', 'minus three'],
    ['007', '七', 'seven'],
    ['+7', '七', 'seven'],
    [20n, '二十', 'twenty'],
    ['1,000,000', '一百万', 'one million'],
  ])('%s is %s, %s', (value, zh, en) => {
    expect(readNumber(value, 'zh-CN')).toBe(zh);
    expect(readNumber(value, 'en-US')).toBe(en);
  });

  test.each<[value: unknown, zh: string]>([
    [2, '两'],
    ['2.0', '两'],
    [12, '十二'],
    [20, '二十'],
    [2.5, '二点五'],
    [0, '零'],
  ])('%s things are %s 天', (value, zh) => {
    expect(readCount(value, 'zh-CN')).toBe(zh);
  });

  test.each<[value: unknown, zh: string, en: string]>([
    [1, '第一', 'first'],
    [2, '第二', 'second'],
    [3, '第三', 'third'],
    [5, '第五', 'fifth'],
    [8, '第八', 'eighth'],
    [9, '第九', 'ninth'],
    [10, '第十', 'tenth'],
    [12, '第十二', 'twelfth'],
    [13, '第十三', 'thirteenth'],
    [20, '第二十', 'twentieth'],
    [21, '第二十一', 'twenty-first'],
    [32, '第三十二', 'thirty-second'],
    [100, '第一百', 'one hundredth'],
    [101, '第一百零一', 'one hundred and first'],
    [1000, '第一千', 'one thousandth'],
    [0, '第零', 'zeroth'],
  ])('number %s in order is %s, %s', (value, zh, en) => {
    expect(readOrdinal(value, 'zh-CN')).toBe(zh);
    expect(readOrdinal(value, 'en-US')).toBe(en);
  });

  test.each<[value: unknown, zh: string, en: string]>([
    [2.5, '百分之二点五', 'two point five percent'],
    ['2.5 %', '百分之二点五', 'two point five percent'],
    ['2.50％', '百分之二点五', 'two point five percent'],
    [12, '百分之十二', 'twelve percent'],
    [100, '百分之百', 'one hundred percent'],
    [112, '百分之一百一十二', 'one hundred and twelve percent'],
    [0.05, '百分之零点零五', 'zero point zero five percent'],
    [-1.5, '负百分之一点五', 'minus one point five percent'],
  ])('%s in a hundred is %s, %s', (value, zh, en) => {
    expect(readPercent(value, 'zh-CN')).toBe(zh);
    expect(readPercent(value, 'en-US')).toBe(en);
  });

  test.each<[value: unknown, zh: string, en: string]>([
    [1, '一个月', 'one month'],
    [2, '两个月', 'two months'],
    [3, '三个月', 'three months'],
    [12, '一年', 'one year'],
    [18, '十八个月', 'eighteen months'],
    [24, '两年', 'two years'],
    [0, '零个月', 'zero months'],
  ])('%s months are %s, %s', (value, zh, en) => {
    expect(readMonths(value, 'zh-CN')).toBe(zh);
    expect(readMonths(value, 'en-US')).toBe(en);
  });

  const whole = fc.oneof(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 1e12 }), fc.integer({ min: 0, max: 12 }).map((power) => 10 ** power), powerSums());

  test('a Chinese listener understands every whole number', () => {
    fc.assert(fc.property(whole, (value) => hearChinese(readNumber(value, 'zh-CN')) === value), { numRuns: 3000 });
  });

  test('an English listener understands every whole number', () => {
    fc.assert(fc.property(whole, (value) => hearEnglish(readNumber(value, 'en-US')) === value), { numRuns: 3000 });
  });

  test('Chinese says neither 零零 nor a 零 at the end, nor starts with 一十', () => {
    fc.assert(fc.property(whole.filter((value) => value > 0), (value) => !/零零|零$|^一十|^零|零[亿万千百十]/.test(readNumber(value, 'zh-CN'))), { numRuns: 3000 });
  });
});

describe('digit strings', () => {
  test.each<[value: unknown, zh: string, en: string]>([
    ['4321', '四三二幺', 'four three two one'],
    [4321, '四三二幺', 'four three two one'],
    ['0012', '零零幺二', 'zero zero one two'],
    ['12378', '幺二三七八', 'one two three seven eight'],
    ['012X', '零幺二艾克斯', 'zero one two X'],
    ['x', '艾克斯', 'X'],
    ['138-0000-0001', '幺三八，零零零零，零零零幺', 'one three eight, zero zero zero zero, zero zero zero one'],
    ['+86 138', '加八六，幺三八', 'plus eight six, one three eight'],
    ['６２２５', '六二二五', 'six two two five'],
    ['**21', '星号星号二幺', 'star star two one'],
    ['AB12', 'A B 幺二', 'A B one two'],
  ])('%s is %s, %s', (value, zh, en) => {
    expect(readDigits(value, 'zh-CN')).toBe(zh);
    expect(readDigits(value, 'en-US')).toBe(en);
  });

  test.each([[''], ['--'], ['四三'], [-4], [4.5], [1e21], [null], [{}], [['4']], ['1'.repeat(65)]])('%j is refused', (value) => {
    expect(() => readDigits(value, 'zh-CN')).toThrow(UnreadableValueError);
  });
});

describe('dates', () => {
  test.each<[value: unknown, now: string, zh: string, en: string]>([
    ['2026-12-05', '2026-11-22', '十二月五日', 'the fifth of December'],
    ['2026-12-05', '2026-12-31', '十二月五日', 'the fifth of December'],
    ['2026-12-05', '2026-10-31', '二零二六年十二月五日', 'the fifth of December twenty twenty-six'],
    ['2027-01-01', '2026-12-31', '一月一日', 'the first of January'],
    ['2027-02-22', '2026-12-31', '二零二七年二月二十二日', 'the twenty-second of February twenty twenty-seven'],
    ['2026-11-30', '2026-12-01', '二零二六年十一月三十日', 'the thirtieth of November twenty twenty-six'],
    ['2025-12-05', '2026-12-05', '二零二五年十二月五日', 'the fifth of December twenty twenty-five'],
    ['2028-02-29', '2026-12-05', '二零二八年二月二十九日', 'the twenty-ninth of February twenty twenty-eight'],
    ['2000-06-12', '2026-12-05', '二零零零年六月十二日', 'the twelfth of June two thousand'],
    ['2009-06-03', '2026-12-05', '二零零九年六月三日', 'the third of June two thousand and nine'],
    ['1905-06-03', '2026-12-05', '一九零五年六月三日', 'the third of June nineteen oh five'],
    ['1900-06-03', '2026-12-05', '一九零零年六月三日', 'the third of June nineteen hundred'],
    ['20261205', '2026-11-22', '十二月五日', 'the fifth of December'],
    [20261205, '2026-11-22', '十二月五日', 'the fifth of December'],
    ['2026/12/5', '2026-11-22', '十二月五日', 'the fifth of December'],
    ['2026-12-05T15:00:00', '2026-11-22', '十二月五日', 'the fifth of December'],
    ['2026-12-04T20:00:00Z', '2026-11-22', '十二月五日', 'the fifth of December'],
    ['2026-12-05 00:30:00+08:00', '2026-11-22', '十二月五日', 'the fifth of December'],
    [new Date('2026-12-04T20:00:00Z'), '2026-11-22', '十二月五日', 'the fifth of December'],
    ['2026-12-31', '2026-10-31T16:30:00Z', '十二月三十一日', 'the thirty-first of December'],
  ])('%s heard on %s in Shanghai is %s, %s', (value, now, zh, en) => {
    expect(readDate(value, 'zh-CN', now, 'Asia/Shanghai')).toBe(zh);
    expect(readDate(value, 'en-US', now, 'Asia/Shanghai')).toBe(en);
  });

  test('without a time zone a date is read as it is written', () => {
    expect(readDate('2026-12-05T23:00:00+08:00', 'en-US', NOW)).toBe('the fifth of December');
  });

  test.each([['2026-02-30'], ['2026-13-01'], ['0000-01-01'], ['09:30'], ['5 Dec'], ['2026-12'], [''], [null], [1764892800000], [new Date(Number.NaN)], ['2026-12-05T25:00'], ['2026-12-05 nonsense'], [{}]])(
    '%j is refused',
    (value) => {
      expect(() => readDate(value, 'zh-CN', NOW)).toThrow(UnreadableValueError);
    },
  );

  test('an unknown time zone is refused', () => {
    expect(() => readDate('2026-12-05T00:00:00Z', 'zh-CN', NOW, 'Mars/Base')).toThrow(/Asia\/Shanghai/);
  });
});

describe('times', () => {
  test.each<[value: unknown, zh: string, en: string]>([
    ['09:30', '上午九点半', 'half past nine'],
    ['15:00', '下午三点', 'three in the afternoon'],
    ['9:00', '上午九点', 'nine in the morning'],
    ['00:00', '凌晨零点', 'midnight'],
    ['00:05', '凌晨零点零五分', 'twelve oh five at night'],
    ['02:00', '凌晨两点', 'two in the morning'],
    ['06:30', '早上六点半', 'half past six in the morning'],
    ['10:20', '上午十点二十分', 'ten twenty'],
    ['11:45', '上午十一点四十五分', 'a quarter to twelve'],
    ['12:00', '中午十二点', 'noon'],
    ['12:02', '中午十二点零二分', 'twelve oh two in the afternoon'],
    ['12:45', '中午十二点四十五分', 'a quarter to one in the afternoon'],
    ['14:15', '下午两点十五分', 'a quarter past two in the afternoon'],
    ['18:05', '晚上六点零五分', 'six oh five in the evening'],
    ['21:30', '晚上九点半', 'half past nine at night'],
    ['22:22', '晚上十点二十二分', 'ten twenty-two at night'],
    ['23:59:59', '晚上十一点五十九分', 'eleven fifty-nine at night'],
    ['24:00', '晚上十二点', 'midnight'],
    ['2026-12-05T09:30:00', '上午九点半', 'half past nine'],
    ['2026-12-05T01:30:00.123Z', '上午九点半', 'half past nine'],
    ['2026-12-05T10:30:00+0900', '上午九点半', 'half past nine'],
  ])('%s in Shanghai is %s, %s', (value, zh, en) => {
    expect(readTime(value, 'zh-CN', 'Asia/Shanghai')).toBe(zh);
    expect(readTime(value, 'en-US', 'Asia/Shanghai')).toBe(en);
  });

  test.each([['25:00'], ['24:01'], ['9:60'], ['2026-12-05'], ['nine'], [930], [null]])('%j is refused', (value) => {
    expect(() => readTime(value, 'en-US')).toThrow(UnreadableValueError);
  });
});

test.each([
  ['zh', '四元'],
  ['zh-TW', '四元'],
  ['ZH_cn', '四元'],
  ['en-GB', 'four yuan'],
  ['en', 'four yuan'],
  ['fr-FR', 'four yuan'],
  ['', 'four yuan'],
])('the language %j reads figures like its nearest relative', (language, said) => {
  expect(readMoney(4, 'CNY', language)).toBe(said);
});

/** Numbers with few non-zero digits, where gaps are. */
function powerSums() {
  const term = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 11 })).map(([digit, power]) => digit * 10 ** power);
  return fc.array(term, { minLength: 1, maxLength: 3 }).map((terms) => Math.min(1e12, terms.reduce((sum, each) => sum + each, 0)));
}

/** A listener who knows the words and that each unit multiplies all that was said since the last larger one. */
function hearChinese(said: string): number {
  const digits = '零一二三四五六七八九';
  const small: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };
  let [total, section, digit] = [0, 0, 0];
  for (const character of said.replaceAll('两', '二').replace(/^十/, '一十')) {
    if (digits.includes(character)) digit = digits.indexOf(character);
    else if (small[character]) [section, digit] = [section + digit * small[character], 0];
    else if (character === '万') [total, section, digit] = [total + (section + digit) * 1e4, 0, 0];
    else [total, section, digit] = [(total + section + digit) * 1e8, 0, 0];
  }
  return total + section + digit;
}

function hearEnglish(said: string): number {
  const words = 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
  const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
  const scales: Record<string, number> = { thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 };
  let [total, group] = [0, 0];
  for (const word of said.split(/[ -]/).filter((word) => word !== 'and')) {
    if (words.includes(word)) group += words.indexOf(word);
    else if (tens.includes(word)) group += (tens.indexOf(word) + 2) * 10;
    else if (word === 'hundred') group *= 100;
    else [total, group] = [total + group * (scales[word] ?? Number.NaN), 0];
  }
  return total + group;
}
