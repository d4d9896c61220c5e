import type { KeptArticle } from '../api/library.js';

/** The languages every article should speak. */
export const houseLanguages = ['zh-CN', 'en-US'] as const;

/** An article is shown as in need of attention this long before it expires. */
const SOON_DAYS = 14;

export type ArticleState =
  | { kind: 'current' }
  | { kind: 'archived' }
  /** Read to nobody since this ISO date. */
  | { kind: 'expired'; day: string }
  | { kind: 'expires'; day: string }
  | { kind: 'review'; day: string }
  | { kind: 'missing'; language: string };

/** What there is to say of an article, the most urgent; `today` is an ISO date. */
export function stateOf({ document, archived }: Pick<KeptArticle, 'document' | 'archived'>, today: string): ArticleState {
  const { expiresOn, reviewOn, text } = document;
  if (archived) return { kind: 'archived' };
  if (expiresOn && expiresOn <= today) return { kind: 'expired', day: expiresOn };
  if (expiresOn && daysBetween(today, expiresOn) <= SOON_DAYS) return { kind: 'expires', day: expiresOn };
  if (reviewOn && reviewOn < today) return { kind: 'review', day: reviewOn };
  const missing = houseLanguages.find((language) => !Object.keys(text).some((tag) => tag.split('-')[0] === language.split('-')[0]));
  return missing ? { kind: 'missing', language: missing } : { kind: 'current' };
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/** Of the reader's own time zone. */
export function todayHere(now = new Date()): string {
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
