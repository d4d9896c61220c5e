import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { languageName } from '../text/language-name.js';
import type { ArticleState } from './article-state.js';
import { day } from './day.js';

/** What there is to say of an article, in a word and a colour. */
export function StateBadge({ state }: { state: ArticleState }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const words = state.kind === 'missing' ? t('knowledge.state.missing', { language: languageName(state.language, reader) }) : t(`knowledge.state.${state.kind}`, { day: 'day' in state ? day(state.day, reader) : '' });
  return (
    <Badge variant="light" color={colors[state.kind]} fw={600}>
      {words}
    </Badge>
  );
}

const colors = { current: 'teal', archived: 'gray', expired: 'red', expires: 'yellow', review: 'yellow', missing: 'yellow' } as const;
