import type { LocalizedText } from '../../schemas/localized-text.js';

/** The text in the wanted language, else in one of the same family, else whatever there is. */
export function inLanguage(text: LocalizedText | string | undefined | null, language: string): string {
  if (!text) return '';
  if (typeof text === 'string') return text;
  const family = language.split('-')[0] ?? language;
  const related = Object.keys(text).find((tag) => tag.split('-')[0] === family);
  return text[language] || (related && text[related]) || Object.values(text).find(Boolean) || '';
}
