import { Anchor, Badge, Button, CloseButton, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { IconEarOff, IconSearch } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ApiError } from '../api/client.js';
import { knowledgeApi, type KnowledgeHit } from '../api/library.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { languageName } from '../text/language-name.js';
import { houseLanguages } from './article-state.js';
import classes from './Library.module.css';

interface Asked {
  question: string;
  language: string;
  hits: KnowledgeHit[];
}

/** What a caller who asks this would hear: the same search as on a call. */
export function AskAsCaller({ mayWrite }: { mayWrite: boolean }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const [question, setQuestion] = useState('');
  const [language, setLanguage] = useState(reader);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const ask = (event: FormEvent): void => {
    event.preventDefault();
    if (question.trim() === '') return setAsked(null);
    setError(null);
    knowledgeApi.search(question.trim(), language).then(({ hits }) => setAsked({ question: question.trim(), language, hits }), setError);
  };
  const clear = (): void => {
    setQuestion('');
    setAsked(null);
  };
  return (
    <>
      <form className={classes.ask} onSubmit={ask}>
        <TextInput
          label={t('knowledge.ask')}
          placeholder={t('knowledge.askPlaceholder')}
          value={question}
          maxLength={300}
          leftSection={<IconSearch size={16} aria-hidden />}
          rightSection={question && <CloseButton size="sm" aria-label={t('knowledge.askClear')} onClick={clear} />}
          onChange={(event) => setQuestion(event.currentTarget.value)}
        />
        <NativeSelect label={t('knowledge.askLanguage')} value={language} onChange={(event) => setLanguage(event.currentTarget.value)} data={houseLanguages.map((tag) => ({ value: tag, label: languageName(tag, reader) }))} />
        <Button type="submit" variant="light">
          {t('knowledge.askDo')}
        </Button>
      </form>
      {error && <ErrorNote error={error} />}
      {asked && <Hits asked={asked} mayWrite={mayWrite} />}
    </>
  );
}

function Hits({ asked: { question, language, hits }, mayWrite }: { asked: Asked; mayWrite: boolean }) {
  const { t, i18n } = useTranslation();
  const percent = (score: number): string => new Intl.NumberFormat(i18n.resolvedLanguage, { style: 'percent' }).format(score);
  return (
    <div className={classes.hits} role="status">
      {hits.map((hit, at) => (
        <div key={hit.article}>
          {at < 2 && (
            <Text size="sm" c="dimmed" mb={4}>
              {at === 0 ? t('knowledge.hears') : t('knowledge.next')}
            </Text>
          )}
          <div className={classes.hit}>
            <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
              <Anchor component={Link} to={`/knowledge/${hit.article}`} fw={600}>
                {hit.title || hit.article}
              </Anchor>
              <Badge variant="light" style={{ flex: 'none' }}>
                {t('knowledge.fits', { score: percent(hit.score) })}
              </Badge>
            </Group>
            <Text size="sm" mt={4} dir="auto" lang={language}>
              {hit.text}
            </Text>
          </div>
        </div>
      ))}
      {hits.length === 0 && (
        <Group gap="sm" align="flex-start" wrap="nowrap">
          <IconEarOff size={22} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
          <div>
            <Text fw={600}>{t('knowledge.nothing')}</Text>
            <Text size="sm" c="dimmed">
              {t('knowledge.nothingHelp')}
            </Text>
          </div>
        </Group>
      )}
      {mayWrite && (
        <Group>
          <Button component={Link} to={`/knowledge/new?${new URLSearchParams({ question, language }).toString()}`} size="xs" variant="default">
            {t('knowledge.writeAbout')}
          </Button>
        </Group>
      )}
    </div>
  );
}
