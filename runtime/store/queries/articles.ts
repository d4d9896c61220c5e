import type pg from 'pg';
import type { Article } from '../../../schemas/documents/article.js';
import { announceChange } from './announce-change.js';
import { addAuditEntry } from './audit.js';
import { inTransaction } from './in-transaction.js';
import type { Queryable } from './in-transaction.js';

/** An article as editors see it. */
export interface KeptArticle {
  article: string;
  document: Article;
  /** Raised by every save; whoever saves says which one was edited. */
  revision: number;
  /** Read to nobody, and kept. */
  archived: boolean;
  updatedAt: string;
  updatedBy: string;
}

/** One state an article was in. */
export interface ArticleVersion extends Omit<KeptArticle, 'article' | 'updatedAt' | 'updatedBy'> {
  savedAt: string;
  savedBy: string;
}

const columns = 'article, document, revision, archived, updated_at as "updatedAt", updated_by as "updatedBy"';

type Row = Omit<KeptArticle, 'updatedAt'> & { updatedAt: Date };

const readRow = (row: Row): KeptArticle => ({ ...row, updatedAt: row.updatedAt.toISOString() });

/** All of them, archived ones too, by id. */
export async function getArticles(client: Queryable): Promise<KeptArticle[]> {
  const { rows } = await client.query<Row>(`select ${columns} from articles order by article`);
  return rows.map(readRow);
}

export async function getArticle(client: Queryable, article: string): Promise<KeptArticle | null> {
  const { rows } = await client.query<Row>(`select ${columns} from articles where article = $1`, [article]);
  return rows[0] ? readRow(rows[0]) : null;
}

/** What callers may hear. */
export async function getSpokenArticles(client: Queryable): Promise<Article[]> {
  const { rows } = await client.query<{ document: Article }>('select document from articles where not archived order by article');
  return rows.map(({ document }) => document);
}

/** Another one after every change of any article. The count too, since numbers are given out before their transactions end. */
export async function getArticlesMark(client: Queryable): Promise<string> {
  const { rows } = await client.query<{ mark: string }>(`select count(*) || ' ' || coalesce(max(id), 0) as mark from article_versions`);
  return rows[0]!.mark;
}

/** Newest first. */
export async function getArticleVersions(client: Queryable, article: string): Promise<ArticleVersion[]> {
  const { rows } = await client.query<Omit<ArticleVersion, 'savedAt'> & { savedAt: Date }>(
    'select document, revision, archived, saved_at as "savedAt", saved_by as "savedBy" from article_versions where article = $1 order by revision desc limit 200',
    [article],
  );
  return rows.map((row) => ({ ...row, savedAt: row.savedAt.toISOString() }));
}

export interface ArticleSave {
  document: Article;
  /** The revision that was edited, 0 for a new one; absent: whatever is there. */
  revision?: number | undefined;
  who: string;
}

/** Saves and un-archives. `conflict`: somebody else saved in between; `current` is theirs (0: there is none). */
export async function saveArticle(pool: pg.Pool, save: ArticleSave): Promise<{ revision: number } | { conflict: true; current: number }> {
  return inTransaction(pool, async (client) => {
    // Also where there is no row to lock yet.
    await client.query('select pg_advisory_xact_lock(1953658222, hashtext($1))', [save.document.id]);
    const { rows } = await client.query<{ revision: number }>('select revision from articles where article = $1', [save.document.id]);
    const current = rows[0]?.revision ?? 0;
    if (save.revision !== undefined && save.revision !== current) return { conflict: true, current };
    const revision = await writeArticle(client, { ...save, archived: false });
    await addAuditEntry(client, { who: save.who, action: 'article_saved', subject: `article:${save.document.id}`, details: { revision } });
    return { revision };
  });
}

/** `false`: there is no such article, or it is so already. */
export async function archiveArticle(pool: pg.Pool, { article, archived, who }: { article: string; archived: boolean; who: string }): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ document: Article; archived: boolean }>('select document, archived from articles where article = $1 for update', [article]);
    const [kept] = rows;
    if (!kept || kept.archived === archived) return false;
    await writeArticle(client, { document: kept.document, archived, who });
    await addAuditEntry(client, { who, action: archived ? 'article_archived' : 'article_restored', subject: `article:${article}` });
    return true;
  });
}

/** Within a transaction: the article, its version, and the news of it. Returns the new revision. */
export async function writeArticle(client: Queryable, { document, archived, who }: { document: Article; archived: boolean; who: string }): Promise<number> {
  const { rows } = await client.query<{ revision: number }>(
    `insert into articles as kept (article, document, revision, archived, updated_by) values ($1, $2, 1, $3, $4)
     on conflict (article) do update set document = excluded.document, revision = kept.revision + 1, archived = excluded.archived, updated_by = excluded.updated_by, updated_at = now()
     returning revision`,
    [document.id, JSON.stringify(document), archived, who],
  );
  const { revision } = rows[0]!;
  await client.query('insert into article_versions (article, revision, document, archived, saved_by) values ($1, $2, $3, $4, $5)', [document.id, revision, JSON.stringify(document), archived, who]);
  await announceChange(client, 'articles');
  return revision;
}
