/**
 * Whether words mean yes or no, in Chinese and English. A "not" makes a no (不可以, "I don't want that"), but for phrases in which it is a
 * yes (没问题, "no problem") or a doubt (不清楚, "not sure"). Yes and no in one breath, and anything else, is `null`: better to ask again
 * than to take a wrong answer.
 */
export function yesOrNoOfSpeech(speech: string): 'yes' | 'no' | null {
  const said = speech.normalize('NFKC').toLowerCase().replace(/[’`]/g, "'").replace(/[^\p{L}\p{N}']+/gu, ' ').trim();
  return /\p{Script=Han}/u.test(said) ? chineseAnswer(said.replaceAll(' ', '')) : englishAnswer(` ${said} `);
}

/** What the recogniser should expect to hear. */
export function yesNoHints(language: string): string[] {
  return /^(zh|yue)/.test(language) ? ['是', '是的', '对', '好', '可以', '不是', '不对', '不用', '不要', '没有'] : ['yes', 'yes please', 'correct', 'no', 'no thank you'];
}

const CHINESE_DOUBT = /不知道|不清楚|不确定|不明白|不懂|没听|听不|等一下|再说一|(.)[不没]\1/u;
const CHINESE_YES = /^(?:嗯|恩|哎|哦|噢|啊|呀|呢|吧|了|的|我|您|你|就|是|对|對|好|行|成|要|需要|可以|同意|确认|确定|愿意|有|当然|谢谢|请)+$/u;

/** Words that carry no answer by themselves. */
const CHINESE_FILLER = /^(?:哎|哦|噢|啊|呀|呢|吧|了|的|我|您|你|就|谢谢|请)+$/u;

function chineseAnswer(said: string): 'yes' | 'no' | null {
  const plain = said.replaceAll('对不起', '').replace(/没问题|没错|不错/g, '对');
  if (CHINESE_DOUBT.test(plain)) return null;
  if (/[不没別别甭否]|算了|拒绝|取消/.test(plain)) return /^(?:是|对|對)/.test(plain) ? null : 'no';
  return CHINESE_YES.test(plain) && !CHINESE_FILLER.test(plain) ? 'yes' : null;
}

const ENGLISH_DOUBT = / (?:not sure|don't know|dunno|what|pardon|repeat|again|(?:didn't|can't|couldn't) (?:hear|catch|understand)|don't understand) /;
const ENGLISH_YES = / (?:yes|yeah|yep|yup|sure|ok|okay|correct|right|exactly|absolutely|definitely|certainly|of course|please do|i do|i did|it is|it did|i agree|agreed|fine|affirmative|uh huh|all right|alright|true) /;
const PLAINLY_YES = / (?:yes|yeah|yep|yup|sure|absolutely|definitely|certainly) /;
const ENGLISH_NO = / (?:no|nope|nah|not|never|negative|neither|wrong|incorrect|false|uh uh|\p{L}+n't|cannot|stop|cancel) /u;

/** A longer sentence tells a story; "right" and "fine" in it are no answer. */
const MOST_WORDS_OF_A_YES = 6;

function englishAnswer(said: string): 'yes' | 'no' | null {
  const plain = said.replace(/ (?:no problem|not a problem|why not|no worries) /g, ' yes ');
  if (ENGLISH_DOUBT.test(plain)) return null;
  if (ENGLISH_NO.test(plain)) return PLAINLY_YES.test(plain) ? null : 'no';
  return ENGLISH_YES.test(plain) && plain.trim().split(' ').length <= MOST_WORDS_OF_A_YES ? 'yes' : null;
}
