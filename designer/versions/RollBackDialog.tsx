import { Button, Group, Modal, Skeleton, Stack, Text, Textarea } from '@mantine/core';
import { IconRestore } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api/client.js';
import { flowsApi } from '../api/flows.js';
import { useLoaded } from '../api/use-loaded.js';
import { announce } from '../app/announce.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { useEditor } from '../drafts/editor.js';
import { ChangeSentences, tryDiff } from './ChangeSentences.js';
import { shortVersion } from './short-version.js';

export interface RollBack {
  alias: string;
  version: string;
  /** What the alias points to now, and what it tries beside it. */
  now: string;
  canary: string | null;
}

/** Makes an earlier version answer calls again, and tells before what changes by it. It adds to the history and takes nothing away; the draft stays as it is. */
export function RollBackDialog({ wanted: { alias, version, now, canary }, close }: { wanted: RollBack; close(done: boolean): void }) {
  const { t } = useTranslation();
  const { flow } = useEditor();
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const both = useLoaded(`roll back ${now} ${version}`, (signal) => Promise.all([now, version].map((name) => flowsApi.version(flow, name, signal))));
  const rollBack = (): void => {
    setBusy(true);
    flowsApi.rollBack(flow, alias, version, note.trim()).then(
      () => (announce(t('history.heardAgain', { version: shortVersion(version) })), close(true)),
      (refused: ApiError) => {
        setError(refused);
        setBusy(false);
      },
    );
  };
  return (
    <Modal opened onClose={() => close(false)} size="lg" title={t('history.rollBackTo', { version: shortVersion(version) })} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack>
        <Text size="sm">{t('history.rollBackHelp')}</Text>
        {canary && <Text size="sm">{t('history.rollBackCanary', { version: shortVersion(canary) })}</Text>}
        <section aria-label={t('compare.forCallers')}>
          <Text size="sm" fw={650}>
            {t('compare.forCallers')}
          </Text>
          {both.error && <ErrorNote error={both.error} retry={both.reload} />}
          {both.data ? <ChangeSentences diff={tryDiff(both.data[0]!.document, both.data[1]!.document)} /> : both.loading && <Skeleton height={60} />}
        </section>
        <Textarea label={t('history.why')} value={note} autosize minRows={2} maxLength={500} onChange={(event) => setNote(event.currentTarget.value)} data-autofocus />
        {error && <ErrorNote error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => close(false)}>
            {t('common.cancel')}
          </Button>
          <Button loading={busy} leftSection={<IconRestore size={16} />} onClick={rollBack}>
            {t('history.rollBack')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
