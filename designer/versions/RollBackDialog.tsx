import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api/client.js';
import { flowsApi, type Publication } from '../api/flows.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { useEditor } from '../drafts/editor.js';
import { shortVersion } from './short-version.js';

/** Makes an earlier version answer calls again. It adds to the history and takes nothing away; the draft stays as it is. */
export function RollBackDialog({ publication, close }: { publication: Publication; close(done: boolean): void }) {
  const { t } = useTranslation();
  const { flow } = useEditor();
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const rollBack = (): void => {
    setBusy(true);
    flowsApi.rollBack(flow, publication.version, note.trim()).then(
      () => close(true),
      (refused: ApiError) => {
        setError(refused);
        setBusy(false);
      },
    );
  };
  return (
    <Modal opened onClose={() => close(false)} title={t('history.rollBackTo', { version: shortVersion(publication.version) })} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack>
        <Text size="sm">{t('history.rollBackHelp')}</Text>
        <Textarea label={t('history.why')} value={note} autosize minRows={2} maxLength={500} onChange={(event) => setNote(event.currentTarget.value)} data-autofocus />
        {error && <ErrorNote error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => close(false)}>
            {t('common.cancel')}
          </Button>
          <Button loading={busy} onClick={rollBack}>
            {t('history.rollBack')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
