import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import type { Article } from '../../../schemas/documents/article.js';
import { getArticles, writeArticle } from '../queries/articles.js';
import { inTransaction } from '../queries/in-transaction.js';

/** Puts the gallery's articles into the knowledge base, at every start: new ones, and newer texts of those that nobody has touched. Returns their ids. */
export async function seedArticles(pool: pg.Pool, articles: readonly Article[]): Promise<string[]> {
  return inTransaction(pool, async (client) => {
    await client.query(`select pg_advisory_xact_lock(${lockKey})`);
    const kept = new Map((await getArticles(client)).map((article) => [article.article, article]));
    const wanted = articles.filter((document) => {
      const there = kept.get(document.id);
      return !there || (there.updatedBy === who && !isDeepStrictEqual(there.document, document));
    });
    for (const document of wanted) await writeArticle(client, { document, archived: false, who });
    return wanted.map(({ id }) => id);
  });
}

const who = 'gallery';
const lockKey = '1953658222, 6';
