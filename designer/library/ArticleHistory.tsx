import { ActionIcon, Card, Group, Stack, Text, Title, Tooltip } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { knowledgeApi, type ArticleVersion } from '../api/library.js';
import { useLoaded } from '../api/use-loaded.js';
import { ago } from '../text/moments.js';
import { whoName } from '../text/who-name.js';

/** How an article does with callers, and what it was before. */
export function ArticleHistory({ article, versions, use }: { article: string; versions: ArticleVersion[]; use: ((version: ArticleVersion) => void) | undefined }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const figures = useLoaded('knowledge figures', knowledgeApi.figures).data?.articles.find((each) => each.article === article);
  const rated = (figures?.helped ?? 0) + (figures?.notHelped ?? 0);
  return (
    <Card withBorder radius="lg" component="section" aria-label={t('article.history')}>
      <Title order={2} size="h5">
        {t('article.figures')}
      </Title>
      <Text size="sm" mt={4} mb="md">
        {t('knowledge.readTimes', { count: figures?.read ?? 0 })} · {rated === 0 ? t('knowledge.helpedNone') : `${t('knowledge.helpedName')}: ${t('knowledge.helpedOf', { helped: figures?.helped, rated })}`}
      </Text>
      <Title order={2} size="h5">
        {t('article.history')}
      </Title>
      <Stack gap={2} mt={4} mah={190} style={{ overflow: 'auto' }} tabIndex={0} role="group" aria-label={t('article.history')}>
        {versions.map((version, at) => (
          <Group key={version.revision} justify="space-between" wrap="nowrap" mih={30}>
            <Text size="sm">
              {t('article.historyOf', { when: ago(version.savedAt, reader), who: whoName(version.savedBy, t) })}
              {version.archived && ` · ${t('article.historyArchived')}`}
            </Text>
            {use && at > 0 && (
              <Tooltip label={t('article.historyUse')}>
                <ActionIcon aria-label={`${t('article.historyUse')} (${version.revision})`} onClick={() => use(version)}>
                  <IconArrowBackUp size={17} />
                </ActionIcon>
              </Tooltip>
            )}
          </Group>
        ))}
      </Stack>
    </Card>
  );
}
