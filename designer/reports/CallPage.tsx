import { Anchor, Badge, Button, Card, Group, SimpleGrid, Skeleton, Text, Title } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { callsApi, type CallRecord } from '../api/calls.js';
import { useLoaded } from '../api/use-loaded.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { Page } from '../app/Page.js';
import { Happenings } from '../phone/Happenings.js';
import { TurnView } from '../phone/TurnView.js';
import { languageName } from '../text/language-name.js';
import { duration, moment } from '../text/moments.js';
import { shortVersion } from '../versions/short-version.js';
import { Evidence } from './Evidence.js';
import classes from './Reports.module.css';

/** One call, word for word. */
export function CallPage() {
  const { t, i18n } = useTranslation();
  const { callId = '' } = useParams();
  const call = useLoaded(callId, (signal) => callsApi.one(callId, signal));
  const reader = i18n.resolvedLanguage ?? 'en-US';
  return (
    <Page title={call.data ? t('call.title', { from: call.data.from }) : t('calls.title')} summary={call.data ? moment(call.data.startedAt, reader) : undefined}>
      <Group justify="space-between">
        <Anchor component={Link} to="/calls" size="sm">
          ← {t('call.back')}
        </Anchor>
        {call.data && (
          <Button component={Link} to={`/calls/${encodeURIComponent(callId)}/replay`} size="xs" variant="default" leftSection={<IconRoute size={15} />}>
            {t('replay.open')}
          </Button>
        )}
      </Group>
      {call.error && <ErrorNote error={call.error} retry={call.reload} />}
      {!call.data && call.loading && <Skeleton height={360} radius="lg" mt="md" />}
      {call.data && (
        <>
          <Facts call={call.data} reader={reader} />
          <Card withBorder radius="lg" mt="md">
            <Title order={2} size="h5" mb="xs">
              {t('call.transcript')}
            </Title>
            <Transcript call={call.data} />
          </Card>
          {call.data.orders.length + call.data.messages.length + call.data.callbacks.length + call.data.leads.length + call.data.decisions.length + call.data.requests.length > 0 && (
            <Card withBorder radius="lg" mt="md" p={0} pt="md">
              <Title order={2} size="h5" px="md">
                {t('phone.happened')}
              </Title>
              <Happenings call={call.data} whole />
            </Card>
          )}
          {call.data.orders.map((order) => (
            <Evidence key={order.orderId} order={order} />
          ))}
        </>
      )}
    </Page>
  );
}

function Facts({ call, reader }: { call: CallRecord; reader: string }) {
  const { t } = useTranslation();
  const facts: [string, string][] = [
    [t('call.endState'), call.endState ? t(`endStates.${call.endState}`) : t('calls.running')],
    [t('call.endedBy'), call.endedBy ? t(`call.by.${call.endedBy}`) : '–'],
    [t('calls.duration'), duration(call.durationSeconds)],
    [t('calls.flow'), `${call.flow} · ${shortVersion(call.version)}`],
    [t('call.language'), languageName(call.language, reader)],
    [t('call.called'), call.to],
  ];
  return (
    <Card withBorder radius="lg" mt="md">
      {call.test && (
        <Badge variant="default" tt="none" mb="sm">
          {t('calls.test')}
        </Badge>
      )}
      <SimpleGrid component="dl" m={0} cols={{ base: 2, sm: 3, md: 6 }} spacing="md">
        {facts.map(([name, value]) => (
          <div key={name}>
            <Text component="dt" size="sm" c="dimmed">
              {name}
            </Text>
            <Text component="dd" m={0} size="sm" fw={600}>
              {value}
            </Text>
          </div>
        ))}
      </SimpleGrid>
    </Card>
  );
}

function Transcript({ call }: { call: CallRecord }) {
  const { t } = useTranslation();
  if (call.turns.length === 0) return <Text c="dimmed">{t('call.noTurns')}</Text>;
  return (
    <div>
      {call.turns.map((turn, at) => (
        <div key={`${turn.turn}.${turn.visit ?? 0}.${at}`} className={classes.moment}>
          <span className={classes.at}>{duration(turn.atSeconds)}</span>
          <span className={classes.stepName}>
            {turn.step && <code>{turn.flow === undefined ? turn.step : `${turn.flow}/${turn.step}`}</code>}
            {turn.exit && (
              <Group gap={4}>
                → <code>{turn.exit}</code>
              </Group>
            )}
          </span>
          <div className={classes.talk}>
            <TurnView turn={turn} />
          </div>
        </div>
      ))}
    </div>
  );
}
