import { Card, Group, TextInput, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { idPattern, type ArticleForm } from './article-form.js';

interface ArticleAboutProps {
  form: ArticleForm;
  isNew: boolean;
  taken: ReadonlySet<string>;
  readOnly: boolean;
  change(part: Partial<ArticleForm>): void;
}

/** What is the same in all languages: its name, who answers for it, and how long. */
export function ArticleAbout({ form: { id, owner, reviewOn, expiresOn }, isNew, taken, readOnly, change }: ArticleAboutProps) {
  const { t } = useTranslation();
  const wrong = !isNew ? null : taken.has(id) ? t('article.idTaken') : idPattern.test(id) ? null : t('article.idWrong');
  return (
    <Card withBorder radius="lg" component="section" aria-label={t('article.about')}>
      <Title order={2} size="h5">
        {t('article.about')}
      </Title>
      <TextInput mt="sm" label={t('article.owner')} description={t('article.ownerHelp')} maxLength={100} value={owner} readOnly={readOnly} onChange={(event) => change({ owner: event.currentTarget.value })} />
      <Group grow mt="sm" align="flex-end">
        <TextInput type="date" label={t('article.reviewOn')} value={reviewOn} readOnly={readOnly} onChange={(event) => change({ reviewOn: event.currentTarget.value })} />
        <TextInput type="date" label={t('article.expiresOn')} value={expiresOn} readOnly={readOnly} onChange={(event) => change({ expiresOn: event.currentTarget.value })} />
      </Group>
      <TextInput mt="sm" label={t('article.id')} description={isNew ? t('article.idHelp') : undefined} value={id} readOnly={!isNew || readOnly} error={wrong} maxLength={64} onChange={(event) => change({ id: event.currentTarget.value })} styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }} />
    </Card>
  );
}
