/**
 * A text cut into runs of one language each, in order: a prompt that offers the other language in that language's own words
 * (`您好。For English, press 9.`) is spoken by both voices. A sentence counts as foreign only where its script leaves no doubt, and only where
 * the flow has such a language; everything else stays in `language`. A text with marks (SSML) is cut where its marks are read.
 */
export function languageRuns(text: string, language: string, languages: string[]): { text: string; language: string }[] {
  if (MARKS.test(text)) return text.trim() === '' ? [] : [{ text, language }];
  const runs: { text: string; language: string }[] = [];
  for (const sentence of sentencesOf(text)) {
    const spoken = languageOf(sentence, language, languages);
    const last = runs.at(-1);
    if (last?.language === spoken) last.text += sentence;
    else runs.push({ text: sentence, language: spoken });
  }
  return runs.map((run) => ({ ...run, text: run.text.trim() })).filter((run) => run.text !== '');
}

/** What marks of a prompt stand between until they are read. */
const MARKS = /[\uE000\uE001]/;

/** Fewer Latin words within a Chinese text may be a name. */
const LEAST_LATIN_WORDS = 3;

/** A full stop ends a sentence only before a blank, a Chinese character or the end: 2.5 is one number. */
function sentencesOf(text: string): string[] {
  return text.match(/.+?(?:[。！？]|[.!?](?=\s|\p{Script=Han}|$)|$)\s*/gsu) ?? [];
}

function languageOf(sentence: string, language: string, languages: string[]): string {
  const hasHan = /\p{Script=Han}/u.test(sentence);
  const latinWords = sentence.match(/[\p{Script=Latin}’']{2,}/gu)?.length ?? 0;
  if (isWrittenInHan(language)) return !hasHan && latinWords >= LEAST_LATIN_WORDS ? (languages.find((other) => other.startsWith('en')) ?? language) : language;
  return hasHan && latinWords === 0 ? (languages.find((other) => /^(zh|cmn|yue)/.test(other)) ?? language) : language;
}

/** Japanese is written in Han as well, so neither way of telling works for it beyond its own. */
function isWrittenInHan(language: string): boolean {
  return /^(zh|cmn|yue|ja)/.test(language);
}
