import { Anchor, Badge, Card, Skeleton, Table, Text } from '@mantine/core';
import { IconMessage2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { workApi, type CallRecording } from '../api/work.js';
import { EmptyNote } from '../app/EmptyNote.js';
import { ErrorNote } from '../app/ErrorNote.js';
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
          <Table.ScrollContainer minWidth={620} scrollAreaProps={{ viewportProps: { tabIndex: 0, 'aria-label': t('recordings.tabs.calls'), role: 'group' } }}>
            <Table verticalSpacing="xs" horizontalSpacing="md">
              <Table.Thead>
                <Table.Tr>
                  {(['when', 'from', 'length', 'call'] as const).map((column) => (
                    <Table.Th key={column}>{t(`recordings.${column}`)}</Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {list.entries.map(({ callId, recordingId, kind, seconds, phone, at }) => (
                  <Table.Tr key={`${callId} ${recordingId}`}>
                    <Table.Td>{moment(at, reader)}</Table.Td>
                    <Table.Td>
                      {phone}{' '}
                      <Badge size="sm" variant="light" color={kind === 'message' ? 'pine' : 'gray'} tt="none">
                        {t(`recordings.kind.${kind}`)}
                      </Badge>
                    </Table.Td>
                    <Table.Td>{duration(seconds)}</Table.Td>
                    <Table.Td>
                      <Anchor component={Link} to={`/calls/${encodeURIComponent(callId)}`} size="sm">
                        {t('recordings.open')}
                      </Anchor>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Card>
      <OlderButton more={list.more} />
    </>
  );
}
