import { ActionIcon, Anchor, Button, Card, Group, Text, Tooltip } from '@mantine/core';
import { IconMoodCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ApiError } from '../api/client.js';
import type { UnansweredQuestion } from '../../schemas/answers/knowledge-figures.js';
import { knowledgeApi } from '../api/library.js';
import { EmptyNote } from '../app/EmptyNote.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { languageName } from '../text/language-name.js';
import { ago } from '../text/moments.js';
import classes from './Library.module.css';

/** What callers asked and nobody could answer, each with a way to answer it from now on. */
export function UnansweredList({ questions, mayWrite, reload }: { questions: UnansweredQuestion[]; mayWrite: boolean; reload(): void }) {
  const { t } = useTranslation();
  const [error, setError] = useState<ApiError | null>(null);
  if (questions.length === 0) {
    return (
      <Card withBorder radius="lg" p={0}>
        <EmptyNote Icon={IconMoodCheck} title={t('knowledge.unansweredEmpty')}>
          {t('knowledge.unansweredEmptyHelp')}
        </EmptyNote>
      </Card>
    );
  }
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {t('knowledge.unansweredHelp')}
      </Text>
      {error && <ErrorNote error={error} />}
      <Card withBorder radius="lg" p={0}>
        <ul className={classes.rows} aria-label={t('knowledge.tabs.unanswered')}>
          {questions.map((question) => (
            <QuestionRow key={`${question.language} ${question.question}`} question={question} dismiss={mayWrite ? () => void knowledgeApi.settle(question, null).then(reload, setError) : undefined} />
          ))}
        </ul>
      </Card>
    </>
  );
}

function QuestionRow({ question: { question, language, calls, why, lastAt, lastCallId }, dismiss }: { question: UnansweredQuestion; dismiss: (() => void) | undefined }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  return (
    <li className={`${classes.row} ${classes.question}`}>
      <div>
        <Text fw={600} dir="auto" lang={language}>
          {question}
        </Text>
        <Text size="sm" c="dimmed">
          {languageName(language, reader)} · {t(`knowledge.why.${why}`)}
        </Text>
      </div>
      <Text size="sm">
        {t('knowledge.askedIn', { count: calls })}
      </Text>
      <Anchor component={Link} to={`/calls/${encodeURIComponent(lastCallId)}`} size="sm" title={t('knowledge.lastAsked')}>
        {ago(lastAt, reader)}
      </Anchor>
      {dismiss && (
        <Group gap={4} wrap="nowrap">
          <Button component={Link} size="xs" variant="light" to={`/knowledge/new?${new URLSearchParams({ question, language }).toString()}`} aria-label={t('knowledge.writeFor', { question })}>
            {t('knowledge.write')}
          </Button>
          <Tooltip label={t('knowledge.dismiss')}>
            <ActionIcon aria-label={t('knowledge.dismissFor', { question })} onClick={dismiss}>
              <IconX size={17} />
            </ActionIcon>
          </Tooltip>
        </Group>
      )}
    </li>
  );
}
