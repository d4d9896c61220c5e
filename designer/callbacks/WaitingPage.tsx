import { Badge, Card, Switch, Tabs } from '@mantine/core';
import { IconPhoneOutgoing } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { workApi } from '../api/work.js';
import { useLoaded } from '../api/use-loaded.js';
import { EmptyNote } from '../app/EmptyNote.js';
import { Page } from '../app/Page.js';
import { useMay } from '../app/SignedIn.js';
import { CallbackList } from './CallbackList.js';
import classes from './Callbacks.module.css';
import { LeadList } from './LeadList.js';
import { MessageList } from './MessageList.js';

const tabs = ['callbacks', 'leads', 'messages'] as const;

/** How often the page looks for what is new. */
const LOOK_MILLISECONDS = 15_000;

/** What waits for people: calls to make, interest to follow, messages to hear. */
export function WaitingPage() {
  const { t } = useTranslation();
  const maySee = useMay('callbacks.read');
  return (
    <Page title={t('callbacks.title')} summary={t('callbacks.summary')}>
      {maySee ? (
        <Lists />
      ) : (
        <Card withBorder radius="lg" p={0}>
          <EmptyNote Icon={IconPhoneOutgoing} title={t('callbacks.onlyCallers')}>
            {t('callbacks.onlyCallersHelp')}
          </EmptyNote>
        </Card>
      )}
    </Page>
  );
}

function Lists() {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const mayCall = useMay('callbacks.write');
  const [tests, setTests] = useState(false);
  const round = useRounds();
  const head = useLoaded(`callbacks head ${round}`, (signal) => workApi.callbacks({ limit: 1 }, signal));
  const counts = head.data?.queues ?? [];
  const due = counts.reduce((sum, queue) => sum + queue.due, 0);
  const shown = tabs.filter((tab) => tab !== 'messages' || mayCall);
  const tab = shown.find((each) => each === query.get('list')) ?? 'callbacks';
  return (
    <Tabs value={tab} onChange={(chosen) => setQuery(chosen === 'callbacks' ? {} : { list: chosen! }, { replace: true })} keepMounted={false}>
      <div className={classes.head}>
        <Tabs.List className={classes.tabs}>
          {shown.map((each) => (
            <Tabs.Tab
              key={each}
              value={each}
              rightSection={
                each === 'callbacks' &&
                due > 0 && (
                  <Badge size="sm" variant="filled" color="pine.8">
                    {due}
                  </Badge>
                )
              }
            >
              {t(`callbacks.tabs.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Switch size="xs" label={t('callbacks.tests')} checked={tests} onChange={(event) => setTests(event.currentTarget.checked)} />
      </div>
      <Tabs.Panel value="callbacks">
        <CallbackList tests={tests} round={round} queues={counts} mayCall={mayCall} changed={head.reload} />
      </Tabs.Panel>
      <Tabs.Panel value="leads">
        <LeadList tests={tests} round={round} mayCall={mayCall} />
      </Tabs.Panel>
      {mayCall && (
        <Tabs.Panel value="messages">
          <MessageList tests={tests} round={round} />
        </Tabs.Panel>
      )}
    </Tabs>
  );
}

/** Counts on while the page is looked at. */
function useRounds(): number {
  const [round, setRound] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(() => document.visibilityState === 'visible' && setRound((before) => before + 1), LOOK_MILLISECONDS);
    return () => window.clearInterval(timer);
  }, []);
  return round;
}
