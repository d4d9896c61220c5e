import { Anchor, Badge, Group, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ArticleFigures } from '../../schemas/answers/knowledge-figures.js';
import type { KeptArticle } from '../api/library.js';
import { inLanguage } from '../drafts/in-language.js';
import { langOf } from '../drafts/lang-of.js';
import { languageName } from '../text/language-name.js';
import { ago } from '../text/moments.js';
import { stateOf, todayHere, type ArticleState } from './article-state.js';
import classes from './Library.module.css';
import { StateBadge } from './StateBadge.js';

const filters = ['current', 'attention', 'archived'] as const;

type Filter = (typeof filters)[number];

/** The articles: what each says, how it helps, and what there is to do about it. */
export function ArticleList({ articles, figures }: { articles: KeptArticle[]; figures: ArticleFigures[] }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const [filter, setFilter] = useState<Filter>('current');
  const today = todayHere();
  const all = articles.map((article) => ({ article, state: stateOf(article, today) }));
  const shown = all.filter(({ state }) => isOf(filter, state));
  return (
    <>
      <Group px="md" py="sm">
        <SegmentedControl
          size="xs"
          aria-label={t('knowledge.show')}
          value={filter}
          onChange={(chosen) => setFilter(chosen as Filter)}
          data={filters.map((each) => ({ value: each, label: `${t(`knowledge.filters.${each}`)} ${all.filter(({ state }) => isOf(each, state)).length}` }))}
        />
      </Group>
      {shown.length === 0 && (
        <Text c="dimmed" ta="center" py="xl">
          {t('knowledge.noneShown')}
        </Text>
      )}
      <ul className={classes.rows} aria-label={t('knowledge.tabs.articles')}>
        {shown.map(({ article, state }) => (
          <ArticleRow key={article.article} article={article} state={state} figures={figures.find((each) => each.article === article.article)} reader={reader} />
        ))}
      </ul>
    </>
  );
}

function isOf(filter: Filter, { kind }: ArticleState): boolean {
  if (filter === 'archived') return kind === 'archived';
  return filter === 'current' ? kind !== 'archived' : kind !== 'archived' && kind !== 'current';
}

function ArticleRow({ article: { article, document, updatedAt }, state, figures, reader }: { article: KeptArticle; state: ArticleState; figures: ArticleFigures | undefined; reader: string }) {
  const { t } = useTranslation();
  return (
    <li className={classes.row}>
      <div style={{ minWidth: 0 }}>
        <Anchor component={Link} to={`/knowledge/${article}`} fw={600} c="var(--mantine-color-text)" lang={langOf(document.title, reader)}>
          {inLanguage(document.title, reader) || article}
        </Anchor>
        <span className={classes.opening} lang={langOf(document.text, reader)}>{inLanguage(document.text, reader)}</span>
      </div>
      <Helped figures={figures} />
      <Group gap={6}>
        <StateBadge state={state} />
      </Group>
      <div>
        <Group gap={4}>
          {Object.keys(document.text).map((language) => (
            <Badge key={language} variant="default" size="sm" fw={500}>
              {languageName(language, reader)}
            </Badge>
          ))}
        </Group>
        <Text size="xs" c="dimmed" mt={4}>
          {t('knowledge.changed', { when: ago(updatedAt, reader) })}
        </Text>
      </div>
    </li>
  );
}

function Helped({ figures }: { figures: ArticleFigures | undefined }) {
  const { t } = useTranslation();
  const rated = (figures?.helped ?? 0) + (figures?.notHelped ?? 0);
  return (
    <div>
      <Text size="sm">{rated === 0 ? t('knowledge.helpedNone') : t('knowledge.helpedOf', { helped: figures?.helped, rated })}</Text>
      {rated > 0 && (
        <div className={classes.bar} aria-hidden>
          <span style={{ width: `${((figures?.helped ?? 0) / rated) * 100}%` }} />
        </div>
      )}
      {rated === 0 && (figures?.read ?? 0) > 0 && (
        <Text size="xs" c="dimmed">
          {t('knowledge.readTimes', { count: figures?.read })}
        </Text>
      )}
    </div>
  );
}
