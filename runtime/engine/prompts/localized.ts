import { getPrefix } from './languages/find-language.js';

/**
 * The text in a language; where there is none, in a language of the same prefix (zh-TW → zh-CN), then likewise in the
 * fall-back languages in turn (a flow's own come first), then in whatever it has. Empty for no text at all.
 */
export function localized(text: Readonly<Record<string, string>> | undefined, language: string, fallbackLanguages: readonly string[] = []): string {
  const chosen = text && chooseLanguage(text, language, fallbackLanguages);
  return (chosen && text[chosen]) ?? '';
}

/** The key of the text that `localized` would give: the language to speak it in. A blank text counts as none. */
export function chooseLanguage(text: Readonly<Record<string, string>>, language: string, fallbackLanguages: readonly string[] = []): string | undefined {
  const available = Object.keys(text).filter((tag) => text[tag]?.trim());
  return findLanguage(available, [language, ...fallbackLanguages]) ?? available[0];
}

/** The first of the languages that there is, itself or another variant of it (zh-TW → zh-CN). */
export function findLanguage(available: readonly string[], languages: readonly string[]): string | undefined {
  for (const wanted of languages) {
    const found = available.find((tag) => isSame(tag, wanted)) ?? available.find((tag) => getPrefix(tag) === getPrefix(wanted));
    if (found) return found;
  }
  return undefined;
}

function isSame(tag: string, wanted: string): boolean {
  return tag.toLowerCase() === wanted.toLowerCase();
}
