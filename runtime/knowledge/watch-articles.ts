import type pg from 'pg';
import type { KnowledgePort } from '../../schemas/define-effect.js';
import type { Article } from '../../schemas/documents/article.js';
import { listenForChanges } from '../store/listen-for-changes.js';
import { getArticlesMark, getSpokenArticles } from '../store/queries/articles.js';
import { createKnowledge } from './create-knowledge.js';

/** A node that missed a notice reads the change after this at the latest. */
const POLL_MILLISECONDS = 2_000;

export interface WatchedArticles extends KnowledgePort {
  current(): readonly Article[];
  close(): Promise<void>;
}

/**
 * The knowledge base in memory, with its index made before anybody asks: a turn never waits for the database. Read again at a notice, and
 * by polling beside it.
 */
export async function watchArticles({ pool, connection, onError }: { pool: pg.Pool; connection: pg.ClientConfig; onError(error: unknown): void }): Promise<WatchedArticles> {
  let articles: readonly Article[] = [];
  let knowledge = createKnowledge(articles);
  let known = '';
  let reading = Promise.resolve();

  async function readOnce(): Promise<void> {
    const mark = await getArticlesMark(pool);
    if (mark === known) return;
    const read = await getSpokenArticles(pool);
    const made = createKnowledge(read);
    await warm(made, read);
    [articles, knowledge, known] = [read, made, mark];
  }

  /** One after another, so that an older answer never takes the place of a newer one. */
  function read(): Promise<void> {
    const next = reading.then(readOnce);
    reading = next.catch(() => undefined);
    return next;
  }

  await read();
  const listener = await listenForChanges({ connection, change: 'articles', onChange: () => void read().catch(onError), onError });
  const timer = setInterval(() => void read().catch(onError), POLL_MILLISECONDS);
  timer.unref();
  return {
    current: () => articles,
    search: (request) => knowledge.search(request),
    async close() {
      clearInterval(timer);
      await listener.close();
      await reading;
    },
  };
}

/** The index of a language is made when it is first asked for; here that is nobody's call. */
async function warm(knowledge: KnowledgePort, articles: readonly Article[]): Promise<void> {
  const languages = new Set(articles.flatMap(({ text }) => Object.keys(text)));
  for (const language of languages) await knowledge.search({ query: '', language, limit: 1, now: new Date().toISOString() });
}
