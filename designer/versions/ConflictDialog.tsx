import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ApiError } from '../api/client.js';
import { flowsApi } from '../api/flows.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { useEditor, useView } from '../drafts/editor.js';
import { ago } from '../text/moments.js';

/** Somebody else saved the same draft meanwhile. Nothing is written until one has chosen: theirs, or one's own as a flow of its own. */
export function ConflictDialog() {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const { flow, drafts, reopen } = useEditor();
  const save = useView((view) => view.save);
  const [error, setError] = useState<ApiError | null>(null);
  if (save.state !== 'conflict') return null;
  const { updatedBy, updatedAt } = save.details;

  const keepCopy = async (): Promise<void> => {
    const { document, layout } = drafts.getState();
    for (let number = 1; number <= 20; number += 1) {
      const id = `${flow.slice(0, 50)}-copy${number === 1 ? '' : `-${number}`}`;
      try {
        await flowsApi.create({ ...document, id }, { ...layout, flow: id });
        return void navigate(`/flows/${id}`);
      } catch (refused) {
        if ((refused as ApiError).status !== 409) return setError(refused as ApiError);
      }
    }
  };

  return (
    <Modal opened onClose={() => undefined} withCloseButton={false} closeOnClickOutside={false} closeOnEscape={false} title={t('conflict.title')}>
      <Stack>
        <Text size="sm">{updatedBy && updatedAt ? t('conflict.who', { who: updatedBy, when: ago(updatedAt, i18n.resolvedLanguage ?? 'en-US') }) : t('conflict.somebody')}</Text>
        <Text size="sm">{t('conflict.help')}</Text>
        {error && <ErrorNote error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={reopen}>
            {t('conflict.theirs')}
          </Button>
          <Button onClick={() => void keepCopy()} data-autofocus>
            {t('conflict.copy')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
