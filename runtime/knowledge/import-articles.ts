import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import type { Article } from '../../schemas/documents/article.js';
import { fail } from '../errors.js';
import { addAuditEntry } from '../store/queries/audit.js';
import { getArticles, writeArticle } from '../store/queries/articles.js';
import { inTransaction } from '../store/queries/in-transaction.js';

export interface ImportOutcome {
  added: string[];
  changed: string[];
  unchanged: string[];
}

/** Adds and replaces articles in one transaction; an archived one that comes in again is read again. Throws `invalid_request` for two of one id. */
export async function importArticles(pool: pg.Pool, { articles, dryRun, who }: { articles: readonly Article[]; dryRun: boolean; who: string }): Promise<ImportOutcome> {
  const twice = articles.find((article, at) => articles.findIndex(({ id }) => id === article.id) !== at);
  if (twice) throw fail('invalid_request', { reason: { 'en-US': `The file has two articles "${twice.id}". Give one of them another id.`, 'zh-CN': `文件中有两篇文章都叫“${twice.id}”。请给其中一篇换个名称。` } });
  return inTransaction(pool, async (client) => {
    const kept = new Map((await getArticles(client)).map((each) => [each.article, each]));
    const outcome: ImportOutcome = { added: [], changed: [], unchanged: [] };
    for (const document of articles) {
      const there = kept.get(document.id);
      const isSame = there && !there.archived && isDeepStrictEqual(there.document, document);
      (isSame ? outcome.unchanged : there ? outcome.changed : outcome.added).push(document.id);
      if (isSame || dryRun) continue;
      const revision = await writeArticle(client, { document, archived: false, who });
      await addAuditEntry(client, { who, action: 'article_saved', subject: `article:${document.id}`, details: { revision, imported: true } });
    }
    return outcome;
  });
}
