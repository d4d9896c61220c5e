import { Anchor, Badge, Button, Card, Group, Skeleton, Text } from '@mantine/core';
import { IconPhoneCall } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { reportTimeZone } from '../../schemas/answers/report-time-zone.js';
import { callsApi, type CallSummary } from '../api/calls.js';
import { flowsApi, type FlowSummary } from '../api/flows.js';
import { useLoaded } from '../api/use-loaded.js';
import { EmptyNote } from '../app/EmptyNote.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { ListCell, ListRow, ListTable } from '../app/ListTable.js';
import { Page } from '../app/Page.js';
import { inLanguage } from '../drafts/in-language.js';
import { langOf } from '../drafts/lang-of.js';
import { duration, moment, zoneName } from '../text/moments.js';
import { CallFilters } from './CallFilters.js';
import { callsPath, readCallsQuery, type CallFilter, type CallsQuery } from './calls-query.js';

const PAGE = 50;

type FlowName = FlowSummary['name'];

/** The calls, a page at a time. Which ones, and the page, stand in the address: a link, a reload and Back find the same again. */
export function CallsPage() {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const [address, setAddress] = useSearchParams();
  const query = readCallsQuery(address);
  const page = useLoaded(`calls ${JSON.stringify(query)}`, (signal) => callsApi.list({ ...query, timeZone: reportTimeZone, limit: PAGE }, signal));
  const known = useLoaded('flows', flowsApi.list);
  const flows = known.data?.flows ?? [];
  const set = (name: CallFilter, value: string): void => {
    const { after: _after, [name]: _before, ...others } = query;
    setAddress({ ...others, ...(value !== '' && { [name]: value }) } as Record<string, string>);
  };
  // Names that came later would move what is read already.
  const isReady = page.data !== null && (known.data !== null || known.error !== null);
  return (
    <Page title={t('calls.title')} summary={t('calls.summary')}>
      <CallFilters query={query} flows={flows} set={set} clear={() => setAddress(query.order ? { order: query.order } : {})} />
      <Text size="sm" c="dimmed" mb="sm">
        {t('calls.zone', { zone: zoneName(reportTimeZone, reader) })}
      </Text>
      {page.error && <ErrorNote error={page.error} retry={page.reload} />}
      {!isReady && !page.error && <Skeleton height={320} radius="lg" />}
      {isReady && !page.error && (
        <>
          <Calls calls={page.data!.calls} query={query} nameOf={(id) => flows.find(({ flow }) => flow === id)?.name ?? id} />
          <Pages query={query} next={page.data!.next} />
        </>
      )}
    </Page>
  );
}

function Calls({ calls, query, nameOf }: { calls: CallSummary[]; query: CallsQuery; nameOf(flow: string): FlowName }) {
  const { t } = useTranslation();
  const isWhole = Object.keys(query).every((name) => name === 'order');
  return (
    <Card withBorder radius="lg" p={0}>
      {calls.length === 0 ? (
        <EmptyNote Icon={IconPhoneCall} title={isWhole ? t('calls.empty') : t('calls.none')}>
          {isWhole ? t('calls.emptyHelp') : t('calls.noneHelp')}
        </EmptyNote>
      ) : (
        <ListTable title={t('calls.title')} columns={(['started', 'from', 'flow', 'duration', 'endState', 'orders'] as const).map((column) => t(`calls.${column}`))} minWidth={720} spacing="xs" hover>
          {calls.map((call) => (
            <CallRow key={call.callId} call={call} flow={nameOf(call.flow)} list={callsPath(query)} />
          ))}
        </ListTable>
      )}
    </Card>
  );
}

/** Each page has an address of its own, and Back leads to the one before. */
function Pages({ query, next }: { query: CallsQuery; next: string | null }) {
  const { t } = useTranslation();
  const { after, ...filters } = query;
  if (after === undefined && next === null) return null;
  return (
    <Group justify="center" mt="md">
      {after !== undefined && (
        <Button variant="subtle" component={Link} to={callsPath(filters)}>
          {t('calls.first')}
        </Button>
      )}
      {next !== null && (
        <Button variant="default" component={Link} to={callsPath({ ...filters, after: next })}>
          {query.order === 'oldest' ? t('calls.newer') : t('calls.older')}
        </Button>
      )}
    </Group>
  );
}

/** `list`: where one came from, for the way back. */
function CallRow({ call, flow, list }: { call: CallSummary; flow: FlowName; list: string }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const orders = typeof call.orders === 'number' ? call.orders : call.orders.length;
  return (
    <ListRow>
      <ListCell>
        <Anchor component={Link} to={`/calls/${encodeURIComponent(call.callId)}`} state={{ list }} size="sm" underline="hover">
          {moment(call.startedAt, reader, reportTimeZone)}
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
      <ListCell lang={langOf(flow, reader)}>{inLanguage(flow, reader) || call.flow}</ListCell>
      <ListCell>{duration(call.durationSeconds)}</ListCell>
      <ListCell>{call.endState ? t(`endStates.${call.endState}`) : t('calls.running')}</ListCell>
      <ListCell>{orders || '–'}</ListCell>
    </ListRow>
  );
}
