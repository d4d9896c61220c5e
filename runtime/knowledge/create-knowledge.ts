import type { KnowledgeHit, KnowledgePort } from '../../schemas/define-effect.js';
import type { Article } from '../../schemas/documents/article.js';
import { readTokens, squeeze } from './read-tokens.js';

/**
 * Searches articles in memory. A score is the share of the query that an article covers, rare words counting more: words of its title and
 * keywords count in full, words of its text in part. A keyword that stands in the query as a whole lifts the score, since callers say it
 * on purpose. Nothing below `LEAST_SCORE` is given: a wrong answer read aloud costs more than none.
 */
export function createKnowledge(articles: readonly Article[]): KnowledgePort {
  const shelves = new Map<string, Shelf>();
  const shelfOf = (language: string): Shelf => {
    const known = shelves.get(language) ?? createShelf(articles, language);
    shelves.set(language, known);
    return known;
  };
  return {
    async search({ query, language, limit, now }) {
      const shelf = shelfOf(language);
      const question = readQuestion(query, shelf);
      return shelf.entries
        .filter(({ expiresOn }) => expiresOn === undefined || now.slice(0, 10) < expiresOn)
        .map((entry) => toHit(entry, scoreOf(entry, question)))
        .filter(({ score }) => score >= LEAST_SCORE)
        .sort((one, other) => other.score - one.score || (one.article < other.article ? -1 : 1))
        .slice(0, limit);
    },
  };
}

/** About a third of what was said: one rare word of a short question, or two of a longer one. */
const LEAST_SCORE = 0.34;

const TEXT_WEIGHT = 0.4;

/** What a whole keyword in the query is worth alone. */
const KEYWORD_SCORE = 0.6;

/** Nobody asks longer questions by telephone. */
const MOST_CHARACTERS = 300;

interface Shelf {
  language: string;
  entries: Entry[];
  /** Token → how many articles have it. */
  frequency: Map<string, number>;
}

interface Entry {
  article: string;
  title: string;
  text: string;
  expiresOn: string | undefined;
  /** Token → weight. */
  tokens: Map<string, number>;
  /** Title and keywords as one word each. */
  phrases: string[];
}

function createShelf(articles: readonly Article[], language: string): Shelf {
  const entries = articles.flatMap((article) => createEntry(article, language) ?? []);
  const frequency = new Map<string, number>();
  for (const { tokens } of entries) for (const token of tokens.keys()) frequency.set(token, (frequency.get(token) ?? 0) + 1);
  return { language, entries, frequency };
}

/** `null` where the article does not speak the language. */
function createEntry({ id, title, text, keywords, expiresOn }: Article, language: string): Entry | null {
  const words = inLanguage(text, language);
  if (!words) return null;
  const name = inLanguage(title, language) ?? '';
  const names = [name, ...(inLanguage(keywords ?? {}, language) ?? [])];
  const tokens = new Map(readTokens(words, language).map((token): [string, number] => [token, TEXT_WEIGHT]));
  for (const token of names.flatMap((name) => readTokens(name, language))) tokens.set(token, 1);
  return { article: id, title: name, text: words, expiresOn, tokens, phrases: names.map((name) => squeeze(name, language)).filter(isPhrase) };
}

/** In the language itself, else in another kind of it: en-GB callers hear en-US. */
function inLanguage<Value>(texts: Record<string, Value>, language: string): Value | undefined {
  const kin = Object.keys(texts).find((tag) => tag.split('-')[0] === language.split('-')[0]);
  return texts[language] ?? (kin === undefined ? undefined : texts[kin]);
}

interface Question {
  /** Token → how much it tells. */
  asked: [string, number][];
  all: number;
  /** The whole of it, to find phrases in. */
  said: string;
}

function readQuestion(query: string, shelf: Shelf): Question {
  const words = query.slice(0, MOST_CHARACTERS);
  const asked = [...new Set(readTokens(words, shelf.language))].map((token): [string, number] => [token, rarity(token, shelf)]);
  return { asked, all: asked.reduce((sum, [, weight]) => sum + weight, 0), said: squeeze(words, shelf.language) };
}

function scoreOf(entry: Entry, { asked, all, said }: Question): number {
  if (all === 0) return 0;
  const covered = asked.reduce((sum, [token, weight]) => sum + (entry.tokens.get(token) ?? 0) * weight, 0) / all;
  const isNamed = entry.phrases.some((phrase) => said.includes(phrase));
  return isNamed ? KEYWORD_SCORE + (1 - KEYWORD_SCORE) * covered : covered;
}

/** Inverse document frequency, smoothed; a word no article knows counts as the rarest. */
function rarity(token: string, { entries, frequency }: Shelf): number {
  return Math.log(1 + entries.length / (frequency.get(token) ?? 0.5));
}

/** One Chinese character, or a word of two letters, stands in too many others. */
function isPhrase(phrase: string): boolean {
  return phrase.trim().length >= (/\p{Script=Han}/u.test(phrase) ? 2 : 3);
}

function toHit({ article, title, text }: Entry, score: number): KnowledgeHit {
  return { article, title, text, score: Math.round(score * 1000) / 1000 };
}
