import { getEntry } from '../../schemas/get-entry.js';
import type { LocalizedText } from '../../schemas/localized-text.js';

/** The text in the wanted language, else in one of the same family, else whatever there is. A draft may hold anything here; what is no text is none. */
export function inLanguage(text: LocalizedText | string | undefined | null, language: string): string {
  if (typeof text === 'string') return text;
  if (typeof text !== 'object' || text === null || Array.isArray(text)) return '';
  const family = language.split('-')[0] ?? language;
  const related = Object.keys(text).find((tag) => tag.split('-')[0] === family);
  return [getEntry(text, language), related && text[related], ...Object.values(text)].find((words) => typeof words === 'string' && words !== '') || '';
}
