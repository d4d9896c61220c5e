import { getEntry } from '../../schemas/get-entry.js';
import type { LocalizedText } from '../../schemas/localized-text.js';

/** The text in the wanted language, else in one of the same family, else whatever there is. A draft may hold anything here; what is no text is none. */
export function inLanguage(text: LocalizedText | string | undefined | null, language: string): string {
  if (typeof text === 'string') return text;
  const tag = pickLanguage(text, language);
  return tag ? getEntry(text as Record<string, string>, tag)! : '';
}

/** The language in which that is: a tag, or none where there is no text. */
export function pickLanguage(text: LocalizedText | undefined | null, language: string): string | undefined {
  if (typeof text !== 'object' || text === null || Array.isArray(text)) return undefined;
  const tags = Object.keys(text);
  const related = tags.find((tag) => familyOf(tag) === familyOf(language));
  const isText = (words: unknown): boolean => typeof words === 'string' && words !== '';
  return [language, related, ...tags].find((tag) => tag !== undefined && isText(getEntry(text, tag)));
}

/** The language without its country: `zh` of `zh-CN`. */
export function familyOf(tag: string): string {
  return tag.split('-')[0] ?? tag;
}
