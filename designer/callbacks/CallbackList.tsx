import { Alert, Card, Code, Group, NativeSelect, SegmentedControl, Skeleton, Text } from '@mantine/core';
import { IconPhoneOutgoing } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api/client.js';
import type { Callback } from '../../schemas/answers/callback.js';
import { workApi, type CallbackAction, type QueueCount } from '../api/work.js';
import { EmptyNote } from '../app/EmptyNote.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { CallbackCard } from './CallbackCard.js';
import classes from './Callbacks.module.css';
import { usePages } from './use-pages.js';
import { OlderButton } from '../app/OlderButton.js';

const filters = ['due', 'open', 'settled'] as const;

type Filter = (typeof filters)[number];

interface CallbackListProps {
  tests: boolean;
  round: number;
  queues: QueueCount[];
  mayCall: boolean;
  /** One was changed, so the counts are others. */
  changed(): void;
}

/** Who wants to be called, as work: take one, call, say what came of it. */
export function CallbackList({ tests, round, queues, mayCall, changed }: CallbackListProps) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<Filter>('due');
  const [queue, setQueue] = useState('');
  const [error, setError] = useState<ApiError | null>(null);
  const list = usePages<Callback>(`callbacks ${filter} ${queue} ${tests} ${round}`, async (after, signal) => {
    const { callbacks, next } = await workApi.callbacks({ ...queryOf(filter), queue: queue || undefined, test: tests ? 'true' : undefined, limit: 50, after }, signal);
    return { entries: callbacks, next };
  });
  const act = async (callback: Callback, change: CallbackAction): Promise<void> => {
    setError(null);
    await workApi.changeCallback(callback, change).catch(setError);
    list.reload();
    changed();
  };
  return (
    <>
      <Group justify="space-between" align="flex-end" mb="sm">
        <SegmentedControl aria-label={t('callbacks.show')} size="sm" value={filter} onChange={(chosen) => setFilter(chosen as Filter)} data={filters.map((each) => ({ value: each, label: t(`callbacks.filters.${each}`) }))} />
        <Group gap="sm">
          <Queues queues={queues} />
          {queues.length > 1 && <NativeSelect aria-label={t('callbacks.queue')} size="sm" value={queue} onChange={(event) => setQueue(event.currentTarget.value)} data={[{ value: '', label: t('callbacks.everyQueue') }, ...queues.map((each) => ({ value: each.queue, label: each.queue }))]} />}
        </Group>
      </Group>
      {!mayCall && (
        <Text size="sm" c="dimmed" mb="sm">
          {t('callbacks.hidden')}
        </Text>
      )}
      {error?.code === 'entry_changed' ? (
        <Alert color="yellow" variant="light" title={t('callbacks.changed')} role="alert" mb="sm">
          {t('callbacks.changedHelp')}
        </Alert>
      ) : (
        error && <ErrorNote error={error} />
      )}
      {list.error && <ErrorNote error={list.error} retry={list.reload} />}
      {!list.entries && !list.error && <Skeleton height={240} radius="lg" />}
      {list.entries?.length === 0 && (
        <Card withBorder radius="lg" p={0}>
          <EmptyNote Icon={IconPhoneOutgoing} title={t(`callbacks.empty.${filter}`)}>
            {t('callbacks.emptyHelp')}
          </EmptyNote>
        </Card>
      )}
      <ul className={classes.cards} aria-label={t('callbacks.tabs.callbacks')}>
        {list.entries?.map((callback) => (
          <CallbackCard key={`${callback.callId} ${callback.callbackId}`} callback={callback} mayCall={mayCall} act={(change) => act(callback, change)} />
        ))}
      </ul>
      <OlderButton more={list.more} />
    </>
  );
}

function queryOf(filter: Filter): Record<string, string | undefined> {
  return filter === 'due' ? { due: 'true' } : { settled: filter === 'settled' ? 'true' : 'false' };
}

function Queues({ queues }: { queues: QueueCount[] }) {
  const { t } = useTranslation();
  const late = queues.reduce((sum, queue) => sum + queue.overdue, 0);
  return (
    <Text size="sm" c="dimmed">
      {queues.slice(0, 3).map(({ queue, due, open }, at) => (
        <span key={queue}>
          {at > 0 && ' · '}
          <Code>{queue}</Code> {t('callbacks.queueLine', { due, open })}
        </span>
      ))}
      {late > 0 && <span className={classes.late}> · {t('callbacks.overdueCount', { count: late })}</span>}
    </Text>
  );
}
