import { findLanguage } from '../../runtime/engine/prompts/localized.js';

/** A flow that says an announcement. */
export interface SayingFlow {
  flow: string;
  /** What its callers may speak. */
  languages: readonly string[];
}

export interface MissingLanguage {
  language: string;
  /** Whose callers of that language hear another one. */
  flows: string[];
}

/** The languages of the flows in which an announcement has no words; another variant of a language stands in for it, as on the line. */
export function findMissingLanguages(texts: Readonly<Record<string, string>>, flows: readonly SayingFlow[]): MissingLanguage[] {
  const written = Object.keys(texts).filter((language) => texts[language]?.trim());
  if (written.length === 0) return [];
  const missing = new Map<string, string[]>();
  for (const { flow, languages } of flows) {
    for (const language of languages) if (!findLanguage(written, [language])) missing.set(language, [...(missing.get(language) ?? []), flow]);
  }
  return [...missing].map(([language, without]) => ({ language, flows: without }));
}
