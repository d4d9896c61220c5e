import type { SpeechNode } from '../../../schemas/verbs.js';
import { getPrefix } from './languages/find-language.js';
import { hasMarks, markTags, pauseSecondsOf, readSpeech, wordsOf } from './speech-markup.js';

/** A voice at its normal speed, a little on the slow side; the gallery's prompts are written to these. */
const CHINESE_CHARACTERS_PER_SECOND = 4;
const ENGLISH_WORDS_PER_SECOND = 2.6;
const COMMA_SECONDS = 0.25;
const FULL_STOP_SECONDS = 0.4;

/**
 * Seconds a voice needs for a text: characters of Chinese, words of anything else, and the pauses between. Digits are
 * counted one by one, in the language of the text: 请按1 has three characters, "press 12" three words. Marks of a rendered prompt count:
 * breaks by their length, runs in another language in that language.
 */
export function estimateSpeechSeconds(text: string, language: string): number {
  if (!hasMarks(text)) return secondsOfWords(text, language);
  const { text: words, nodes } = readSpeech(text);
  return nodes ? secondsOfNodes(nodes, language) + pauseSecondsOf(nodes) : secondsOfWords(words, language);
}

/** The same for a prompt as it stands in a flow, with a sample for each value it speaks. For checks and forms, which know no call. */
export function estimatePromptSeconds(template: string, language: string): number {
  const sample = getPrefix(language) === 'zh' ? '一百二十元' : ' hundred twenty yuan ';
  const filled = markTags(template)
    .replace(/\{%[\s\S]*?%\}/g, ' ')
    .replace(/\{\{[\s\S]*?\}\}/g, sample);
  return estimateSpeechSeconds(filled, language);
}

/** The breaks in it are counted apart. */
function secondsOfNodes(nodes: readonly SpeechNode[], language: string): number {
  let seconds = 0;
  let words = '';
  for (const node of nodes) {
    if (typeof node !== 'string' && node.tag === 'lang') seconds += secondsOfNodes(node.children, node.attributes['xml:lang'] ?? language);
    else words += typeof node === 'string' ? node : wordsOf([node]);
  }
  return seconds + secondsOfWords(words, language);
}

function secondsOfWords(text: string, language: string): number {
  const characterSeconds = 1 / CHINESE_CHARACTERS_PER_SECOND;
  const wordSeconds = 1 / ENGLISH_WORDS_PER_SECOND;
  const digitSeconds = CHINESE.has(getPrefix(language)) ? characterSeconds : wordSeconds;
  return (
    count(text, CHARACTER) * characterSeconds +
    count(text, WORD) * wordSeconds +
    count(text, DIGIT_OR_SYMBOL) * digitSeconds +
    count(text, COMMA) * COMMA_SECONDS +
    count(text, FULL_STOP) * FULL_STOP_SECONDS
  );
}

const CHINESE = new Set(['zh', 'yue', 'cmn']);

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
