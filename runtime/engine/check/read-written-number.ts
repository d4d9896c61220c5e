/**
 * The number that somebody meant who did not write it in plain digits: `３００`, `1,000`, `300元`, `¥320.50`, `三百二十`; `null` where there is none.
 * For proposing only: a flow keeps the digits.
 */
export function readWrittenNumber(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/[\s,'，_]/gu, '').replace(/^(¥|￥|\$|€|£|CNY|RMB|USD|EUR|HKD|GBP|JPY)/iu, '').replace(/(元|块钱?|圆|CNY|RMB|USD|EUR|HKD|GBP|JPY|yuan|岁|天|次|个|%)$/iu, '');
  if (/^[+-]?\d{1,15}(\.\d{1,9})?$/.test(plain)) return Number(plain);
  const mixed = /^(\d{1,9}(?:\.\d{1,4})?)([百千万亿])$/u.exec(plain);
  if (mixed) return Number((Number(mixed[1]) * UNITS[mixed[2]!]!).toFixed(4));
  return readChinese(plain);
}

const DIGITS: Record<string, number> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 };

function readChinese(text: string): number | null {
  const parts = /^(负)?([零〇一二两三四五六七八九十百千万亿]{1,20})(?:点([零〇一二三四五六七八九]{1,6}))?$/u.exec(text);
  if (!parts) return null;
  const [, minus, whole = '', fraction] = parts;
  const amount = Number(`${readWhole(whole)}${fraction ? `.${[...fraction].map((digit) => DIGITS[digit]).join('')}` : ''}`);
  return minus ? -amount : amount;
}

/** 一万两千三百 is 12300; digits without units, as in 二零二六, are read one by one. */
function readWhole(words: string): number {
  if (!/[十百千万亿]/u.test(words)) return Number([...words].map((digit) => DIGITS[digit]).join(''));
  let [all, section, digit] = [0, 0, 0];
  for (const word of words) {
    if (Object.hasOwn(DIGITS, word)) digit = DIGITS[word]!;
    else if (UNITS[word]! < 10_000) [section, digit] = [section + (digit || 1) * UNITS[word]!, 0];
    else [all, section, digit] = [(all + section + digit || 1) * UNITS[word]!, 0, 0];
  }
  // 三百五 is 350.
  const last = [...words].at(-2) ?? '';
  return all + section + (digit > 0 && ['百', '千', '万'].includes(last) ? (digit * UNITS[last]!) / 10 : digit);
}
