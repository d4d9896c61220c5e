import { Button, Skeleton, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus, IconToggleRight } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api/client.js';
import { switchesApi, type SwitchEntry } from '../api/switches.js';
import { useLoaded } from '../api/use-loaded.js';
import { ConfirmDialog } from '../app/ConfirmDialog.js';
import { EmptyNote } from '../app/EmptyNote.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { Page } from '../app/Page.js';
import { useMay } from '../app/SignedIn.js';
import { isOver } from './EndTime.js';
import { SwitchCard } from './SwitchCard.js';
import { SwitchDialog } from './SwitchDialog.js';
import { SwitchHistory } from './SwitchHistory.js';
import { turned, readSetting, valueOfSetting } from './switch-value.js';

/** Others change switches too, and their ends come by themselves. */
const REFRESH_MILLISECONDS = 5_000;

/** What operations change without publishing. */
export function SwitchesPage() {
  const { t } = useTranslation();
  const { data, error, loading, reload } = useLoaded('switches', switchesApi.list);
  const mayEdit = useMay('switches.write');
  const [edited, setEdited] = useState<SwitchEntry | 'new' | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  const [cleared, setCleared] = useState<string | null>(null);
  const [refused, setRefused] = useState<ApiError | null>(null);
  useEffect(() => {
    const timer = setInterval(reload, REFRESH_MILLISECONDS);
    return () => clearInterval(timer);
  }, [reload]);
  const done = (name: string): void => {
    setRefused(null);
    reload();
    notifications.show({ message: t('switches.changed', { name }) });
  };
  const turn = (entry: SwitchEntry): void => {
    const next = entry.set ? turned(readSetting(entry.value)) : ({ kind: 'on_off', on: entry.defaults[0] !== 'on' } as const);
    if (next) switchesApi.set(entry.switch, { value: valueOfSetting(next), until: isOver(entry.until) ? null : entry.until, basedOn: entry.updatedAt }).then(() => done(entry.switch), (error: ApiError) => (setRefused(error), reload()));
  };
  const add = mayEdit && (
    <Button leftSection={<IconPlus size={17} />} onClick={() => setEdited('new')}>
      {t('switches.add')}
    </Button>
  );
  return (
    <Page title={t('switches.title')} summary={t('switches.summary')} actions={add}>
      {(error ?? refused) && <ErrorNote error={(error ?? refused)!} retry={reload} />}
      {!data && loading && <Skeleton height={200} radius="lg" />}
      {data?.switches.length === 0 && (
        <EmptyNote Icon={IconToggleRight} title={t('switches.empty')}>
          {t('switches.emptyHelp')}
        </EmptyNote>
      )}
      <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {data?.switches.map((entry) => (
          <SwitchCard key={entry.switch} entry={entry} turn={mayEdit ? () => turn(entry) : undefined} edit={mayEdit ? () => setEdited(entry) : undefined} clear={mayEdit ? () => setCleared(entry.switch) : undefined} showHistory={() => setShown(entry.switch)} />
        ))}
      </Stack>
      {edited && (
        <SwitchDialog
          entry={edited === 'new' ? null : edited}
          close={(name) => {
            setEdited(null);
            if (name) done(name);
          }}
        />
      )}
      {shown && <SwitchHistory name={shown} close={() => setShown(null)} />}
      {cleared && (
        <ConfirmDialog
          title={t('switches.asDefaultTitle', { name: cleared })}
          text={t('switches.asDefaultHelp', { name: cleared })}
          action={t('switches.asDefault')}
          confirm={() => {
            setCleared(null);
            switchesApi.clear(cleared).then(() => done(cleared), setRefused);
          }}
          close={() => setCleared(null)}
        />
      )}
    </Page>
  );
}
