/** What a text is found by: words without their endings, and of Chinese, which has no spaces between words, every two characters in a row. */
export function readTokens(text: string, language: string): string[] {
  return plain(text, language)
    .split(' ')
    .flatMap((word) => (/\p{Script=Han}/u.test(word) ? splitMixed(word) : wordToken(word)));
}

/** The text with one space around each word, or, of Chinese, without any: a phrase of it is then a substring. */
export function squeeze(text: string, language: string): string {
  const words = plain(text, language);
  return isChinese(language) ? words.replaceAll(' ', '') : ` ${words.split(' ').flatMap(wordToken).join(' ')} `;
}

function plain(text: string, language: string): string {
  const lower = text.replace(/\{\{[^}]*\}\}|\{%[^%]*%\}/g, ' ').normalize('NFKC').toLowerCase();
  const words = lower.replace(/[’']s\b/g, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  return isChinese(language) ? words.replace(CHINESE_FILLER, ' ').replace(/ +/g, ' ').trim() : words;
}

function isChinese(language: string): boolean {
  return /^(zh|yue)/.test(language);
}

/** Words around a question that say nothing of what it is about. */
const CHINESE_FILLER = /请问一下|请问|我想问一下|我想问|我想知道|我想|我要|帮我|一下|怎么样|怎么|怎样|如何|什么|为什么|多少|哪里|哪些|可以|能不能|是不是|有没有|吗|呢|啊|吧|的|了|我|您|你/g;

const ENGLISH_FILLER = new Set(
  'a about am an and any are as at be by can could did do does for from get give had has have hello hi how i if in is it know like may me my need of on or our please question so tell thank thanks that the their them there they this to us want was we what when where which who why will with would you your'.split(' '),
);

/** Runs of Han as pairs of characters, all else as words: 微信pay is both. */
function splitMixed(word: string): string[] {
  return (word.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? []).flatMap((run) => (/\p{Script=Han}/u.test(run) ? pairs(run) : wordToken(run)));
}

function pairs(run: string): string[] {
  const characters = [...run];
  return characters.length === 1 ? characters : characters.slice(1).map((character, at) => characters[at]! + character);
}

function wordToken(word: string): string[] {
  return word === '' || ENGLISH_FILLER.has(word) ? [] : [stem(word)];
}

/** "fee", "fees"; "charge", "charges", "charged", "charging": enough for a few hundred articles, and easy to foresee. */
function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  const single = word.endsWith('ies') ? `${word.slice(0, -3)}y` : /(?:ss|us|is)$/.test(word) ? word : word.replace(/s$/, '');
  const root = single.length > 5 ? single.replace(/(?:ing|ed)$/, '') : single;
  return root.length > 3 ? root.replace(/e$/, '') : root;
}
