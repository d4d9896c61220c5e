/** How an article did with callers. */
export interface ArticleFigures {
  article: string;
  /** How often it came first. */
  read: number;
  helped: number;
  notHelped: number;
}

/** What callers asked and nobody could answer. */
export interface UnansweredQuestion {
  language: string;
  /** As it was last said; numbers are cut out of it. */
  question: string;
  /** How many calls asked it. */
  calls: number;
  /** No article fits, or what was read did not help. */
  why: 'nothing_found' | 'not_helpful';
  lastAt: string;
  lastCallId: string;
}

/** Searches and what became of them. */
export interface KnowledgeTotals {
  asked: number;
  helped: number;
  unanswered: number;
}

/** How the knowledge base did with callers lately. */
export interface KnowledgeFigures {
  totals: KnowledgeTotals;
  articles: ArticleFigures[];
  unanswered: UnansweredQuestion[];
}
