import { Type } from '@sinclair/typebox';
import { Article } from '../../../../schemas/documents/article.js';
import { Id } from '../../../../schemas/documents/flow.js';
import { oneOf } from '../../../../schemas/form-controls.js';
import { fail } from '../../../errors.js';
import { createKnowledge } from '../../../knowledge/create-knowledge.js';
import { importArticles } from '../../../knowledge/import-articles.js';
import { archiveArticle, getArticle, getArticles, getArticleVersions, getSpokenArticles, saveArticle } from '../../../store/queries/articles.js';
import { getArticleFigures, getKnowledgeTotals, getUnansweredQuestions } from '../../../store/queries/knowledge-figures.js';
import { settleQuestion } from '../../../store/queries/settle-question.js';
import { closed, Empty, Moment, nullable } from '../api-schemas.js';
import { checkSameId } from '../check-same-id.js';
import type { RouteDependencies } from '../create-routes.js';
import { defineRoute } from '../define-route.js';
import type { Route } from '../define-route.js';

const Language = Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$', description: 'Such as zh-CN.' });

/** As long as the step keeps a question. */
const Question = Type.String({ minLength: 1, maxLength: 300 });

const Revision = Type.Integer({ minimum: 0, maximum: 2_147_483_647 });

const Kept = closed({ article: Type.String(), document: Article, revision: Type.Integer(), archived: Type.Boolean({ description: 'Read to nobody, and kept.' }), updatedAt: Moment, updatedBy: Type.String() });

const parameters = closed({ article: Id });

const unknownArticle = (article: string) => fail('not_found', { what: { 'en-US': `Article "${article}"`, 'zh-CN': `文章“${article}”` }, fix: { 'en-US': 'GET /api/articles lists what does.', 'zh-CN': '请返回知识库，从列表中选择。' } });

const MOST_QUESTIONS = 200;

/** The knowledge base: what callers hear as answers, how it does, and what nobody could answer. */
export function createArticleRoutes(dependencies: RouteDependencies): Route[] {
  return [...createKeepingRoutes(dependencies), ...createKnowledgeRoutes(dependencies)];
}

function createKeepingRoutes({ pool }: RouteDependencies): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/articles',
      access: 'articles.read',
      summary: 'Every article of the knowledge base, archived ones too.',
      response: closed({ articles: Type.Array(Kept) }),
      handle: async () => ({ articles: await getArticles(pool) }),
    }),

    defineRoute({
      method: 'get',
      path: '/articles/:article',
      access: 'articles.read',
      summary: 'An article with every state it was in, newest first.',
      parameters,
      response: closed({ article: Kept, versions: Type.Array(closed({ document: Article, revision: Type.Integer(), archived: Type.Boolean(), savedAt: Moment, savedBy: Type.String() })) }),
      failures: [404],
      handle: async ({ parameters: { article } }) => {
        const kept = await getArticle(pool, article);
        if (!kept) throw unknownArticle(article);
        return { article: kept, versions: await getArticleVersions(pool, article) };
      },
    }),

    defineRoute({
      method: 'put',
      path: '/articles/:article',
      access: 'articles.write',
      summary: 'Saves an article. Callers hear it within seconds, without publishing.',
      parameters,
      body: closed({ document: Article, revision: Type.Optional({ ...Revision, description: 'The one that was edited, 0 for a new article. (Default: whatever is there.)' }) }),
      response: closed({ revision: Type.Integer() }),
      failures: [409],
      handle: async ({ parameters: { article }, body: { document, revision }, identity }) => {
        checkSameId(document.id, article);
        const saved = await saveArticle(pool, { document, revision, who: identity().who });
        if ('conflict' in saved) throw fail('article_conflict', { article, current: saved.current, yours: revision });
        return saved;
      },
    }),

    defineRoute({
      method: 'delete',
      path: '/articles/:article',
      access: 'articles.write',
      summary: 'Archives an article: it is read to nobody and can be brought back.',
      parameters,
      response: Empty,
      failures: [404],
      handle: async ({ parameters: { article }, identity }) => {
        if (!(await archiveArticle(pool, { article, archived: true, who: identity().who })) && !(await getArticle(pool, article))) throw unknownArticle(article);
        return {};
      },
    }),

    defineRoute({
      method: 'post',
      path: '/articles/:article/restore',
      access: 'articles.write',
      summary: 'Brings an archived article back.',
      parameters,
      response: Empty,
      failures: [404],
      handle: async ({ parameters: { article }, identity }) => {
        if (!(await archiveArticle(pool, { article, archived: false, who: identity().who })) && !(await getArticle(pool, article))) throw unknownArticle(article);
        return {};
      },
    }),
  ];
}

function createKnowledgeRoutes({ pool }: RouteDependencies): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/knowledge/search',
      access: 'articles.read',
      summary: 'Searches as a caller would: the best article first; none where nothing fits well enough to be read to somebody.',
      body: closed({ query: Question, language: Language, limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10, default: 3 })) }),
      response: closed({ hits: Type.Array(closed({ article: Type.String(), title: Type.String(), text: Type.String(), score: Type.Number({ description: 'From 0 to 1.' }) })) }),
      handle: async ({ body: { query, language, limit = 3 } }) => ({ hits: await createKnowledge(await getSpokenArticles(pool)).search({ query, language, limit, now: new Date().toISOString() }) }),
    }),

    defineRoute({
      method: 'get',
      path: '/knowledge/figures',
      access: 'articles.read',
      summary: 'How each article helped, and what callers asked that nobody could answer, the most asked first.',
      query: closed({ days: Type.Optional(Type.Integer({ minimum: 1, maximum: 400, default: 30 })) }),
      response: closed({
        since: Moment,
        totals: closed({ asked: Type.Integer(), helped: Type.Integer(), unanswered: Type.Integer() }),
        articles: Type.Array(closed({ article: Type.String(), read: Type.Integer(), helped: Type.Integer(), notHelped: Type.Integer() })),
        unanswered: Type.Array(closed({ language: Type.String(), question: Type.String(), calls: Type.Integer(), why: oneOf(['nothing_found', 'not_helpful']), lastAt: Moment, lastCallId: Type.String() })),
      }),
      handle: async ({ query: { days = 30 } }) => {
        const since = new Date(Date.now() - days * 86_400_000).toISOString();
        const [totals, articles, unanswered] = await Promise.all([getKnowledgeTotals(pool, since), getArticleFigures(pool, since), getUnansweredQuestions(pool, { since, limit: MOST_QUESTIONS })]);
        return { since, totals, articles, unanswered };
      },
    }),

    defineRoute({
      method: 'post',
      path: '/knowledge/settle',
      access: 'articles.write',
      summary: 'Takes a question off the list of what nobody could answer, until somebody asks it again.',
      body: closed({ language: Language, question: Question, article: Type.Optional(nullable(Id)) }),
      response: Empty,
      handle: async ({ body: { language, question, article = null }, identity }) => {
        await settleQuestion(pool, { language, question, article, who: identity().who });
        return {};
      },
    }),

    defineRoute({
      method: 'get',
      path: '/knowledge/export',
      access: 'articles.read',
      summary: 'Every article that is not archived, as `POST /api/knowledge/import` takes it.',
      response: closed({ schemaVersion: Type.Literal(1), articles: Type.Array(Article) }),
      handle: async () => ({ schemaVersion: 1 as const, articles: await getSpokenArticles(pool) }),
    }),

    defineRoute({
      method: 'post',
      path: '/knowledge/import',
      access: 'articles.write',
      summary: 'Adds and replaces articles, all or none; others stay as they are.',
      body: closed({ schemaVersion: Type.Optional(Type.Literal(1)), articles: Type.Array(Article, { maxItems: 2000 }), dryRun: Type.Optional(Type.Boolean({ description: 'Only tells what would change.' })) }),
      bodyLimitBytes: 10_000_000,
      response: closed({ added: Type.Array(Type.String()), changed: Type.Array(Type.String()), unchanged: Type.Array(Type.String()) }),
      handle: async ({ body: { articles, dryRun = false }, identity }) => importArticles(pool, { articles, dryRun, who: identity().who }),
    }),
  ];
}
