import { Anchor, Badge, Button, Card, Center, NativeSelect, Skeleton } from '@mantine/core';
import { IconPhoneCall } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { callsApi, type CallSummary } from '../api/calls.js';
import { flowsApi } from '../api/flows.js';
import { useLoaded } from '../api/use-loaded.js';
import { EmptyNote } from '../app/EmptyNote.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { ListCell, ListRow, ListTable } from '../app/ListTable.js';
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
  const known = useLoaded('flows', flowsApi.list);
  const flows = known.data?.flows ?? [];
  // Names that came later would move what is read already.
  const isReady = first.data !== null && (known.data !== null || known.error !== null);
  const nameOf = (id: string): string => inLanguage(flows.find(({ flow: named }) => named === id)?.name, reader) || id;
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
  const filter = <NativeSelect size="xs" w={170} label={t('report.flow')} data={[{ value: '', label: t('report.allFlows') }, ...flows.map((entry) => ({ value: entry.flow, label: inLanguage(entry.name, reader) }))]} value={flow} onChange={(event) => choose(event.currentTarget.value)} />;
  return (
    <Page title={t('calls.title')} summary={t('calls.summary')} actions={filter}>
      {first.error && <ErrorNote error={first.error} retry={first.reload} />}
      {!isReady && !first.error && <Skeleton height={320} radius="lg" />}
      {isReady && (
        <Card withBorder radius="lg" p={0}>
          {calls.length === 0 ? (
            <EmptyNote Icon={IconPhoneCall} title={t('calls.empty')}>
              {t('calls.emptyHelp')}
            </EmptyNote>
          ) : (
            <ListTable title={t('calls.title')} columns={(['started', 'from', 'flow', 'duration', 'endState', 'orders'] as const).map((column) => t(`calls.${column}`))} minWidth={720} spacing="xs" hover>
              {calls.map((call) => (
                <CallRow key={call.callId} call={call} flow={nameOf(call.flow)} reader={reader} />
              ))}
            </ListTable>
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

function CallRow({ call, flow, reader }: { call: CallSummary; flow: string; reader: string }) {
  const { t } = useTranslation();
  const orders = typeof call.orders === 'number' ? call.orders : call.orders.length;
  return (
    <ListRow>
      <ListCell>
        <Anchor component={Link} to={`/calls/${encodeURIComponent(call.callId)}`} size="sm" underline="hover">
          {moment(call.startedAt, reader)}
        </Anchor>
      </ListCell>
      <ListCell>
        {call.from}{' '}
        {call.test && (
          <Badge size="sm" variant="default">
            {t('calls.test')}
          </Badge>
        )}
      </ListCell>
      <ListCell>{flow}</ListCell>
      <ListCell>{duration(call.durationSeconds)}</ListCell>
      <ListCell>{call.endState ? t(`endStates.${call.endState}`) : t('calls.running')}</ListCell>
      <ListCell>{orders || '–'}</ListCell>
    </ListRow>
  );
}
