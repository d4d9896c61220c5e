import { Anchor, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { knowledgeApi } from '../api/library.js';
import { useLoaded } from '../api/use-loaded.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { Page } from '../app/Page.js';
import { inLanguage } from '../drafts/in-language.js';
import { ArticleEditor } from './ArticleEditor.js';
import { createForm } from './article-form.js';

/** One article, or a new one; the question it shall answer may stand in the address. */
export function ArticlePage() {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const { article = 'new' } = useParams();
  const [query] = useSearchParams();
  const isNew = article === 'new';
  const loaded = useLoaded(`article ${article}`, async (signal) => (isNew ? null : knowledgeApi.one(article, signal)));
  const all = useLoaded('articles', knowledgeApi.list);
  const question = query.get('question') ?? '';
  const asked = isNew && question ? { question, language: query.get('language') ?? reader } : null;
  const title = isNew ? t('article.new') : inLanguage(loaded.data?.article.document.title, reader) || article;
  const isReady = isNew ? all.data !== null : loaded.data !== null;
  return (
    <Page title={title} summary={asked ? t('article.asked', { question: asked.question }) : undefined}>
      <Anchor component={Link} to="/knowledge" size="sm">
        ← {t('article.back')}
      </Anchor>
      {loaded.error && <ErrorNote error={loaded.error} retry={loaded.reload} />}
      {!isReady && !loaded.error && <Skeleton height={420} radius="lg" mt="md" />}
      {isReady && (
        <ArticleEditor
          key={`${article} ${loaded.data?.article.revision ?? 0}`}
          kept={loaded.data}
          asked={asked}
          empty={createForm(question, asked?.language ?? reader)}
          taken={new Set(all.data?.articles.map((each) => each.article))}
          reload={loaded.reload}
        />
      )}
    </Page>
  );
}
