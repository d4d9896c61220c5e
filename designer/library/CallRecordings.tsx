import { Anchor, Badge, Card, Skeleton, Text } from '@mantine/core';
import { IconMessage2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { workApi, type CallRecording } from '../api/work.js';
import { EmptyNote } from '../app/EmptyNote.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { ListCell, ListRow, ListTable } from '../app/ListTable.js';
import { usePages } from '../callbacks/use-pages.js';
import { duration, moment } from '../text/moments.js';
import { OlderButton } from '../app/OlderButton.js';

/** What calls left with the carrier, with the call each belongs to. */
export function CallRecordings() {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const list = usePages<CallRecording>('call recordings', async (after, signal) => {
    const { recordings, next } = await workApi.recordings({ limit: 50, after }, signal);
    return { entries: recordings, next };
  });
  if (list.error) return <ErrorNote error={list.error} retry={list.reload} />;
  if (!list.entries) return <Skeleton height={240} radius="lg" />;
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {t('recordings.ofCalls')}
      </Text>
      <Card withBorder radius="lg" p={0}>
        {list.entries.length === 0 ? (
          <EmptyNote Icon={IconMessage2} title={t('recordings.ofCallsEmpty')}>
            {t('recordings.ofCallsEmptyHelp')}
          </EmptyNote>
        ) : (
          <ListTable title={t('recordings.tabs.calls')} columns={(['when', 'from', 'length', 'call'] as const).map((column) => t(`recordings.${column}`))} minWidth={620} spacing="xs">
            {list.entries.map(({ callId, recordingId, kind, seconds, phone, at }) => (
              <ListRow key={`${callId} ${recordingId}`}>
                <ListCell>{moment(at, reader)}</ListCell>
                <ListCell>
                  {phone}{' '}
                  <Badge size="sm" variant="light" color={kind === 'message' ? 'pine' : 'gray'}>
                    {t(`recordings.kind.${kind}`)}
                  </Badge>
                </ListCell>
                <ListCell>{duration(seconds)}</ListCell>
                <ListCell>
                  <Anchor component={Link} to={`/calls/${encodeURIComponent(callId)}`} size="sm">
                    {t('recordings.open')}
                  </Anchor>
                </ListCell>
              </ListRow>
            ))}
          </ListTable>
        )}
      </Card>
      <OlderButton more={list.more} />
    </>
  );
}
