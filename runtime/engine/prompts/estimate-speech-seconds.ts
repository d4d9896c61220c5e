import { getPrefix } from './languages/find-language.js';

/** A voice at its normal speed, a little on the slow side; the gallery's prompts are written to these. */
const CHINESE_CHARACTERS_PER_SECOND = 4;
const ENGLISH_WORDS_PER_SECOND = 2.6;
const COMMA_SECONDS = 0.25;
const FULL_STOP_SECONDS = 0.4;

/**
 * Seconds a voice needs for a text: characters of Chinese, words of anything else, and the pauses between. Digits are
 * counted one by one, in the language of the text: 请按1 has three characters, "press 12" three words.
 */
export function estimateSpeechSeconds(text: string, language: string): number {
  const characterSeconds = 1 / CHINESE_CHARACTERS_PER_SECOND;
  const wordSeconds = 1 / ENGLISH_WORDS_PER_SECOND;
  const digitSeconds = getPrefix(language) === 'zh' ? characterSeconds : wordSeconds;
  return (
    count(text, CHARACTER) * characterSeconds +
    count(text, WORD) * wordSeconds +
    count(text, DIGIT_OR_SYMBOL) * digitSeconds +
    count(text, COMMA) * COMMA_SECONDS +
    count(text, FULL_STOP) * FULL_STOP_SECONDS
  );
}

const CHARACTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** A word of letters, with what holds it together: don't, e-mail, forty-eight. */
const WORD = /(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])[\p{L}\p{M}])+(?:['’-](?:(?!\p{Script=Han})[\p{L}\p{M}])+)*/gu;

/** The point of 2.5 is said; the comma of 1,000 and the colon of 9:30 are not. */
const DIGIT_OR_SYMBOL = /\p{Nd}|(?<=\p{Nd})\.(?=\p{Nd})|[%％+&@]/gu;

/** Marks that stand together are one pause: "?!", "……". Inside a number they are none. */
const COMMA = /(?:[、，：—–]|[,:](?!\p{Nd}))+/gu;
const FULL_STOP = /(?:[。．？！；;?!…\n]|\.(?!\p{Nd}))+/gu;

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
