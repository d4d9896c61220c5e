import type { LocalizedText } from '../../schemas/localized-text.js';
import { familyOf, inLanguage, pickLanguage } from './in-language.js';

/**
 * The `lang` of what is shown for a text, so that it is read aloud in its own language: `undefined` where that is the page's, which needs no
 * mark. A text that does not say its language, such as the name of a scenario, is known by its letters where these leave no doubt.
 */
export function langOf(text: LocalizedText | string | undefined | null, page: string): string | undefined {
  const tag = (typeof text === 'string' ? null : pickLanguage(text, page)) ?? byLetters(inLanguage(text, page), page);
  return tag && familyOf(tag) !== familyOf(page) ? tag : undefined;
}

/** Latin letters are many languages'; only among Chinese ones are they taken for English. */
function byLetters(text: string, page: string): string | undefined {
  const count = (letters: RegExp): number => text.match(letters)?.length ?? 0;
  if (count(/\p{Script=Hiragana}|\p{Script=Katakana}/gu) > 0) return 'ja';
  if (count(/\p{Script=Hangul}/gu) > 0) return 'ko';
  const [han, words] = [count(/\p{Script=Han}/gu), count(/\p{Script=Latin}{2,}/gu)];
  if (han > words) return 'zh-CN';
  // One word may be an id, a brand or an abbreviation, which a Chinese voice can say.
  return han === 0 && words > 1 && familyOf(page) === 'zh' ? 'en-US' : undefined;
}
