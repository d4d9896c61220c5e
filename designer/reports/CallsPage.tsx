import { Anchor, Badge, Button, Card, Center, NativeSelect, Skeleton, Table } from '@mantine/core';
import { IconPhoneCall } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { callsApi, type CallSummary } from '../api/calls.js';
import { flowsApi } from '../api/flows.js';
import { useLoaded } from '../api/use-loaded.js';
import { EmptyNote } from '../app/EmptyNote.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { Page } from '../app/Page.js';
import { inLanguage } from '../drafts/in-language.js';
import { duration, moment } from '../text/moments.js';

const PAGE = 50;

/** The calls, the newest first, a page at a time. */
export function CallsPage() {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const [flow, setFlow] = useState('');
  const [older, setOlder] = useState<CallSummary[]>([]);
  const [ended, setEnded] = useState(false);
  const first = useLoaded(`calls ${flow}`, (signal) => callsApi.list({ flow: flow || undefined, limit: PAGE }, signal));
  const flows = useLoaded('flows', flowsApi.list).data?.flows ?? [];
  const calls = [...(first.data?.calls ?? []), ...older];
  const more = async (): Promise<void> => {
    const { calls: next } = await callsApi.list({ flow: flow || undefined, limit: PAGE, before: calls.at(-1)?.startedAt });
    setOlder((before) => [...before, ...next.filter((call) => !calls.some((known) => known.callId === call.callId))]);
    setEnded(next.length < PAGE);
  };
  const choose = (chosen: string): void => {
    setFlow(chosen);
    setOlder([]);
    setEnded(false);
  };
  const filter = <NativeSelect size="xs" label={t('report.flow')} data={[{ value: '', label: t('report.allFlows') }, ...flows.map((entry) => ({ value: entry.flow, label: inLanguage(entry.name, reader) }))]} value={flow} onChange={(event) => choose(event.currentTarget.value)} />;
  return (
    <Page title={t('calls.title')} summary={t('calls.summary')} actions={filter}>
      {first.error && <ErrorNote error={first.error} retry={first.reload} />}
      {!first.data && first.loading && <Skeleton height={320} radius="lg" />}
      {first.data && (
        <Card withBorder radius="lg" p={0}>
          {calls.length === 0 ? (
            <EmptyNote Icon={IconPhoneCall} title={t('calls.empty')}>
              {t('calls.emptyHelp')}
            </EmptyNote>
          ) : (
            <Table.ScrollContainer minWidth={720} scrollAreaProps={{ viewportProps: { tabIndex: 0, 'aria-label': t('calls.title'), role: 'group' } }}>
              <Table highlightOnHover verticalSpacing="xs" horizontalSpacing="md">
                <Table.Thead>
                  <Table.Tr>
                    {(['started', 'from', 'flow', 'duration', 'endState', 'orders'] as const).map((column) => (
                      <Table.Th key={column}>{t(`calls.${column}`)}</Table.Th>
                    ))}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {calls.map((call) => (
                    <CallRow key={call.callId} call={call} reader={reader} />
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )}
        </Card>
      )}
      {calls.length >= PAGE && !ended && (
        <Center mt="md">
          <Button variant="default" onClick={() => void more()}>
            {t('calls.older')}
          </Button>
        </Center>
      )}
    </Page>
  );
}

function CallRow({ call, reader }: { call: CallSummary; reader: string }) {
  const { t } = useTranslation();
  const orders = typeof call.orders === 'number' ? call.orders : call.orders.length;
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} to={`/calls/${encodeURIComponent(call.callId)}`} size="sm" underline="hover">
          {moment(call.startedAt, reader)}
        </Anchor>
      </Table.Td>
      <Table.Td>
        {call.from}{' '}
        {call.test && (
          <Badge size="sm" variant="default" tt="none">
            {t('calls.test')}
          </Badge>
        )}
      </Table.Td>
      <Table.Td>{call.flow}</Table.Td>
      <Table.Td>{duration(call.durationSeconds)}</Table.Td>
      <Table.Td>{call.endState ? t(`endStates.${call.endState}`) : t('calls.running')}</Table.Td>
      <Table.Td>{orders || '–'}</Table.Td>
    </Table.Tr>
  );
}
