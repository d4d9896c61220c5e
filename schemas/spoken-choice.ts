import type { Choice } from './choices.js';
import type { CallView } from './define-step.js';
import type { LocalizedText } from './localized-text.js';

export interface SpokenChoice extends Choice {
  /** Words that also mean this choice, separated by commas. */
  words?: LocalizedText;
}

/** Below this the recogniser guesses: better to ask again than to send the caller the wrong way. */
export const LOWEST_CONFIDENCE = 0.4;

/**
 * The key a caller means who speaks: a choice's own words or label, or the name of a key ("one", 一). Words said alone win over words
 * within a sentence, longer ones over shorter; two choices that fit equally well are no answer. `null` where nothing fits.
 */
export function keyOfSpeech(speech: string, choices: SpokenChoice[], call: CallView): string | null {
  const said = normalised(speech);
  if (said === '') return null;
  const phrases = choices.flatMap((choice) => phrasesOf(choice, call).map((phrase) => ({ key: choice.key, phrase: normalised(phrase) })));
  return single(phrases.filter(({ phrase }) => joined(phrase) === joined(said))) ?? keyNames.get(joined(said)) ?? longest(phrases.filter(({ phrase }) => isWithin(phrase, said)));
}

/** What the recogniser should expect to hear. */
export function speechHints(choices: SpokenChoice[], call: CallView): string[] {
  return [...new Set(choices.flatMap((choice) => phrasesOf(choice, call)))];
}

function phrasesOf(choice: SpokenChoice, call: CallView): string[] {
  const words = call.prompt(choice.words).split(/[,，、;；]/u);
  return [...words, call.prompt(choice.label)].map((phrase) => phrase.trim()).filter((phrase) => phrase !== '');
}

interface Phrase {
  key: string;
  phrase: string;
}

function single(phrases: Phrase[]): string | null {
  const keys = new Set(phrases.map(({ key }) => key));
  return keys.size === 1 ? phrases[0]!.key : null;
}

function longest(phrases: Phrase[]): string | null {
  const length = Math.max(0, ...phrases.map(({ phrase }) => phrase.length));
  return single(phrases.filter(({ phrase }) => phrase.length === length));
}

/** Chinese has no spaces between words; elsewhere only whole words count. */
function isWithin(phrase: string, said: string): boolean {
  if (phrase === '') return false;
  return /\p{Script=Han}/u.test(phrase) ? joined(said).includes(joined(phrase)) : ` ${said} `.includes(` ${phrase} `);
}

function normalised(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}*#]+/gu, ' ').trim();
}

function joined(text: string): string {
  return text.replaceAll(' ', '');
}

const namesOfKeys: Record<string, string> = {
  '0': 'zero oh 零 〇 洞',
  '1': 'one 一 幺 壹',
  '2': 'two 二 两 贰',
  '3': 'three 三 叁',
  '4': 'four 四 肆',
  '5': 'five 五 伍',
  '6': 'six 六 陆',
  '7': 'seven 七 柒 拐',
  '8': 'eight 八 捌',
  '9': 'nine 九 玖',
  '*': 'star asterisk 星 星号 星号键',
  '#': 'hash pound 井 井号 井号键',
};

const keyNames = new Map(Object.entries(namesOfKeys).flatMap(([key, names]) => [key, ...names.split(' ')].map((name): [string, string] => [name, key])));
