import { Anchor, Badge, Button, Card, Group, SimpleGrid, Text, Title } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useParams } from 'react-router';
import { reportTimeZone } from '../../schemas/answers/report-time-zone.js';
import type { Flow } from '../../schemas/documents/flow.js';
import { callsApi, type CallRecord } from '../api/calls.js';
import { useLoaded } from '../api/use-loaded.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { Page } from '../app/Page.js';
import { PageLoader } from '../app/PageLoader.js';
import { getTitle } from '../canvas/heard-text.js';
import { inLanguage } from '../drafts/in-language.js';
import { langOf } from '../drafts/lang-of.js';
import { Happenings } from '../phone/Happenings.js';
import { TurnView } from '../phone/TurnView.js';
import { loadCallFlows } from '../replay/load-call-flows.js';
import { languageName } from '../text/language-name.js';
import { duration, moment, zoneName } from '../text/moments.js';
import { shortVersion } from '../versions/short-version.js';
import { Evidence } from './Evidence.js';
import { getExitName } from './exit-name.js';
import classes from './Reports.module.css';
import { getEntry } from '../../schemas/get-entry.js';

type CallFlows = Awaited<ReturnType<typeof loadCallFlows>>;

/** One call, word for word. */
export function CallPage() {
  const { t, i18n } = useTranslation();
  const { callId = '' } = useParams();
  const from = useLocation().state as { list?: string } | null;
  const loaded = useLoaded(callId, (signal) => load(callId, signal));
  const { call, flows } = loaded.data ?? { call: null, flows: null };
  const reader = i18n.resolvedLanguage ?? 'en-US';
  // The number in the title may take a line more than the words it would stand in for.
  if (!loaded.settled) return <PageLoader />;
  return (
    <Page title={call ? t('call.title', { from: call.from }) : t('calls.title')} summary={call ? `${moment(call.startedAt, reader, reportTimeZone)}, ${zoneName(reportTimeZone, reader)}` : undefined}>
      <Group justify="space-between">
        <Anchor component={Link} to={from?.list ?? '/calls'} size="sm">
          ← {t('call.back')}
        </Anchor>
        {call && (
          <Button component={Link} to={`/calls/${encodeURIComponent(callId)}/replay`} size="xs" variant="default" leftSection={<IconRoute size={15} />}>
            {t('replay.open')}
          </Button>
        )}
      </Group>
      {loaded.error && <ErrorNote error={loaded.error} retry={loaded.reload} />}
      {call && (
        <>
          <Facts call={call} flow={flows?.get(call.flow)?.document.meta.name ?? call.flow} reader={reader} />
          <Card withBorder radius="lg" mt="md">
            <Title order={2} size="h5" mb="xs">
              {t('call.transcript')}
            </Title>
            <Transcript call={call} flows={flows} reader={reader} />
          </Card>
          {call.orders.length + call.messages.length + call.callbacks.length + call.leads.length + call.decisions.length + call.requests.length > 0 && (
            <Card withBorder radius="lg" mt="md" p={0} pt="md">
              <Title order={2} size="h5" px="md">
                {t('phone.happened')}
              </Title>
              <Happenings call={call} whole />
            </Card>
          )}
          {call.orders.map((order) => (
            <Evidence key={order.orderId} order={order} />
          ))}
        </>
      )}
    </Page>
  );
}

/** With what its steps are called; without that, they are named by their ids. */
async function load(callId: string, signal: AbortSignal): Promise<{ call: CallRecord; flows: CallFlows | null }> {
  const call = await callsApi.one(callId, signal);
  return { call, flows: await loadCallFlows(call, signal).catch(() => null) };
}

function Facts({ call, flow, reader }: { call: CallRecord; flow: Flow['meta']['name']; reader: string }) {
  const { t } = useTranslation();
  const facts: [name: string, value: string, lang?: string][] = [
    [t('call.endState'), call.endState ? t(`endStates.${call.endState}`) : t('calls.running')],
    [t('call.endedBy'), call.endedBy ? t(`call.by.${call.endedBy}`) : '–'],
    [t('calls.duration'), duration(call.durationSeconds)],
    [t('calls.flow'), `${inLanguage(flow, reader) || call.flow} · ${shortVersion(call.version)}`, langOf(flow, reader)],
    [t('call.language'), languageName(call.language, reader)],
    [t('call.called'), call.to],
  ];
  return (
    <Card withBorder radius="lg" mt="md">
      {call.test && (
        <Badge variant="default" mb="sm">
          {t('calls.test')}
        </Badge>
      )}
      <SimpleGrid component="dl" m={0} cols={{ base: 2, sm: 3, md: 6 }} spacing="md">
        {facts.map(([name, value, lang]) => (
          <div key={name}>
            <Text component="dt" size="sm" c="dimmed">
              {name}
            </Text>
            <Text component="dd" m={0} size="sm" fw={600} lang={lang}>
              {value}
            </Text>
          </div>
        ))}
      </SimpleGrid>
    </Card>
  );
}

function Transcript({ call, flows, reader }: { call: CallRecord; flows: CallFlows | null; reader: string }) {
  const { t } = useTranslation();
  if (call.turns.length === 0) return <Text c="dimmed">{t('call.noTurns')}</Text>;
  return (
    <ol role="list" className={classes.turns} aria-label={t('call.transcript')}>
      {call.turns.map((turn, at) => (
        <li key={`${turn.turn}.${turn.visit ?? 0}.${at}`} className={classes.moment}>
          <span className={classes.at}>{duration(turn.atSeconds)}</span>
          <span className={classes.stepName}>
            {turn.step && <StepName step={turn.step} exit={turn.exit} part={turn.flow} whole={call.flow} flows={flows} reader={reader} />}
          </span>
          <div className={classes.talk}>
            <TurnView turn={turn} />
          </div>
        </li>
      ))}
    </ol>
  );
}

interface StepNameProps {
  step: string;
  exit: string | null;
  /** The flow it stands in, where that is not the call's own. */
  part: string | undefined;
  /** The call's own. */
  whole: string;
  flows: CallFlows | null;
  reader: string;
}

/** A step by its title and the exit by its label. */
function StepName({ step, exit, part, whole, flows, reader }: StepNameProps) {
  const own = flows?.get(part ?? whole)?.document;
  return (
    <>
      {part && <span className={classes.part} lang={langOf(own?.meta.name, reader)}>{inLanguage(own?.meta.name, reader) || part}</span>}
      <b title={step} lang={langOf(getEntry(own?.states, step)?.meta.title, reader)}>{getTitle(step, getEntry(own?.states, step), reader)}</b>
      {exit && <ExitName exit={exit} name={getExitName(exit, step, own ? [own, ...othersThan(own, flows)] : [], reader)} reader={reader} />}
    </>
  );
}

function ExitName({ exit, name, reader }: { exit: string; name: ReturnType<typeof getExitName>; reader: string }) {
  const { t } = useTranslation();
  return <span title={exit} lang={'keys' in name ? undefined : langOf(name.label, reader)}>→ {'keys' in name ? t('call.keyOfFlow', { keys: name.keys, step: name.label }) : name.label}</span>;
}

function othersThan(own: Flow, flows: CallFlows | null): Flow[] {
  return [...(flows?.values() ?? [])].map(({ document }) => document).filter((document) => document !== own);
}
