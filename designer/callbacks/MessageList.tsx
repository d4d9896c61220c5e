import { Anchor, Badge, Button, Card, Code, Group, SegmentedControl, Skeleton, Text } from '@mantine/core';
import { IconMessage2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ApiError } from '../api/client.js';
import { useFlowName } from '../api/use-flow-name.js';
import { workApi, type CallRecording } from '../api/work.js';
import { EmptyNote } from '../app/EmptyNote.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { languageName } from '../text/language-name.js';
import { ago, duration, moment } from '../text/moments.js';
import classes from './Callbacks.module.css';
import { usePages } from './use-pages.js';
import { OlderButton } from '../app/OlderButton.js';
import { whoName } from '../text/who-name.js';

const filters = ['waiting', 'heard'] as const;

/** Messages that callers left, until somebody has listened to them. */
export function MessageList({ tests, round }: { tests: boolean; round: number }) {
  const { t } = useTranslation();
  const nameOf = useFlowName();
  const [filter, setFilter] = useState<(typeof filters)[number]>('waiting');
  const [error, setError] = useState<ApiError | null>(null);
  const list = usePages<CallRecording>(`messages ${filter} ${tests} ${round}`, async (after, signal) => {
    const { recordings, next } = await workApi.recordings({ kind: 'message', heard: filter === 'heard' ? 'true' : 'false', test: tests ? 'true' : undefined, limit: 50, after }, signal);
    return { entries: recordings, next };
  });
  const problem = error ?? list.error;
  return (
    <>
      <SegmentedControl mb="sm" aria-label={t('callbacks.show')} size="sm" value={filter} onChange={(chosen) => setFilter(chosen as (typeof filters)[number])} data={filters.map((each) => ({ value: each, label: t(`messages.filters.${each}`) }))} />
      {problem && <ErrorNote error={problem} retry={list.reload} />}
      {!list.entries && !problem && <Skeleton height={240} radius="lg" />}
      {list.entries?.length === 0 && (
        <Card withBorder radius="lg" p={0}>
          <EmptyNote Icon={IconMessage2} title={t('messages.empty')}>
            {t('messages.emptyHelp')}
          </EmptyNote>
        </Card>
      )}
      <ul className={classes.cards} aria-label={t('callbacks.tabs.messages')}>
        {list.entries?.map((message) => (
          <MessageCard nameOf={nameOf} key={`${message.callId} ${message.recordingId}`} message={message} mark={(heard) => void workApi.markMessage(message, heard).then(list.reload, setError)} />
        ))}
      </ul>
      <OlderButton more={list.more} />
    </>
  );
}

function MessageCard({ nameOf, message: { callId, recordingId, phone, seconds, language, flow, at, test, heardAt, heardBy }, mark }: { nameOf(flow: string): string; message: CallRecording; mark(heard: boolean): void }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  return (
    <li className={classes.card} data-due={heardAt ? undefined : 'now'}>
      <div>
        <Group gap="xs">
          <Text fw={650} size="lg" className={classes.phone}>
            {phone}
          </Text>
          <Badge variant="light">
            {duration(seconds)}
          </Badge>
          {test && (
            <Badge size="sm" variant="default">
              {t('callbacks.test')}
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {nameOf(flow)} · {languageName(language, reader)} ·{' '}
          <Anchor component={Link} to={`/calls/${encodeURIComponent(callId)}`} size="sm" underline="always" aria-label={t('callbacks.callOf', { phone })}>
            {t('callbacks.call')}
          </Anchor>
        </Text>
        <Text size="sm" c="dimmed" mt={4}>
          {t('messages.hear')} <Code>{recordingId}</Code>
        </Text>
      </div>
      <Text size="sm">{heardAt ? t('messages.heardBy', { who: whoName(heardBy, t), when: ago(heardAt, reader) }) : moment(at, reader)}</Text>
      <div className={classes.acts}>
        <Button size="sm" variant={heardAt ? 'default' : 'filled'} aria-label={t(heardAt ? 'messages.undoFor' : 'messages.doneFor', { phone })} onClick={() => mark(!heardAt)}>
          {t(heardAt ? 'messages.undo' : 'messages.done')}
        </Button>
      </div>
    </li>
  );
}
