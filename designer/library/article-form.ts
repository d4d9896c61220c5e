import type { Article } from '../../schemas/documents/article.js';
import { houseLanguages } from './article-state.js';

/** The longest a text may be, as of the schema. */
export const MOST_CHARACTERS = 600;

/** An article as the form edits it: one set of words a language, empty where there are none. */
export interface ArticleForm {
  id: string;
  words: Record<string, LanguageWords>;
  owner: string;
  /** ISO dates, or empty. */
  reviewOn: string;
  expiresOn: string;
}

export interface LanguageWords {
  title: string;
  text: string;
  keywords: string[];
  agentText: string;
}

export const noWords: LanguageWords = { title: '', text: '', keywords: [], agentText: '' };

export function readArticle(article: Article): ArticleForm {
  const tags = new Set<string>([...houseLanguages, ...Object.keys(article.text), ...Object.keys(article.title), ...Object.keys(article.keywords ?? {}), ...Object.keys(article.agentText ?? {})]);
  const words = [...tags].map((tag): [string, LanguageWords] => [tag, { title: article.title[tag] ?? '', text: article.text[tag] ?? '', keywords: article.keywords?.[tag] ?? [], agentText: article.agentText?.[tag] ?? '' }]);
  return { id: article.id, words: Object.fromEntries(words), owner: article.owner ?? '', reviewOn: article.reviewOn ?? '', expiresOn: article.expiresOn ?? '' };
}

/** A new article, with the question that somebody asked as what callers call it. */
export function createForm(question: string, language: string): ArticleForm {
  const words = Object.fromEntries(houseLanguages.map((tag) => [tag, noWords]));
  if (question) words[language] = { ...noWords, keywords: [question.slice(0, 60)] };
  return { id: '', words, owner: '', reviewOn: '', expiresOn: '' };
}

/** The article as it is kept: what is empty is left out. */
export function renderArticle({ id, words, owner, reviewOn, expiresOn }: ArticleForm): Article {
  const keywords = pick(words, (each) => (each.keywords.length > 0 ? each.keywords : null));
  const agentText = pick(words, (each) => each.agentText.trim() || null);
  return {
    id,
    title: pick(words, (each) => each.title.trim() || null),
    text: pick(words, (each) => each.text.trim() || null),
    ...(Object.keys(keywords).length > 0 && { keywords }),
    ...(Object.keys(agentText).length > 0 && { agentText }),
    ...(owner.trim() && { owner: owner.trim() }),
    ...(reviewOn && { reviewOn }),
    ...(expiresOn && { expiresOn }),
  };
}

function pick<Value>(words: Record<string, LanguageWords>, of: (words: LanguageWords) => Value | null): Record<string, Value> {
  return Object.fromEntries(Object.entries(words).flatMap(([tag, each]) => {
    const value = of(each);
    return value === null ? [] : [[tag, value]];
  }));
}

/** It can be read to somebody: in one language at least there is a title and what to say. */
export function isWhole({ words }: ArticleForm): boolean {
  return Object.values(words).some(({ title, text }) => title.trim() !== '' && text.trim() !== '');
}

/** A name for the system out of the English title, else a number; never one that is taken. */
export function suggestId(form: ArticleForm, taken: ReadonlySet<string>): string {
  const title = form.words['en-US']?.title ?? '';
  const plain = title.toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^[_0-9]+|_+$/g, '').slice(0, 50) || 'article';
  if (!taken.has(plain) && plain !== 'article' && plain !== 'new') return plain;
  for (let number = 1; ; number += 1) if (!taken.has(`${plain}_${number}`)) return `${plain}_${number}`;
}

export const idPattern = /^[a-z][a-z0-9_]{0,63}$/;
